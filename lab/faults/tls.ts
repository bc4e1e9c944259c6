import type { CertificateKind } from '../settings/tls.ts'
import type { Settings } from '../settings.ts'
import type { FaultEntry } from './fault.ts'

const MAIL = 'mail.contoso.test'
const AUTODISCOVER = 'autodiscover.contoso.test'

/** The faults of a certificate are those of mail.contoso.test; the other published names keep a good one. */
function atMail(kind: CertificateKind): Pick<FaultEntry, 'part' | 'change'> {
  return {
    part: 'certificate',
    change: (settings: Settings) => {
      settings.tls.certificates[MAIL] = kind
    },
  }
}

/** What can be wrong with certificates and TLS. */
export const tlsFaults = {
  'certificate-expired': {
    description: 'The certificate of mail.contoso.test ran out three days ago.',
    expected: { check: 'certificate/validity', outcome: 'expired' },
    ...atMail('expired'),
  },
  'certificate-expires-in-20-days': {
    description: 'Nobody has renewed the certificate of mail.contoso.test, which runs out in 20 days.',
    expected: { check: 'certificate/validity', outcome: 'expires-soon' },
    ...atMail('expires-in-20-days'),
  },
  'certificate-expires-in-45-days': {
    description: 'The certificate of mail.contoso.test runs out in 45 days, and a request takes weeks here.',
    expected: { check: 'certificate/validity', outcome: 'renewal-due' },
    ...atMail('expires-in-45-days'),
  },
  'autodiscover-certificate-expires-in-10-days': {
    description:
      'The certificate of mail.contoso.test was renewed; the one of autodiscover.contoso.test was forgotten, and runs out in ten days.',
    expected: { check: 'certificate/validity', outcome: 'expires-soon' },
    part: 'certificate',
    change: (settings) => {
      settings.tls.certificates[AUTODISCOVER] = 'expires-in-10-days'
    },
  },
  'certificate-not-yet-valid': {
    description: 'The next certificate of mail.contoso.test was assigned two days before it begins.',
    expected: { check: 'certificate/validity', outcome: 'not-yet-valid' },
    ...atMail('not-yet-valid'),
  },
  'certificate-without-name': {
    description: 'The certificate of mail.contoso.test names only the server itself, exch01.contoso.local.',
    expected: { check: 'certificate/names', outcome: 'name-missing' },
    ...atMail('without-name'),
  },
  'certificate-without-autodiscover-name': {
    description: 'The certificate names mail.contoso.test alone, and is shown at autodiscover.contoso.test as well.',
    expected: { check: 'certificate/names', outcome: 'autodiscover-name-missing' },
    part: 'certificate',
    change: (settings) => {
      settings.tls.certificates[MAIL] = 'without-autodiscover'
      settings.tls.certificates[AUTODISCOVER] = 'without-autodiscover'
    },
  },
  'certificate-unknown-ca': {
    description: 'The certificate of mail.contoso.test comes from an authority that nobody here trusts.',
    expected: { check: 'certificate/trust', outcome: 'unknown-authority' },
    ...atMail('unknown-ca'),
  },
  'certificate-self-signed': {
    description: 'IIS still shows the self-signed certificate that came with the installation.',
    expected: { check: 'certificate/trust', outcome: 'self-signed' },
    ...atMail('self-signed'),
  },
  'certificate-intermediate-missing': {
    description: 'The certificate was imported without the intermediate one, so that the server sends it alone.',
    expected: { check: 'certificate/chain', outcome: 'intermediate-missing' },
    ...atMail('intermediate-missing'),
  },
  'certificate-policy-authority-missing': {
    description:
      'Three tiers of authorities, and the server sends the one that issues, without the one between it and the root.',
    expected: { check: 'certificate/chain', outcome: 'end-unknown' },
    also: [{ check: 'certificate/trust', outcome: 'unknown-authority' }],
    ...atMail('policy-authority-missing'),
  },
  'certificate-wrong-order': {
    description: 'The file at the load balancer holds the root before the intermediate certificate.',
    expected: { check: 'certificate/chain', outcome: 'wrong-order' },
    ...atMail('wrong-order'),
  },
  'certificate-intermediate-expired': {
    description: 'The server still sends the intermediate certificate that ran out, beside its own renewed one.',
    expected: { check: 'certificate/trust', outcome: 'chain-broken' },
    ...atMail('intermediate-expired'),
  },
  'certificate-weak-key': {
    description: 'The certificate of mail.contoso.test was renewed with its old key of 1,024 bits.',
    expected: { check: 'certificate/key', outcome: 'key-too-short' },
    ...atMail('weak-key'),
  },
  'certificate-sha1-signature': {
    description: 'The issuing authority was never moved away from SHA-1, and has signed the certificate with it.',
    expected: { check: 'certificate/key', outcome: 'signature-outdated' },
    ...atMail('sha1-signature'),
  },
  'certificate-no-server-usage': {
    description: 'The certificate was made from a template for clients, and may not be used by a server.',
    expected: { check: 'certificate/key', outcome: 'not-for-servers' },
    ...atMail('no-server-usage'),
  },
  'tls10-only': {
    description: 'TLS 1.1 and 1.2 were never enabled on this old server, which speaks TLS 1.0 alone.',
    expected: { check: 'certificate/handshake', outcome: 'only-outdated' },
    also: [
      { check: 'autodiscover/settings', outcome: 'unreachable' },
      { check: 'autodiscover/ews-address', outcome: 'not-given' },
    ],
    part: 'tls-versions',
    change: (settings) => {
      settings.tls.oldest = 'TLSv1'
      settings.tls.newest = 'TLSv1'
    },
  },
  'tls10-still-on': {
    description: 'TLS 1.0 and 1.1 were left on for a scanner that sends mail.',
    expected: { check: 'certificate/tls-versions', outcome: 'outdated-still-on' },
    part: 'tls-versions',
    change: (settings) => {
      settings.tls.oldest = 'TLSv1'
    },
  },
  'tls12-missing': {
    description: 'A hardened load balancer speaks TLS 1.3 alone, and cuts off clients that do not.',
    expected: { check: 'certificate/tls-versions', outcome: 'newest-only' },
    part: 'tls-versions',
    change: (settings) => {
      settings.tls.oldest = 'TLSv1.3'
    },
  },
  'client-certificate-wanted': {
    description: 'The reverse proxy was set to ask every client for a certificate, as for the company’s own phones.',
    expected: { check: 'certificate/handshake', outcome: 'client-certificate-required' },
    part: 'tls-door',
    change: (settings) => {
      settings.tls.clientCertificateWantedFor.push(MAIL)
    },
  },
  'client-certificate-wanted-tls12': {
    description: 'A reverse proxy that speaks TLS 1.2 at best asks every client for a certificate.',
    expected: { check: 'certificate/handshake', outcome: 'client-certificate-required' },
    part: 'tls-versions',
    change: (settings) => {
      settings.tls.newest = 'TLSv1.2'
      settings.tls.clientCertificateWantedFor.push(MAIL)
    },
  },
  'handshake-reset': {
    description:
      'A firewall reads the name in the handshake, has it on its list of what is not for the internet, and resets.',
    expected: { check: 'certificate/handshake', outcome: 'failed' },
    part: 'tls-door',
    change: (settings) => {
      settings.tls.resetFor.push(MAIL)
    },
  },
  'inspected-on-the-way-to-mail': {
    description:
      'A web gateway opens TLS to mail.contoso.test and signs with its own authority; Extended Protection was turned off for it.',
    expected: { check: 'certificate/inspection', outcome: 'issuers-differ' },
    also: [{ check: 'sign-in/extended-protection', outcome: 'none' }],
    part: 'certificate',
    change: (settings) => {
      settings.tls.certificates[MAIL] = 'by-gateway'
      settings.ews.channelBinding = 'none'
    },
  },
  'inspected-by-a-firewall': {
    description: 'The firewall between the offices opens all TLS, and signs every certificate with its own authority.',
    expected: { check: 'certificate/inspection', outcome: 'product-named' },
    also: [{ check: 'sign-in/extended-protection', outcome: 'none' }],
    part: 'certificate',
    change: (settings) => {
      for (const name of [MAIL, AUTODISCOVER, 'contoso.test']) {
        settings.tls.certificates[name] = 'by-inspection-product'
      }
      settings.ews.channelBinding = 'none'
    },
  },
} satisfies Record<string, FaultEntry>
