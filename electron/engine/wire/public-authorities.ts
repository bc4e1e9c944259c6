import { X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'

let roots: Map<string, X509Certificate[]> | undefined

/** Node's list of public authorities (Mozilla's), by subject; read once, when first asked for. */
function publicRoots(): Map<string, X509Certificate[]> {
  roots ??= Map.groupBy(
    rootCertificates.map((pem) => new X509Certificate(pem)),
    (root) => root.subject,
  )
  return roots
}

/**
 * Whether some certificate of the chain is a public authority, or was signed by one. The chain itself has been
 * verified by OpenSSL; this only tells a public end of it from the machine's or the organisation's own.
 */
export function isPubliclyTrusted(chain: readonly X509Certificate[]): boolean {
  return chain.some((certificate) =>
    [...(publicRoots().get(certificate.issuer) ?? []), ...(publicRoots().get(certificate.subject) ?? [])].some(
      (root) => certificate.fingerprint256 === root.fingerprint256 || isSignedBy(certificate, root),
    ),
  )
}

function isSignedBy(certificate: X509Certificate, root: X509Certificate): boolean {
  try {
    return certificate.checkIssued(root) && certificate.verify(root.publicKey)
  } catch {
    // A key of a kind that this OpenSSL or BoringSSL does not know signs nothing here.
    return false
  }
}
