import { createHmac } from 'node:crypto'
import { md4 } from './md4.ts'

/** HMAC-MD5 over the parts, one after the other: 16 bytes. */
export function hmacMd5(key: Buffer, ...parts: readonly Buffer[]): Buffer {
  const hmac = createHmac('md5', key)
  for (const part of parts) hmac.update(part)
  return hmac.digest()
}

/**
 * NTOWFv2, the key that stands for an account and its password (MS-NLMP 3.3.2): 16 bytes, as secret as the password.
 * The user name counts in upper case, the domain as it is written.
 */
export function ntowfv2(password: string, user: string, domain: string): Buffer {
  const passwordHash = md4(Buffer.from(password, 'utf16le'))
  return hmacMd5(passwordHash, Buffer.from(windowsUpperCase(user) + domain, 'utf16le'))
}

/**
 * Upper case as Windows has it for names: one UTF-16 unit for one unit, so `ß` stays, and no letter beyond ASCII
 * becomes an ASCII one, so the Turkish dotless `ı` and the long `ſ` stay.
 */
function windowsUpperCase(text: string): string {
  return Array.from({ length: text.length }, (_, index) => {
    const unit = text.charAt(index)
    const upper = unit.toUpperCase()
    const leavesAscii = unit.charCodeAt(0) > 0x7f && upper.charCodeAt(0) <= 0x7f
    return upper.length === 1 && !leavesAscii ? upper : unit
  }).join('')
}

/** What a Type 3 message answers to the challenge, and the key that comes of it. */
export interface Ntlmv2Response {
  /** NTProofStr and the client's blob: the NtChallengeResponse (MS-NLMP 2.2.2.8). */
  ntResponse: Buffer
  /** SessionBaseKey; in NTLMv2 also the KeyExchangeKey (MS-NLMP 3.4.5.1). Secret. */
  sessionBaseKey: Buffer
}

/**
 * Computes the NTLMv2 response (MS-NLMP 3.3.2). `clientChallenge` has 8 random bytes, `time` is a FILETIME,
 * `targetInfo` is the list of AV_PAIRs that is to be signed, MsvAvEOL included.
 */
export function ntlmv2Response(input: {
  responseKey: Buffer
  serverChallenge: Buffer
  clientChallenge: Buffer
  time: bigint
  targetInfo: Buffer
}): Ntlmv2Response {
  const time = Buffer.alloc(8)
  time.writeBigUInt64LE(input.time)
  const blob = Buffer.concat([
    Buffer.from([1, 1, 0, 0, 0, 0, 0, 0]),
    time,
    input.clientChallenge,
    Buffer.alloc(4),
    input.targetInfo,
    Buffer.alloc(4),
  ])
  const proof = hmacMd5(input.responseKey, input.serverChallenge, blob)
  return { ntResponse: Buffer.concat([proof, blob]), sessionBaseKey: hmacMd5(input.responseKey, proof) }
}

/** The LMv2 response (MS-NLMP 3.3.2), 24 bytes; sent only to servers that give no timestamp. */
export function lmv2Response(responseKey: Buffer, serverChallenge: Buffer, clientChallenge: Buffer): Buffer {
  return Buffer.concat([hmacMd5(responseKey, serverChallenge, clientChallenge), clientChallenge])
}
