import type { X509Certificate } from 'node:crypto'
import { authoritiesNamed, isSignedBy } from './authority-index.ts'
import { keyOf } from './certificate.ts'

const MOST_SENT = 20
const LONGEST_CHAIN = 10

/**
 * The chain from the leaf on, each certificate followed by that of its issuer, as far as they were sent: `sentWith` has
 * them. It ends at an authority that is trusted here: what is sent above it, such as a cross-signature for old clients,
 * proves nothing more. What belongs to no link of it is left out.
 */
export function chainOf(
  [leaf, ...beside]: readonly [X509Certificate, ...X509Certificate[]],
  authorities: readonly string[],
): X509Certificate[] {
  const chain = [leaf]
  const left = new Set(beside)
  for (let last = leaf; last.subject !== last.issuer && chain.length < LONGEST_CHAIN; ) {
    const issuer = issuerAmong(left, last, authorities)
    if (!issuer) break
    left.delete(issuer)
    chain.push(issuer)
    last = issuer
  }
  return chain
}

/**
 * The leaf and what was sent beside it, each once. Node hands over everything that was sent, in its order: over TLS 1.3 as
 * well.
 */
export function sentWith(leaf: X509Certificate): [X509Certificate, ...X509Certificate[]] {
  const known = new Set([leaf.fingerprint256])
  const beside: X509Certificate[] = []
  let next = leaf.issuerCertificate
  for (let count = 0; next && count < MOST_SENT; count += 1) {
    if (!known.has(next.fingerprint256)) beside.push(next)
    known.add(next.fingerprint256)
    next = next.issuerCertificate
  }
  return [leaf, ...beside]
}

function issuerAmong(
  sent: ReadonlySet<X509Certificate>,
  certificate: X509Certificate,
  authorities: readonly string[],
): X509Certificate | undefined {
  const issuers = [...sent].filter((each) => mayHaveIssued(each, certificate))
  if (issuers.length === 0) return undefined
  const roots = authoritiesNamed(certificate.issuer, authorities).filter(
    (root) => root.subject === root.issuer && isSignedBy(certificate, root),
  )
  if (roots.length > 0) return issuers.find((each) => roots.some((root) => root.raw.equals(each.raw)))
  // One that fits by its name alone is what OpenSSL complains about.
  return issuers.find((each) => isSignedBy(certificate, each)) ?? issuers[0]
}

/** By its name and the identifier of its key; by its name alone where OpenSSL cannot read its key, and so compares nothing. */
function mayHaveIssued(issuer: X509Certificate, certificate: X509Certificate): boolean {
  return certificate.checkIssued(issuer) || (issuer.subject === certificate.issuer && keyOf(issuer) === undefined)
}
