import type { X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import { authoritiesNamed, isSignedBy } from './authority-index.ts'

/**
 * Whether some certificate of the chain is a public authority of Node's list (Mozilla's), or was signed by one. The chain
 * itself has been verified by OpenSSL; this only tells a public end of it from the machine's or the organisation's own.
 */
export function isPubliclyTrusted(chain: readonly X509Certificate[]): boolean {
  return chain.some((certificate) =>
    [certificate.issuer, certificate.subject]
      .flatMap((name) => authoritiesNamed(name, rootCertificates))
      .some((root) => root.raw.equals(certificate.raw) || isSignedBy(certificate, root)),
  )
}
