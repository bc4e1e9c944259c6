import { createSecureContext, type SecureContext } from 'node:tls'
import type { CertificateKind } from '../settings/tls.ts'
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
  /** A certificate of this kind; made when it is first asked for, and the same from then on. */
  serve(kind: CertificateKind): Promise<ServedCertificate>
}

const DAY = 86_400_000

/** A public key infrastructure made afresh: a root, an issuing authority below it, and what they sign. */
export async function createCertificates(now: Date): Promise<Certificates> {
  const between = (from: number, to: number): Validity => ({
    notBefore: new Date(now.getTime() + from * DAY),
    notAfter: new Date(now.getTime() + to * DAY),
  })
  const [rootKeys, issuingKeys, leafKeys] = await Promise.all([generateKeyPair(), generateKeyPair(), generateKeyPair()])
  const root = await createAuthority('CN=Contoso Root CA, O=Contoso, C=DE', rootKeys, between(-1800, 5400))
  const issuingName = 'CN=Contoso Issuing CA 1, O=Contoso, C=DE'
  const issuing = await createAuthority(issuingName, issuingKeys, between(-1500, 2100), root)
  const key = await privateKeyPem(leafKeys)

  const current = between(-35, 330)
  const chains: Record<CertificateKind, () => Promise<string[]>> = {
    good: async () => [await issueLeaf(issuing, leafKeys, publishedNames, current), issuing.pem],
    expired: async () => [await issueLeaf(issuing, leafKeys, publishedNames, between(-368, -3)), issuing.pem],
    'without-name': async () => [
      await issueLeaf(issuing, leafKeys, ['exch01.contoso.local', 'exch01'], current),
      issuing.pem,
    ],
    // Sent with its root: without it, an unknown authority looks just like a missing intermediate certificate.
    'unknown-ca': async () => {
      const name = 'CN=Fabrikam Root CA, O=Fabrikam, C=DE'
      const stranger = await createAuthority(name, await generateKeyPair(), between(-1800, 1800))
      return [await issueLeaf(stranger, leafKeys, publishedNames, current), stranger.pem]
    },
  }
  const served = new Map<CertificateKind, Promise<ServedCertificate>>()
  return {
    authorityPem: root.pem,
    serve: (kind) => {
      const made = served.get(kind) ?? chains[kind]().then((chain) => serve(key, chain.join('')))
      served.set(kind, made)
      return made
    },
  }
}

function serve(key: string, chain: string): ServedCertificate {
  return { key, chain, context: createSecureContext({ key, cert: chain, minVersion: 'TLSv1.2' }) }
}
