import type { NtlmChallenge } from '../../../../shared/artifacts/sign-in.ts'
import { type AvPair, avId, decodeAvPairs, findAvValue } from './av-pairs.ts'
import { dateFromFileTime } from './file-time.ts'
import { signature } from './message-header.ts'
import { hasFlag, negotiateFlags } from './negotiate-flags.ts'
import { NtlmError } from './ntlm-error.ts'
import { decodeVersion, type Version, versionLength } from './version.ts'

/** The largest Type 2 message that we read, in bytes. Real ones have a few hundred. */
const maximumChallengeLength = 16 * 1024

const headerLength = 48

/** A decoded Type 2 message (MS-NLMP 2.2.1.2). */
export interface ChallengeMessage {
  flags: number
  /** Eight bytes that the server chose. */
  serverChallenge: Buffer
  targetName: string
  /** The target info byte for byte, MsvAvEOL included; empty when the server sent none. */
  targetInfo: Buffer
  /** The pairs of `targetInfo` in their order, without MsvAvEOL. */
  avPairs: AvPair[]
  /** FILETIME of MsvAvTimestamp. A server that sends it expects a MIC in Type 3. */
  timestamp: bigint | undefined
  version: Version | undefined
}

interface Field {
  name: string
  length: number
  offset: number
}

/**
 * Reads a Type 2 message. Every length and offset is checked before it is followed.
 * @throws NtlmError when the bytes are not a well-formed CHALLENGE_MESSAGE of at most 16 KiB.
 */
export function decodeChallenge(message: Buffer): ChallengeMessage {
  checkFrame(message)
  const flags = message.readUInt32LE(20)
  const nameField = readField(message, 12, 'target name')
  const infoField = readField(message, 40, 'target info')
  checkApart(nameField, infoField)
  const targetInfo = Buffer.from(bytesOf(message, infoField))
  const avPairs = infoField.length === 0 ? [] : decodeAvPairs(targetInfo, infoField.offset)
  return {
    flags,
    serverChallenge: Buffer.from(message.subarray(24, 32)),
    targetName: readName(message, nameField, hasFlag(flags, negotiateFlags.unicode)),
    targetInfo,
    avPairs,
    timestamp: findAvValue(avPairs, avId.timestamp)?.readBigUInt64LE(0),
    version: readVersion(message, flags, [nameField, infoField]),
  }
}

function checkFrame(message: Buffer): void {
  if (message.length > maximumChallengeLength) {
    throw new NtlmError(
      'message-too-long',
      `The NTLM challenge has ${message.length} bytes; at most ${maximumChallengeLength} are accepted.`,
    )
  }
  if (message.length < headerLength) {
    throw new NtlmError(
      'message-too-short',
      `The NTLM challenge ends at offset ${message.length}; its header alone has ${headerLength} bytes.`,
    )
  }
  if (!message.subarray(0, signature.length).equals(signature)) {
    throw new NtlmError(
      'bad-signature',
      'The NTLM challenge does not begin with "NTLMSSP" and a zero byte at offset 0.',
    )
  }
  const type = message.readUInt32LE(8)
  if (type !== 2) {
    throw new NtlmError(
      'wrong-message-type',
      `The NTLM message states type ${type} at offset 8; a challenge is type 2.`,
    )
  }
}

/** Reads a field descriptor. The offset of an empty field means nothing and is not looked at (MS-NLMP 2.2.1.2). */
function readField(message: Buffer, at: number, name: string): Field {
  const length = message.readUInt16LE(at)
  const offset = message.readUInt32LE(at + 4)
  if (length === 0) return { name, length: 0, offset: message.length }
  if (offset < headerLength) {
    throw new NtlmError(
      'fields-overlap',
      `The ${name} (descriptor at offset ${at}) begins at ${offset}, inside the header; ${headerLength} is the first place it may begin.`,
    )
  }
  if (offset + length > message.length) {
    throw new NtlmError(
      'field-outside-message',
      `The ${name} (descriptor at offset ${at}) would take bytes ${offset} to ${offset + length}; the message has ${message.length}.`,
    )
  }
  return { name, length, offset }
}

function checkApart(one: Field, other: Field): void {
  if (one.length === 0 || other.length === 0) return
  if (one.offset < other.offset + other.length && other.offset < one.offset + one.length) {
    throw new NtlmError(
      'fields-overlap',
      `The ${one.name} at offset ${one.offset} and the ${other.name} at offset ${other.offset} share bytes; fields must lie apart.`,
    )
  }
}

function bytesOf(message: Buffer, field: Field): Buffer {
  return message.subarray(field.offset, field.offset + field.length)
}

function readName(message: Buffer, field: Field, unicode: boolean): string {
  // Without the Unicode flag names are in the server's OEM code page, which the message does not name.
  if (!unicode) return bytesOf(message, field).toString('latin1')
  if (field.length % 2 !== 0) {
    throw new NtlmError(
      'bad-text',
      `The ${field.name} at offset ${field.offset} has ${field.length} bytes; UTF-16 text has an even number.`,
    )
  }
  return bytesOf(message, field).toString('utf16le')
}

/** VERSION is there when the flag says so and the payload leaves room for it: old servers set the flag alone. */
function readVersion(message: Buffer, flags: number, fields: Field[]): Version | undefined {
  const end = headerLength + versionLength
  if (!hasFlag(flags, negotiateFlags.version) || message.length < end) return undefined
  return fields.every((field) => field.offset >= end) ? decodeVersion(message, headerLength) : undefined
}

/** What the server tells of itself, in the shape that artifacts carry. Holds nothing secret. */
export function toNtlmChallenge(challenge: ChallengeMessage): NtlmChallenge {
  const text = (id: number) => findAvValue(challenge.avPairs, id)?.toString('utf16le').toWellFormed()
  const { version, timestamp } = challenge
  return {
    targetName: challenge.targetName.toWellFormed(),
    ...optional('netbiosDomain', text(avId.netbiosDomain)),
    ...optional('netbiosComputer', text(avId.netbiosComputer)),
    ...optional('dnsDomain', text(avId.dnsDomain)),
    ...optional('dnsComputer', text(avId.dnsComputer)),
    ...optional('dnsForest', text(avId.dnsForest)),
    ...optional('osVersion', version && `${version.major}.${version.minor}.${version.build}`),
    ...optional('timestamp', timestamp === undefined ? undefined : dateFromFileTime(timestamp).toISOString()),
  }
}

function optional<Key extends string>(key: Key, value: string | undefined): { [key in Key]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [key in Key]?: string })
}
