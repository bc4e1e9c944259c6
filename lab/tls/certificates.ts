import { createSecureContext, type SecureContext } from 'node:tls'
import type { CertificateKind } from '../settings/tls.ts'
import {
  type Authority,
  createAuthority,
  generateKeyPair,
  issueLeaf,
  privateKeyPem,
  type Validity,
} from './authority.ts'

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
  /** One for a host of somebody else, such as the vendor, from the same authority. */
  serveHost(...names: [string, ...string[]]): Promise<ServedCertificate>
}

/** What a server sends, leaf first; the key is the common one where none is given. */
interface Chain {
  readonly certificates: string[]
  readonly key?: string
}

const DAY = 86_400_000

/** OpenSSL would serve neither a short key nor TLS 1.0 at its usual level of security; which of them is used, the settings say. */
export const everythingAllowed = 'DEFAULT@SECLEVEL=0'

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
  const commonKey = await privateKeyPem(leafKeys)

  const current = between(-35, 330)
  const leafOf = (issuer: Authority, validity = current): Promise<string> =>
    issueLeaf(issuer, leafKeys, publishedNames, validity)
  const good = leafOf(issuing)
  const issued = async (validity: Validity): Promise<Chain> => ({
    certificates: [await leafOf(issuing, validity), issuing.pem],
  })
  const naming = async (...names: [string, ...string[]]): Promise<Chain> => ({
    certificates: [await issueLeaf(issuing, leafKeys, names, current), issuing.pem],
  })
  /** A gateway that opens TLS signs what it shows with an authority below the company's own root. */
  const signedByGateway = async (name: string): Promise<Chain> => {
    const gateway = await createAuthority(name, await generateKeyPair(), between(-400, 1400), root)
    return { certificates: [await leafOf(gateway, between(-2, 28 + 60)), gateway.pem] }
  }
  const stranger = async (): Promise<Authority> =>
    createAuthority('CN=Fabrikam Root CA, O=Fabrikam, C=DE', await generateKeyPair(), between(-1800, 1800))

  const chains: Record<CertificateKind, () => Promise<Chain>> = {
    good: async () => ({ certificates: [await good, issuing.pem] }),
    renewed: () => issued(between(-1, 364)),
    expired: () => issued(between(-368, -3)),
    'expires-in-10-days': () => issued(between(-355, 10.5)),
    'expires-in-20-days': () => issued(between(-345, 20.5)),
    'expires-in-45-days': () => issued(between(-320, 45.5)),
    'not-yet-valid': () => issued(between(2, 367)),
    'without-name': () => naming('exch01.contoso.local', 'exch01'),
    'without-autodiscover': () => naming('mail.contoso.test'),
    'of-the-wiki': () => naming('wiki.contoso.test'),
    // Sent with its root: without it, an unknown authority looks just like a missing intermediate certificate.
    'unknown-ca': async () => {
      const issuer = await stranger()
      return { certificates: [await leafOf(issuer), issuer.pem] }
    },
    // As Exchange's setup makes it, but for the names. An issuer of the leaf's own name and key is the leaf itself.
    'self-signed': async () => {
      const itself = await createAuthority('CN=mail.contoso.test, O=Contoso, C=DE', leafKeys, current)
      return { certificates: [await leafOf(itself)] }
    },
    'intermediate-missing': async () => ({ certificates: [await good] }),
    // Three tiers: the root signs a policy authority, and that one the authority that issues.
    'policy-authority-missing': async () => {
      const [policyKeys, lowestKeys] = await Promise.all([generateKeyPair(), generateKeyPair()])
      const policy = await createAuthority(
        'CN=Contoso Policy CA, O=Contoso, C=DE',
        policyKeys,
        between(-1600, 3000),
        root,
        1,
      )
      const lowest = await createAuthority(
        'CN=Contoso Issuing CA 2, O=Contoso, C=DE',
        lowestKeys,
        between(-700, 2100),
        policy,
      )
      return { certificates: [await leafOf(lowest), lowest.pem] }
    },
    'wrong-order': async () => ({ certificates: [await good, root.pem, issuing.pem] }),
    'root-sent-along': async () => ({ certificates: [await good, issuing.pem, root.pem] }),
    'stranger-sent-along': async () => ({ certificates: [await good, issuing.pem, (await stranger()).pem] }),
    'intermediate-expired': async () => {
      const old = await createAuthority(issuingName, issuingKeys, between(-1500, -4), root)
      return { certificates: [await leafOf(old), old.pem] }
    },
    'weak-key': async () => {
      const keys = await generateKeyPair({ bits: 1024 })
      const leaf = await issueLeaf(issuing, keys, publishedNames, current)
      return { certificates: [leaf, issuing.pem], key: await privateKeyPem(keys) }
    },
    'sha1-signature': async () => ({
      certificates: [await issueLeaf(issuing, leafKeys, publishedNames, current, { hash: 'SHA-1' }), issuing.pem],
    }),
    'no-server-usage': async () => ({
      certificates: [await issueLeaf(issuing, leafKeys, publishedNames, current, { usage: 'client' }), issuing.pem],
    }),
    'of-balancer': () => issued(between(-12, 353)),
    'by-gateway': () => signedByGateway('CN=Contoso Web Gateway CA, O=Contoso, C=DE'),
    'by-inspection-product': () => signedByGateway('CN=FGT60F Untrusted, OU=Certificate Authority, O=Fortinet, C=US'),
  }
  const served = new Map<CertificateKind, Promise<ServedCertificate>>()
  return {
    authorityPem: root.pem,
    serve: (kind) => {
      const made = served.get(kind) ?? chains[kind]().then((chain) => serve(chain, commonKey))
      served.set(kind, made)
      return made
    },
    serveHost: async (...names) => serve(await naming(...names), commonKey),
  }
}

function serve({ certificates, key: own }: Chain, commonKey: string): ServedCertificate {
  const key = own ?? commonKey
  const chain = certificates.join('')
  return { key, chain, context: createSecureContext({ key, cert: chain, ciphers: everythingAllowed }) }
}
