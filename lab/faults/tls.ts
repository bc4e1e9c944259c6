import type { FaultEntry } from './fault.ts'

/** What can be wrong with certificates and TLS. */
export const tlsFaults = {
  'certificate-expired': {
    description: 'The certificate of mail.contoso.test ran out three days ago.',
    expected: { check: 'certificate/validity', outcome: 'expired' },
    part: 'certificate',
    change: (settings) => {
      settings.tls.certificate = 'expired'
    },
  },
  'certificate-without-name': {
    description: 'The certificate of mail.contoso.test names only the server itself, exch01.contoso.local.',
    expected: { check: 'certificate/names', outcome: 'name-missing' },
    part: 'certificate',
    change: (settings) => {
      settings.tls.certificate = 'without-name'
    },
  },
  'certificate-unknown-ca': {
    description: 'The certificate of mail.contoso.test comes from an authority that nobody here trusts.',
    expected: { check: 'certificate/trust', outcome: 'unknown-authority' },
    part: 'certificate',
    change: (settings) => {
      settings.tls.certificate = 'unknown-ca'
    },
  },
} satisfies Record<string, FaultEntry>
