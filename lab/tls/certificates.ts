import { createSecureContext, type SecureContext } from 'node:tls'
import type { CertificateKind } from '../settings.ts'
import { createAuthority, generateKeyPair, issueLeaf, privateKeyPem, type Validity } from './authority.ts'

/** The names that the organisation publishes, as the good certificate lists them. */
export const publishedNames = ['mail.contoso.test', 'autodiscover.contoso.test', 'contoso.test'] as const

/** Key and chain of one server certificate, leaf first, as the TLS server sends it. */
export interface ServedCertificate {
  readonly context: SecureContext
  readonly key: string
  readonly chain: string
}

export interface Certificates {
  /** The root that the organisation trusts, in PEM. */
  readonly authorityPem: string
  readonly served: Readonly<Record<CertificateKind, ServedCertificate>>
}

const DAY = 86_400_000

/** A public key infrastructure made afresh: a root, an issuing authority below it, and a certificate for each kind. */
export async function createCertificates(now: Date): Promise<Certificates> {
  const between = (from: number, to: number): Validity => ({
    notBefore: new Date(now.getTime() + from * DAY),
    notAfter: new Date(now.getTime() + to * DAY),
  })
  const [rootKeys, issuingKeys, strangerKeys, leafKeys] = await Promise.all([
    generateKeyPair(),
    generateKeyPair(),
    generateKeyPair(),
    generateKeyPair(),
  ])
  const root = await createAuthority('CN=Contoso Root CA, O=Contoso, C=DE', rootKeys, between(-1800, 5400))
  const issuing = await createAuthority(
    'CN=Contoso Issuing CA 1, O=Contoso, C=DE',
    issuingKeys,
    between(-1500, 2100),
    root,
  )
  const stranger = await createAuthority('CN=Fabrikam Root CA, O=Fabrikam, C=DE', strangerKeys, between(-1800, 1800))

  const current = between(-35, 330)
  const [good, expired, withoutName, unknownCa, key] = await Promise.all([
    issueLeaf(issuing, leafKeys, publishedNames, current),
    issueLeaf(issuing, leafKeys, publishedNames, between(-368, -3)),
    issueLeaf(issuing, leafKeys, ['exch01.contoso.local', 'exch01'], current),
    issueLeaf(stranger, leafKeys, publishedNames, current),
    privateKeyPem(leafKeys),
  ])
  const serve = (...chain: string[]): ServedCertificate => {
    const pem = chain.join('')
    return { key, chain: pem, context: createSecureContext({ key, cert: pem, minVersion: 'TLSv1.2' }) }
  }
  return {
    authorityPem: root.pem,
    served: {
      good: serve(good, issuing.pem),
      expired: serve(expired, issuing.pem),
      'without-name': serve(withoutName, issuing.pem),
      // Sent with its root: without it, an unknown authority looks just like a missing intermediate certificate.
      'unknown-ca': serve(unknownCa, stranger.pem),
    },
  }
}
