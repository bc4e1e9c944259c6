import { createHmac } from 'node:crypto'
import { createMD4 } from 'hash-wasm'

/** NTOWFv1: MD4 of the password in UTF-16LE (MS-NLMP section 3.3.1). */
export type NtHasher = (password: string) => Buffer

/** MD4 comes from hash-wasm, because OpenSSL 3 no longer gives it. Loading it is all that has to be awaited. */
export async function createNtHasher(): Promise<NtHasher> {
  const md4 = await createMD4()
  return (password) => Buffer.from(md4.init().update(Buffer.from(password, 'utf16le')).digest('binary'))
}

function hmacMd5(key: Uint8Array, ...parts: Uint8Array[]): Buffer {
  const hmac = createHmac('md5', key)
  for (const part of parts) hmac.update(part)
  return hmac.digest()
}

/** NTOWFv2 (MS-NLMP section 3.3.2). The domain keeps its case, the user name does not. */
export function ntowfv2(ntHash: Uint8Array, user: string, domain: string): Buffer {
  return hmacMd5(ntHash, Buffer.from(user.toUpperCase() + domain, 'utf16le'))
}

/** NTProofStr (MS-NLMP section 3.3.2): what the first 16 bytes of an NTLMv2 response must be. */
export function ntProofString(
  responseKey: Uint8Array,
  serverChallenge: Uint8Array,
  clientChallenge: Uint8Array,
): Buffer {
  return hmacMd5(responseKey, serverChallenge, clientChallenge)
}

/** SessionBaseKey (MS-NLMP section 3.3.2), which in NTLMv2 is the KeyExchangeKey too (section 3.4.5.1). */
export function sessionBaseKey(responseKey: Uint8Array, proof: Uint8Array): Buffer {
  return hmacMd5(responseKey, proof)
}

/** MIC over the three messages, the third with its MIC field zeroed (MS-NLMP section 3.1.5.1.2). */
export function messageIntegrityCode(
  exportedSessionKey: Uint8Array,
  negotiate: Uint8Array,
  challenge: Uint8Array,
  authenticate: Uint8Array,
): Buffer {
  return hmacMd5(exportedSessionKey, negotiate, challenge, authenticate)
}

/** RC4, which decrypts an exchanged session key (MS-NLMP section 3.4.5.1). OpenSSL 3 keeps it out of reach. */
export function rc4(key: Uint8Array, data: Uint8Array): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index)
  const at = (index: number): number => state[index & 255] ?? 0
  const swap = (a: number, b: number): void => {
    const kept = at(a)
    state[a] = at(b)
    state[b] = kept
  }
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + at(i) + (key[i % key.length] ?? 0)) & 255
    swap(i, j)
  }
  let i = 0
  let j = 0
  return Buffer.from(data).map((byte) => {
    i = (i + 1) & 255
    j = (j + at(i)) & 255
    swap(i, j)
    return byte ^ at(at(i) + at(j))
  }) as Buffer
}
