import { X509Certificate } from 'node:crypto'
import { machineAuthorities } from './trust.ts'

/** No hierarchy has so many tiers; two authorities that certify each other would be walked round for ever. */
const MOST_TIERS = 10

/**
 * Whether each certificate in this PEM leads to a root, by way of these authorities and the machine's. OpenSSL trusts
 * nothing that does not: an intermediate certificate completes a chain, and is never the end of one.
 */
export function leadsToRoot(pem: string, authorities: readonly string[]): boolean {
  const own = authorities.flatMap(certificatesIn)
  return certificatesIn(pem).every((certificate) => {
    return (
      isUnderRoot(certificate, own) ||
      isUnderRoot(certificate, [...own, ...machineAuthorities().flatMap(certificatesIn)])
    )
  })
}

/** The certificates of a text in PEM; throws where one of them is none. */
export function certificatesIn(pem: string): X509Certificate[] {
  return pem.split(/(?=-----BEGIN CERTIFICATE-----)/).map((block) => new X509Certificate(block))
}

function isUnderRoot(certificate: X509Certificate, authorities: readonly X509Certificate[]): boolean {
  let last = certificate
  for (let tier = 0; tier < MOST_TIERS; tier += 1) {
    if (last.subject === last.issuer) return true
    const { issuer } = last
    const above = authorities.find((authority) => authority.subject === issuer && last.checkIssued(authority))
    if (!above) return false
    last = above
  }
  return false
}
