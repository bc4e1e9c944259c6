import type { X509Certificate } from 'node:crypto'
import { certificatesIn } from './root-of-authority.ts'

/** Machines share their authorities among runs, and reading hundreds of them takes as long as a handshake. */
const read = new Map<string, X509Certificate[]>()
const indices = new WeakMap<readonly string[], Map<string, X509Certificate[]>>()

/** The authorities of this name among those in PEM. A name may have several: one is renewed with another key. */
export function authoritiesNamed(subject: string, authorities: readonly string[]): X509Certificate[] {
  const known = indices.get(authorities)
  const index = known ?? Map.groupBy(authorities.flatMap(readOnce), (authority) => authority.subject)
  if (!known) indices.set(authorities, index)
  return index.get(subject) ?? []
}

function readOnce(pem: string): X509Certificate[] {
  const certificates = read.get(pem) ?? certificatesOrNone(pem)
  read.set(pem, certificates)
  return certificates
}

/** A machine's store may hold what this OpenSSL or BoringSSL cannot read, and does not trust either. */
function certificatesOrNone(pem: string): X509Certificate[] {
  try {
    return certificatesIn(pem)
  } catch {
    return []
  }
}

/** Whether the name, the key's identifier and the signature say that it was issued by this authority. */
export function isSignedBy(certificate: X509Certificate, authority: X509Certificate): boolean {
  try {
    return certificate.checkIssued(authority) && certificate.verify(authority.publicKey)
  } catch {
    // A key of a kind that this OpenSSL or BoringSSL does not know signs nothing here.
    return false
  }
}
