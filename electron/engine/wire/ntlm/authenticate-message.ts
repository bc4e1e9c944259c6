import { type AvPair, avId, encodeAvPairs, micPresent } from './av-pairs.ts'
import type { ChallengeMessage } from './challenge-message.ts'
import { encodeField, encodeHeader } from './message-header.ts'
import { hmacMd5 } from './ntlmv2.ts'
import { encodeVersion, type Version, versionLength } from './version.ts'

const fixedLength = 64
const micLength = 16

/** What a Type 3 message carries (MS-NLMP 2.2.1.3), computed already. */
export interface AuthenticateFields {
  flags: number
  domain: string
  user: string
  workstation: string
  lmResponse: Buffer
  ntResponse: Buffer
  /** 16 bytes, or empty without key exchange. */
  encryptedSessionKey: Buffer
  version: Version
}

/** Which messages a MIC vouches for, and under which key. */
export interface MicInput {
  exportedSessionKey: Buffer
  negotiateMessage: Buffer
  challengeMessage: Buffer
}

/**
 * Writes a Type 3 message (MS-NLMP 2.2.1.3): names as UTF-16LE, payload in the order of the specification's examples.
 * With `mic` the message has a MIC: HMAC-MD5 under the exported session key over the three messages, the field itself
 * zero (3.1.5.1.2). Without it the field is left out, as in the example of 4.2.4.3.
 * @throws NtlmError `message-too-long` when a field takes more than 65535 bytes.
 */
export function encodeAuthenticate(fields: AuthenticateFields, mic?: MicInput): Buffer {
  const micOffset = fixedLength + versionLength
  const payloadStart = micOffset + (mic ? micLength : 0)
  const domain = Buffer.from(fields.domain, 'utf16le')
  const user = Buffer.from(fields.user, 'utf16le')
  const workstation = Buffer.from(fields.workstation, 'utf16le')
  let end = payloadStart
  const place = (part: Buffer) => {
    end += part.length
    return encodeField(part.length, end - part.length)
  }
  const domainField = place(domain)
  const userField = place(user)
  const workstationField = place(workstation)
  const lmField = place(fields.lmResponse)
  const ntField = place(fields.ntResponse)
  const keyField = place(fields.encryptedSessionKey)
  const flags = Buffer.alloc(4)
  flags.writeUInt32LE(fields.flags)
  const message = Buffer.concat([
    encodeHeader(3),
    lmField,
    ntField,
    domainField,
    userField,
    workstationField,
    keyField,
    flags,
    encodeVersion(fields.version),
    Buffer.alloc(mic ? micLength : 0),
    domain,
    user,
    workstation,
    fields.lmResponse,
    fields.ntResponse,
    fields.encryptedSessionKey,
  ])
  if (mic) {
    hmacMd5(mic.exportedSessionKey, mic.negotiateMessage, mic.challengeMessage, message).copy(message, micOffset)
  }
  return message
}

/**
 * The target info that the client signs (MS-NLMP 3.1.5.1.2): the server's pairs in their order; MsvAvFlags with the
 * MIC bit where the server gave a timestamp; the channel binding and the target name where there are any. When there
 * is nothing to say, it is the server's list byte for byte.
 */
export function clientTargetInfo(
  challenge: ChallengeMessage,
  own: { channelBinding: Buffer | undefined; targetName: string | undefined },
): Buffer {
  const withMic = challenge.timestamp !== undefined
  const { channelBinding, targetName } = own
  if (!withMic && channelBinding === undefined && targetName === undefined && challenge.targetInfo.length > 0) {
    return challenge.targetInfo
  }
  const added: AvPair[] = []
  const pairs = withMic ? withMicFlag(challenge.avPairs) : challenge.avPairs
  if (channelBinding !== undefined) added.push({ id: avId.channelBindings, value: channelBinding })
  if (targetName !== undefined) added.push({ id: avId.targetName, value: Buffer.from(targetName, 'utf16le') })
  // A server does not send these two; if one did, ours must be the only ones, or the first found might be the server's.
  const replaced = new Set(added.map((pair) => pair.id))
  return encodeAvPairs([...pairs.filter((pair) => !replaced.has(pair.id)), ...added])
}

function withMicFlag(pairs: readonly AvPair[]): AvPair[] {
  const present = pairs.some((pair) => pair.id === avId.flags)
  if (!present) return [...pairs, { id: avId.flags, value: flagsValue(micPresent) }]
  return pairs.map((pair) =>
    pair.id === avId.flags ? { id: pair.id, value: flagsValue(pair.value.readUInt32LE(0) | micPresent) } : pair,
  )
}

function flagsValue(flags: number): Buffer {
  const value = Buffer.alloc(4)
  value.writeUInt32LE(flags >>> 0)
  return value
}
