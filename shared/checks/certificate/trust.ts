import type { Certificate } from '../../artifacts/tls-handshake.ts'
import { t } from '../../language/translate.ts'
import { defineCheck } from '../check.ts'
import { endsInTheDark, isSentAlone } from './chain-as-sent.ts'
import { keyFlaw } from './key-flaw.ts'
import { notSeen, seenCertificate } from './seen-certificate.ts'

/** OpenSSL's codes for keys, signatures and uses; Node has no name for some, and says that it is unspecified. */
const keys = new Set(['EE_KEY_TOO_SMALL', 'CA_KEY_TOO_SMALL', 'CA_MD_TOO_WEAK', 'INVALID_PURPOSE', 'UNSPECIFIED'])

const dates = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'])

export default defineCheck({
  meta: {
    id: 'certificate/trust',
    step: 'certificate',
    subject: 'The certificate’s issuer',
    needs: ['tlsHandshake'],
    guide: ['exchange.ews-visible'],
    why: 'A cloud service trusts public authorities and no others. Postern sends no password over a connection whose certificate it cannot trace to one that is trusted here.',
    outcomes: {
      trusted: { verdict: 'pass', title: 'The certificate of {server} leads to a public authority' },
      'private-authority': {
        verdict: 'warn',
        title: 'The certificate of {server} is trusted here but not by cloud services: {issuer} is no public authority',
        advice:
          'Make sure that the address which the vendor uses shows a certificate from a public authority: at the firewall or load balancer, or on this server.',
      },
      pinned: {
        verdict: 'warn',
        title: 'The certificate of {server} is the one that was pinned, which a cloud service does not know of',
        advice: 'Assign a certificate from a public authority to the address that the vendor uses.',
      },
      'self-signed': {
        verdict: 'fail',
        title: 'The certificate of {server} is self-signed',
        advice:
          'Assign a certificate from a public authority to IIS. To look further until then, accept this one under Settings (trust.pinned in the organisation’s file) after comparing its SHA-256 fingerprint.',
      },
      'unknown-authority': {
        verdict: 'fail',
        title: 'The certificate of {server} was issued by an authority that is not trusted here: {issuer}',
        advice:
          'Assign a certificate from a public authority to IIS. If {issuer} is the root of your own authority, add its certificate under More settings of the organisation (trust.certificateAuthorities in its file). If it is below a root, the server does not send its certificate: install it there as an intermediate, and add that of the root to the organisation where the root is your own.',
      },
      'chain-broken': {
        verdict: 'fail',
        title: 'The certificate chain of {server} does not verify: {code}',
        advice: 'Look at the chain below; replace or renew the certificate that breaks it.',
      },
    },
  },
  run: ({ tlsHandshake }) => {
    const { server, leaf } = seenCertificate(tlsHandshake)
    if (!leaf) return notSeen(tlsHandshake)
    const code = tlsHandshake.chainError
    const evidence = {
      server,
      issuer: leaf.issuer,
      sha256: leaf.sha256,
      chain: tlsHandshake.chain.map((certificate) => certificate.subject),
      ...(code && { code }),
    }
    // A pin takes nothing from a certificate that cloud services trust as well.
    if (code === undefined && tlsHandshake.publiclyTrusted) return { outcome: 'trusted', evidence }
    if (tlsHandshake.pinned) return { outcome: 'pinned', evidence }
    if (code === undefined) return { outcome: 'private-authority', evidence }
    if (leaf.selfSigned) return { outcome: 'self-signed', evidence }
    // OpenSSL looks at dates last and keeps its last complaint, so this one may hide an issuer that is not trusted.
    if (dates.has(code) && outOfDate(leaf, tlsHandshake.seenAt)) {
      const reason = t`The certificate of ${server} is outside its dates, which hides whether its issuer is trusted.`
      return { blocked: { by: 'tlsHandshake', reason } }
    }
    if (keys.has(code) && keyFlaw(tlsHandshake)) {
      const reason = t`The certificate of ${server} is refused for its key, signature or use, which hides whether its issuer is trusted.`
      return { blocked: { by: 'tlsHandshake', reason } }
    }
    if (isSentAlone(tlsHandshake)) {
      const reason = t`${server} sends its certificate without that of its issuer, so that it cannot be traced.`
      return { blocked: { by: 'tlsHandshake', reason } }
    }
    if (code === 'SELF_SIGNED_CERT_IN_CHAIN' || endsInTheDark(tlsHandshake)) {
      // Whoever was sent is known: the question is who stands above the last of them.
      return {
        outcome: 'unknown-authority',
        evidence: { ...evidence, issuer: tlsHandshake.chain.at(-1)?.issuer ?? leaf.issuer },
      }
    }
    return { outcome: 'chain-broken', evidence }
  },
})

/** The leaf's dates have a check of their own; those of another certificate in the chain are told here. */
function outOfDate({ validFrom, validTo }: Certificate, seenAt: string): boolean {
  const moment = Date.parse(seenAt)
  return moment < Date.parse(validFrom) || moment > Date.parse(validTo)
}
