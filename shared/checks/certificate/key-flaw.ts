import type { Certificate, TlsHandshake } from '../../artifacts/tls-handshake.ts'

const LEAST_RSA_BITS = 2048
/** serverAuth and anyExtendedKeyUsage (RFC 5280 section 4.2.1.12). */
const usagesForServers = ['1.3.6.1.5.5.7.3.1', '2.5.29.37.0']
const outdatedSignature = /^(?:md[25]|sha1)|sha-?1$/i
/** Named curves of less than 224 bits. */
const smallCurves = /(?:secp|sect|prime|brainpoolP)(?:1\d\d|2[01]\d)/

/** What clients refuse about a key, a signature or a use, and in which certificate of the chain. */
export type KeyFlaw = { flaw: 'key-too-short' | 'signature-outdated' | 'not-for-servers'; in: Certificate }

export function keyFlaw({ chain }: TlsHandshake): KeyFlaw | undefined {
  const short = chain.find(hasShortKey)
  if (short) return { flaw: 'key-too-short', in: short }
  // Nobody checks the signature that a root puts on itself.
  const outdated = chain.find(
    ({ selfSigned, signatureAlgorithm }) => !selfSigned && outdatedSignature.test(signatureAlgorithm ?? ''),
  )
  if (outdated) return { flaw: 'signature-outdated', in: outdated }
  const [leaf] = chain
  const isForServers = leaf?.extendedKeyUsage?.some((usage) => usagesForServers.includes(usage)) ?? true
  return leaf && !isForServers ? { flaw: 'not-for-servers', in: leaf } : undefined
}

function hasShortKey({ keyType, keyBits }: Certificate): boolean {
  if (keyType.startsWith('ec')) return smallCurves.test(keyType)
  return keyBits !== undefined && keyBits < LEAST_RSA_BITS
}
