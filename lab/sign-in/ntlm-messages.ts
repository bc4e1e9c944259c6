import { type AvPair, avId, decodeAvPairs, encodeAvPairs } from './av-pairs.ts'
import { NtlmRefusal } from './ntlm-refusal.ts'

/** NegotiateFlags (MS-NLMP section 2.2.2.5), those that the lab reads or answers. */
export const flag = {
  unicode: 0x00000001,
  oem: 0x00000002,
  requestTarget: 0x00000004,
  sign: 0x00000010,
  seal: 0x00000020,
  ntlm: 0x00000200,
  alwaysSign: 0x00008000,
  targetTypeDomain: 0x00010000,
  extendedSessionSecurity: 0x00080000,
  targetInfo: 0x00800000,
  version: 0x02000000,
  key128: 0x20000000,
  keyExchange: 0x40000000,
  key56: 0x80000000,
} as const

const SIGNATURE = Buffer.from('NTLMSSP\0', 'ascii')
/** Windows Server 2022: 10.0.20348, NTLMSSP_REVISION_W2K3 (MS-NLMP section 2.2.2.10). */
const VERSION = Buffer.from([10, 0, 0x7c, 0x4f, 0, 0, 0, 15])
/** Where the MIC stands in a message that has one (MS-NLMP section 2.2.1.3). */
const MIC_OFFSET = 72

/** MessageType of an NTLMSSP token. Throws NtlmRefusal when it is none. */
export function messageType(token: Buffer): number {
  if (token.length < 12 || !token.subarray(0, 8).equals(SIGNATURE)) throw new NtlmRefusal('malformed')
  return token.readUInt32LE(8)
}

/**
 * Flags of a NEGOTIATE_MESSAGE (MS-NLMP section 2.2.1.1). It must name a character set. NTLMSSP_NEGOTIATE_NTLM, which
 * section 2.2.2.5 asks for, is not insisted on: clients that leave it out sign in to Exchange every day.
 */
export function decodeNegotiate(token: Buffer): { flags: number } {
  if (messageType(token) !== 1 || token.length < 16) throw new NtlmRefusal('malformed')
  const flags = token.readUInt32LE(12)
  if ((flags & (flag.unicode | flag.oem)) === 0) throw new NtlmRefusal('malformed')
  return { flags }
}

/** A CHALLENGE_MESSAGE (MS-NLMP section 2.2.1.2). */
export function encodeChallenge(parts: {
  flags: number
  targetName: string
  serverChallenge: Uint8Array
  targetInfo: readonly AvPair[]
}): Buffer {
  const name = Buffer.from(parts.targetName, (parts.flags & flag.unicode) === 0 ? 'latin1' : 'utf16le')
  const info = encodeAvPairs(parts.targetInfo)
  const head = Buffer.alloc(56)
  SIGNATURE.copy(head, 0)
  head.writeUInt32LE(2, 8)
  writeField(head, 12, name.length, 56)
  head.writeUInt32LE(parts.flags >>> 0, 20)
  Buffer.from(parts.serverChallenge).copy(head, 24)
  writeField(head, 40, info.length, 56 + name.length)
  VERSION.copy(head, 48)
  return Buffer.concat([head, name, info])
}

/** An AUTHENTICATE_MESSAGE (MS-NLMP section 2.2.1.3) with an NTLMv2 response (section 2.2.2.8). */
export interface Authenticate {
  readonly flags: number
  readonly domain: string
  readonly user: string
  readonly proof: Buffer
  /** NTLMv2_CLIENT_CHALLENGE (section 2.2.2.7) as it came: the proof is computed over it. */
  readonly clientChallenge: Buffer
  readonly timestamp: bigint
  readonly targetInfo: readonly AvPair[]
  readonly encryptedSessionKey: Buffer
  /** The MIC, and the message with the MIC zeroed; absent unless MsvAvFlags announces one. */
  readonly integrity?: { readonly mic: Buffer; readonly zeroed: Buffer }
}

/** Throws NtlmRefusal: on bytes that break the format, on LM and NTLMv1 responses, and on an anonymous sign-in. */
export function decodeAuthenticate(token: Buffer): Authenticate {
  if (messageType(token) !== 3 || token.length < 64) throw new NtlmRefusal('malformed')
  const flags = token.readUInt32LE(60)
  const text = (at: number): string =>
    readField(token, at).toString((flags & flag.unicode) === 0 ? 'latin1' : 'utf16le')
  const response = readField(token, 20)
  const domain = text(28)
  const user = text(36)
  if (user === '' && response.length === 0) throw new NtlmRefusal('anonymous')
  // NTLMv1 answers with 24 bytes, LM with none at all; NTLMv2 with 16 and a structure of at least 28 and a terminator.
  if (response.length <= 24) throw new NtlmRefusal('ntlmv1')
  const clientChallenge = response.subarray(16)
  if (clientChallenge.length < 32 || clientChallenge[0] !== 1 || clientChallenge[1] !== 1) {
    throw new NtlmRefusal('malformed')
  }
  const targetInfo = decodeAvPairs(clientChallenge.subarray(28))
  return {
    flags,
    domain,
    user,
    proof: response.subarray(0, 16),
    clientChallenge,
    timestamp: clientChallenge.readBigUInt64LE(8),
    targetInfo,
    encryptedSessionKey: readField(token, 52),
    ...integrityOf(token, targetInfo),
  }
}

function integrityOf(token: Buffer, targetInfo: readonly AvPair[]): Pick<Authenticate, 'integrity'> {
  const flags = targetInfo.find(({ id }) => id === avId.flags)?.value
  if (flags === undefined || flags.length !== 4 || (flags.readUInt32LE(0) & 2) === 0) return {}
  if (token.length < MIC_OFFSET + 16) throw new NtlmRefusal('malformed')
  const zeroed = Buffer.from(token)
  zeroed.fill(0, MIC_OFFSET, MIC_OFFSET + 16)
  return { integrity: { mic: token.subarray(MIC_OFFSET, MIC_OFFSET + 16), zeroed } }
}

function writeField(buffer: Buffer, at: number, length: number, offset: number): void {
  buffer.writeUInt16LE(length, at)
  buffer.writeUInt16LE(length, at + 2)
  buffer.writeUInt32LE(offset, at + 4)
}

/** Len, MaxLen, BufferOffset, and the payload that they point to. */
function readField(token: Buffer, at: number): Buffer {
  const length = token.readUInt16LE(at)
  const offset = token.readUInt32LE(at + 4)
  if (length > 0 && offset + length > token.length) throw new NtlmRefusal('malformed')
  return token.subarray(offset, offset + length)
}
