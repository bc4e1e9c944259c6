import { expect, it } from 'vitest'
import { unauthorised } from '../../../../electron/engine/gather/autodiscover-unauthorised.ts'
import type { WithheldReason } from '../../../../shared/artifacts/sign-in.ts'
import { Organisation } from '../../../../shared/organisation/organisation.ts'

const organisation = Organisation.parse({
  format: 1,
  name: 'Contoso',
  domain: 'contoso.test',
  mailbox: 'alice@contoso.test',
})

it.each<[host: string, WithheldReason | undefined, problem: string | undefined, object]>([
  // Whoever asks like a web site's members' area is one at the domain itself, and something wrong anywhere else.
  ['contoso.test', 'not-exchange', undefined, { result: 'not-autodiscover' }],
  ['CONTOSO.test', 'not-exchange', 'it has expired', { result: 'not-autodiscover' }],
  ['wiki.contoso.test', 'not-exchange', undefined, { result: 'not-exchange' }],
  ['wiki.contoso.test', 'not-exchange', 'it has expired', { result: 'not-exchange' }],
  // A certificate is the reason only where the reason is the certificate.
  ['mail.contoso.test', 'no-password', 'it has expired', { result: 'sign-in-withheld', withheld: 'no-password' }],
  [
    'mail.contoso.test',
    'certificate-untrusted',
    'it has expired',
    { result: 'certificate-untrusted', certificateProblem: 'it has expired' },
  ],
  [
    'mail.contoso.test',
    'certificate-untrusted',
    undefined,
    { result: 'sign-in-withheld', withheld: 'certificate-untrusted' },
  ],
  ['mail.contoso.test', 'not-offered', undefined, { result: 'sign-in-withheld', withheld: 'not-offered' }],
  ['mail.contoso.test', undefined, undefined, { result: 'sign-in-rejected' }],
  ['contoso.test', undefined, 'it has expired', { result: 'sign-in-rejected' }],
])(
  'a 401 of %s, a credential kept back for %s and a certificate of which %s, comes to %o',
  (host, withheld, problem, end) => {
    const url = new URL(`https://${host}/autodiscover/autodiscover.xml`)
    expect(unauthorised(url, withheld, problem, organisation)).toEqual({ status: 401, ...end })
  },
)
