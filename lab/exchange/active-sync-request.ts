import type { Asked } from './virtual-directory.ts'
import { decodeWbxml, type WbxmlElement, WbxmlRefusal } from './wbxml.ts'

/** What a command's URI and headers say (MS-ASHTTP section 2.2.1.1). */
export interface CommandLine {
  readonly command: string
  readonly deviceId: string
  readonly deviceType: string
  /** 12.1, 14.1, 16.1. */
  readonly version: number
  /** X-MS-PolicyKey; absent when the client sent none. */
  readonly policyKey: number | undefined
}

/** Command codes of the base64 query (MS-ASHTTP section 2.2.1.1.1.1.2). */
const COMMANDS: readonly (readonly [code: number, command: string])[] = [
  [0, 'Sync'],
  [1, 'SendMail'],
  [2, 'SmartForward'],
  [3, 'SmartReply'],
  [4, 'GetAttachment'],
  [9, 'FolderSync'],
  [10, 'FolderCreate'],
  [11, 'FolderDelete'],
  [12, 'FolderUpdate'],
  [13, 'MoveItems'],
  [14, 'GetItemEstimate'],
  [15, 'MeetingResponse'],
  [16, 'Search'],
  [17, 'Settings'],
  [18, 'Ping'],
  [19, 'ItemOperations'],
  [20, 'Provision'],
  [21, 'ResolveRecipients'],
  [22, 'ValidateCert'],
  [23, 'Find'],
]
const commandOf = new Map(COMMANDS)

/** Reads a plain or a base64 query; nothing when there is no command in it. */
export function readCommandLine(asked: Asked): CommandLine | undefined {
  const plain = asked.query.get('Cmd')
  if (plain === null) return readBase64(asked.rawQuery)
  const key = asked.header('x-ms-policykey')
  return {
    command: plain,
    deviceId: asked.query.get('DeviceId') ?? '',
    deviceType: asked.query.get('DeviceType') ?? '',
    version: Number(asked.header('ms-asprotocolversion') ?? Number.NaN),
    policyKey: key === undefined ? undefined : Number(key),
  }
}

/** Version, command and locale, then device id, policy key and device type, each behind its length; parameters follow. */
function readBase64(query: string): CommandLine | undefined {
  if (!/^[A-Za-z0-9+/]{8,}={0,2}$/.test(query)) return undefined
  const bytes = Buffer.from(query, 'base64')
  const command = commandOf.get(bytes[1] ?? -1)
  let at = 4
  const field = (): Buffer | undefined => {
    const length = bytes[at]
    if (length === undefined || at + 1 + length > bytes.length) return undefined
    at += 1 + length
    return bytes.subarray(at - length, at)
  }
  const [id, key, type] = [field(), field(), field()]
  if (command === undefined || !id || !key || !type || (key.length !== 0 && key.length !== 4)) return undefined
  // The id is text, or the sixteen bytes of a GUID.
  const text = id.toString('latin1')
  return {
    command,
    deviceId: /^[\x20-\x7e]*$/.test(text) ? text : id.toString('hex'),
    deviceType: type.toString('latin1'),
    version: (bytes[0] ?? 0) / 10,
    policyKey: key.length === 4 ? key.readUInt32LE(0) : undefined,
  }
}

/** The body of a command: nothing when there is none, and `malformed` when it is no WBXML. */
export function readCommandBody(asked: Asked): WbxmlElement | 'malformed' | undefined {
  if (asked.bytes.length === 0) return undefined
  try {
    return decodeWbxml(asked.bytes)
  } catch (error) {
    if (error instanceof WbxmlRefusal) return 'malformed'
    throw error
  }
}
