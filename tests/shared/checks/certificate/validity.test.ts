import { expect, test } from 'vitest'
import check from '../../../../shared/checks/certificate/validity.ts'
import { brokenHandshake, failure, handshakeWith, SEEN_AT } from '../artifact-builders.ts'
import { type BlockedRow, conclude, expectBlocked, expectRow, type Row } from '../conclude.ts'
import { certificateOf, certificatePaths, way } from '../tls-builders.ts'

/** A moment some days, and some milliseconds, after the certificate was looked at. */
const inDays = (days: number, milliseconds = 0) =>
  new Date(Date.parse(SEEN_AT) + days * 86_400_000 + milliseconds).toISOString()
const alone = certificatePaths()
/** The server's own certificate, and no other way to the organisation. */
const shown = (changes: Parameters<typeof handshakeWith>[0]) => ({ ...handshakeWith(changes), ...alone })
/** A certificate that lives for `days`, of which some are left. */
const lifeOf = (days: number, left: number) => shown({ validFrom: inDays(left - days), validTo: inDays(left) })
const until = (validTo: string) => shown({ validTo })

type Way = NonNullable<Parameters<typeof way>[0]>
/** A way to another host, whose certificate has so many days left. */
const other = (host: string, purpose: Way['purpose'], days: number, changes: Way = {}) => {
  const dates = { validFrom: inDays(days - 365), validTo: inDays(days) }
  return way({ host, purpose, certificate: certificateOf(host, 'Issuing CA', dates), ...changes })
}
const phones = (days: number, changes?: Way) => other('phones.contoso.test', 'active-sync', days, changes)
const autodiscover = (days: number, changes?: Way) => other('autodiscover.contoso.test', 'autodiscover', days, changes)
/** The server with so many days left, beside other ways. */
const beside = (days: number, ...ways: Parameters<typeof certificatePaths>) => ({
  ...handshakeWith({ validTo: inDays(days), sha256: 'A0' }),
  ...certificatePaths(...ways),
})
const { certificate: _none, ...silent } = phones(0, { failure: failure('connection-refused') })
const common = certificateOf('all.contoso.test', 'Issuing CA', { validTo: inDays(10) })
const own = certificateOf('mail.contoso.test', 'Issuing CA', { sha256: 'A0', validTo: inDays(10) })
const broken = brokenHandshake('tls-failed', { connected: true })
const AUTODISCOVER_HOST = 'autodiscover.contoso.test'

test.each<BlockedRow>([
  ['a handshake that fails', { ...broken, ...alone }, 'tlsHandshake', 'did not complete the TLS handshake'],
  [
    'a handshake that fails, beside a certificate with time enough',
    { ...broken, ...certificatePaths(phones(200)) },
    'tlsHandshake',
    'did not complete the TLS handshake',
  ],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  [
    'a last moment that has just passed',
    until(inDays(0, -1)),
    'expired',
    { expired: 'less than a day ago', validTo: '2026-11-24' },
  ],
  ['a year past the end', until(inDays(-365)), 'expired', { subject: 'CN=mail.contoso.test', expired: '365 days ago' }],
  [
    'a first moment still to come',
    shown({ validFrom: inDays(0, 1), validTo: inDays(400) }),
    'not-yet-valid',
    { validFrom: '2026-11-24' },
  ],
  ['a last moment that is none', until('unreadable'), 'unreadable', { validTo: 'unreadable' }],
  [
    'a first moment that is none',
    shown({ validFrom: 'unreadable', validTo: inDays(400) }),
    'unreadable',
    { validFrom: 'unreadable' },
  ],
  ['this very last moment', until(SEEN_AT), 'expires-soon', { days: 0 }],
  ['one moment less than 30 days', until(inDays(30, -1)), 'expires-soon', { days: 29 }],
  ['30 days', until(inDays(30)), 'renewal-due', { days: 30 }],
  ['one moment less than 60 days', until(inDays(60, -1)), 'renewal-due', { days: 59 }],
  ['60 days', until(inDays(60)), 'valid', { days: 60 }],
  ['14 of 90 days', lifeOf(90, 14), 'expires-soon'],
  ['15 of 90 days', lifeOf(90, 15), 'renewal-due'],
  ['29 of 90 days', lifeOf(90, 29), 'renewal-due'],
  ['30 of 90 days, when a program renews it', lifeOf(90, 30), 'valid'],
  ['7 of 47 days', lifeOf(47, 7), 'expires-soon'],
  ['16 of 47 days', lifeOf(47, 16), 'valid'],
  ['this very first moment', shown({ validFrom: SEEN_AT, validTo: inDays(400) }), 'valid'],
])('%s', (...row) => expectRow(check, row))

test.each<Row>([
  [
    'an expired one at ActiveSync',
    beside(200, phones(-1)),
    'expired',
    { server: 'phones.contoso.test', subject: 'CN=phones.contoso.test', expired: '1 day ago' },
  ],
  [
    'an expired one at Autodiscover, which keeps no service out',
    beside(200, autodiscover(-1)),
    'autodiscover-expired',
    { server: AUTODISCOVER_HOST, validTo: '2026-11-23' },
  ],
  [
    'ten days left at Autodiscover',
    beside(200, autodiscover(10)),
    'expires-soon',
    { server: AUTODISCOVER_HOST, remaining: '10 days' },
  ],
  ['45 days left at ActiveSync', beside(200, phones(45)), 'renewal-due', { server: 'phones.contoso.test' }],
  ['another port', beside(200, phones(45, { port: 8443 })), 'renewal-due', { server: 'phones.contoso.test:8443' }],
  [
    'two others, of which the one that ends first is told, and the other beside it',
    beside(200, phones(20), autodiscover(10)),
    'expires-soon',
    {
      server: AUTODISCOVER_HOST,
      alsoEnding: ['phones.contoso.test: 20 days left, until 2026-12-14'],
    },
  ],
  [
    'the server with 20 days left goes before another with ten',
    beside(20, phones(10)),
    'expires-soon',
    { server: 'mail.contoso.test', alsoEnding: ['phones.contoso.test: 10 days left, until 2026-12-04'] },
  ],
  [
    'what has expired goes before a server that is due for renewal',
    beside(45, phones(-3)),
    'expired',
    { server: 'phones.contoso.test', alsoEnding: ['mail.contoso.test: 45 days left, until 2027-01-08'] },
  ],
  [
    'an expired server goes before what expired earlier',
    beside(-1, phones(-3)),
    'expired',
    { server: 'mail.contoso.test', alsoEnding: ['phones.contoso.test: expired on 2026-11-21'] },
  ],
  [
    'one that clients refuse goes before one that they will refuse',
    beside(200, phones(5), autodiscover(-3)),
    'autodiscover-expired',
    { alsoEnding: ['phones.contoso.test: 5 days left, until 2026-11-29'] },
  ],
  [
    'the same one at two hosts',
    beside(200, phones(10, { certificate: common }), autodiscover(10, { certificate: common })),
    'expires-soon',
    { server: 'phones.contoso.test' },
  ],
  [
    'that of the server at another host',
    beside(10, autodiscover(10, { certificate: own })),
    'expires-soon',
    { server: 'mail.contoso.test' },
  ],
  [
    'an expired one at Autodiscover when the server shows none',
    { ...broken, ...certificatePaths(autodiscover(-1)) },
    'autodiscover-expired',
    { server: AUTODISCOVER_HOST },
  ],
])('of the organisation’s other hosts: %s', (...row) => expectRow(check, row))

test.each([
  [
    'the same one at two hosts',
    beside(200, phones(10, { certificate: common }), autodiscover(10, { certificate: common })),
  ],
  ['that of the server at another host', beside(10, autodiscover(10, { certificate: own }))],
  ['time enough', beside(200, phones(100), autodiscover(60))],
])('nothing is told twice: %s', (_what, artifacts) => {
  expect(conclude(check, artifacts).evidence).not.toHaveProperty('alsoEnding')
})

test.each<Row>([
  [
    'the web site of the mail domain, which is not Exchange’s',
    beside(200, other('contoso.test', 'domain', -3)),
    'valid',
  ],
  [
    'one at Autodiscover for other names, which the check of the names tells',
    beside(200, autodiscover(-3, { nameMatches: false })),
    'valid',
  ],
  [
    'another address of the server, which is compared with the others of the servers',
    beside(200, other('mail.contoso.test', 'ews', 10)),
    'valid',
  ],
  ['a way that shows none', beside(200, silent), 'valid'],
  [
    'dates that are none',
    beside(200, phones(0, { certificate: certificateOf('a.test', 'CA', { validTo: 'unreadable' }) })),
    'valid',
  ],
  ['time enough', beside(200, phones(100), autodiscover(60)), 'valid', { server: 'mail.contoso.test' }],
])('of other hosts nothing is said for %s', (...row) => expectRow(check, row))

test.each([
  [0, 'in less than a day'],
  [1, 'in 1 day,'],
  [2, 'in 2 days,'],
])('%i days left read well', (days, words) => {
  expect(conclude(check, until(inDays(days))).title).toContain(words)
})
