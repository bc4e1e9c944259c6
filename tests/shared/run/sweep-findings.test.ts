import { expect, test } from 'vitest'
import { distrust, sweepFindings } from '../../../shared/run/sweep-findings.ts'
import type { SweptServer } from '../../../shared/run/swept-server.ts'
import { sweptCertificate as certificate } from '../../fixtures/swept-certificate.ts'

const intermediate = { ...certificate, subject: 'CN=Contoso CA', issuer: 'CN=Contoso Root', sha256: 'BB' }
const ews = { directory: 'ews', path: '/EWS/Exchange.asmx', status: 401, schemes: ['ntlm'] } as const
const server = (change: Partial<SweptServer> = {}): SweptServer => ({
  ...{ host: 'mail.contoso.com', port: 443, address: '10.0.0.1', named: false, seenAt: '2026-06-01T00:00:00.000Z' },
  ...{ certificate, trusted: false, directories: [{ ...ews, schemes: ['ntlm'] }], build: '15.2.2562.53' },
  ...{ exchange: true, ...change },
})
const told = (change: Partial<SweptServer>, publishedName?: string) =>
  sweepFindings(server(change), publishedName)
    .filter(({ verdict }) => verdict !== 'pass')
    .map(({ check, outcome, verdict, title }) => [`${check}: ${outcome} (${verdict})`, title])

const PUBLISHED = 'mail.contoso.com'
const HOST = { host: PUBLISHED }

test.each<[string, Partial<SweptServer>, [string, string][]]>([
  [
    'for other names',
    { nameMatches: false, certificate: { ...certificate, names: ['exch01.contoso.local'] } },
    [['certificate/names: name-missing (fail)', 'The certificate of 10.0.0.1 does not cover mail.contoso.com']],
  ],
  [
    'self-signed, and for other names',
    {
      nameMatches: false,
      chainError: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      authorities: [],
      certificate: { ...certificate, selfSigned: true },
    },
    [
      ['certificate/names: name-missing (fail)', 'The certificate of 10.0.0.1 does not cover mail.contoso.com'],
      ['certificate/trust: self-signed (fail)', 'The certificate of 10.0.0.1 is self-signed'],
    ],
  ],
  [
    'of an authority that is not known, whose own was sent',
    {
      chainError: 'SELF_SIGNED_CERT_IN_CHAIN',
      authorities: [{ ...intermediate, issuer: 'CN=Contoso CA', selfSigned: true }],
    },
    [
      [
        'certificate/trust: unknown-authority (fail)',
        'The certificate of 10.0.0.1 was issued by an authority that is not trusted here: CN=Contoso CA',
      ],
    ],
  ],
  [
    'of an authority that was not sent and is not known',
    { chainError: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', authorities: [intermediate] },
    [
      [
        'certificate/chain: end-unknown (unknown)',
        '10.0.0.1 sends a chain that ends at CN=Contoso CA, issued by CN=Contoso Root, which was neither sent nor is known here',
      ],
      [
        'certificate/trust: unknown-authority (fail)',
        'The certificate of 10.0.0.1 was issued by an authority that is not trusted here: CN=Contoso Root',
      ],
    ],
  ],
  [
    'sent alone',
    { chainError: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', authorities: [] },
    [
      [
        'certificate/chain: intermediate-missing (fail)',
        '10.0.0.1 does not send the certificate of CN=Contoso CA, which signed CN=mail.contoso.com, O=Contoso',
      ],
    ],
  ],
  [
    'with a short key above it',
    { chainError: 'CA_KEY_TOO_SMALL', authorities: [{ ...intermediate, keyBits: 1024 }] },
    [
      [
        'certificate/key: key-too-short (fail)',
        'CN=Contoso CA at 10.0.0.1 has a key of 1024 bits (RSA), which clients refuse',
      ],
    ],
  ],
  [
    'expired, and told by that alone',
    { chainError: 'CERT_HAS_EXPIRED', authorities: [], seenAt: '2027-02-01T00:00:00.000Z' },
    [['certificate/validity: expired (fail)', 'The certificate of 10.0.0.1 expired on 2027-01-01']],
  ],
  ['that is pinned', { trusted: true, nameMatches: false, chainError: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, []],
])('a certificate %s is judged as in a readiness run', (_what, change, findings) => {
  const seen = told({ ...HOST, ...change }, PUBLISHED)
  expect(seen.filter(([check]) => !check?.startsWith('ews/'))).toEqual(findings)
})

test('a certificate is held against the published name alone: no other is known to be what clients use', () => {
  const change = { nameMatches: false, chainError: 'DEPTH_ZERO_SELF_SIGNED_CERT' }
  for (const host of ['10.0.0.1', 'exch01.contoso.local']) expect(told({ ...change, host })).toEqual([])
  expect(distrust(server(change)).map(({ check }) => check)).toEqual(['certificate/names', 'certificate/trust'])
  expect(told({ ...change, exchange: false }, PUBLISHED)).toEqual([])
})

const asked = (change: Partial<SweptServer['directories'][number]>) => ({
  directories: [{ ...ews, schemes: [], ...change }],
})
test.each<[string, Partial<SweptServer>, string | undefined]>([
  ['NTLM', asked({ schemes: ['negotiate', 'ntlm'] }), undefined],
  [
    'NTLM in Negotiate',
    asked({ schemes: ['negotiate'], ntlmInNegotiate: { taken: true, status: 401 } }),
    'ntlm-in-negotiate (warn)',
  ],
  [
    'Kerberos alone',
    asked({ schemes: ['negotiate'], ntlmInNegotiate: { taken: false, status: 401 } }),
    'none-usable (fail)',
  ],
  [
    'Negotiate, which was not answered',
    asked({
      schemes: ['negotiate'],
      ntlmInNegotiate: { taken: false, failure: { code: 'response-timed-out', where: '10.0.0.1:443' } },
    }),
    'negotiate-untold (unknown)',
  ],
  ['Basic', asked({ schemes: ['basic'] }), 'basic-only (warn)'],
  ['nothing', asked({}), 'no-challenge (fail)'],
  ['503', asked({ status: 503 }), 'not-asked (unknown)'],
  ['no answer', asked({ status: undefined, failure: { code: 'response-timed-out', where: '' } }), undefined],
  ['nothing, since it was not asked', { directories: [{ ...ews, directory: 'mapi', schemes: ['ntlm'] }] }, undefined],
])('EWS that offers %s', (_what, change, outcome) => {
  expect(told({ host: '10.0.0.1', ...change })[0]?.[0]).toBe(outcome && `sign-in/ews-schemes: ${outcome}`)
  for (const [, title] of told(change)) expect(title).toMatch(/^EWS on 10\.0\.0\.1 /)
})
