import { createMD4 } from 'hash-wasm'
import { NtlmError } from './ntlm-error.ts'

type Hasher = Awaited<ReturnType<typeof createMD4>>

let loading: Promise<Hasher> | undefined
let hasher: Hasher | undefined

/**
 * Prepares MD4 (RFC 1320); to be awaited once before the first sign-in, and free to await again. It comes as
 * WebAssembly because neither OpenSSL 3 nor Electron's BoringSSL can be counted on to have it.
 */
export async function loadMd4(): Promise<void> {
  loading ??= createMD4()
  hasher = await loading
}

/**
 * The 16-byte MD4 digest of `data`.
 * @throws NtlmError `md4-not-loaded` before {@link loadMd4} has finished.
 */
export function md4(data: Uint8Array): Buffer {
  if (hasher === undefined) {
    throw new NtlmError('md4-not-loaded', 'MD4 was used before it was ready; await loadMd4() first.')
  }
  return Buffer.from(hasher.init().update(data).digest('binary'))
}
