import { expect, test } from 'vitest'
import { type RefusalSigns, withheldSentences } from '../../../../shared/artifacts/sign-in.ts'
import check from '../../../../shared/checks/sign-in/right-password-refused.ts'
import { EWS, signIns, USER } from '../artifact-builders.ts'
import { type BlockedRow, conclude, expectBlocked, expectRow, type Row } from '../conclude.ts'

const clocks = (serverTime: string, ownTime: string) => ({ url: EWS, serverTime, ownTime, elsewhere: [] })
const NOON = '2026-11-24T12:00:00.000Z'
const certificate = (host: string, issuer: string) => ({ host, issuer, sha256: `${host} ${issuer}` })
const ways = (own: string, other: string) => ({
  url: EWS,
  shown: certificate('mail.contoso.test', own),
  elsewhere: [certificate('autodiscover.contoso.test', other)],
})
/** What opens TLS has its certificate of the authority that the servers have theirs of. */
const bridge = () => ({
  url: EWS,
  shown: certificate('mail.contoso.test', 'CN=One'),
  elsewhere: [],
  atServers: [certificate('exch01.contoso.test', 'CN=One')],
})
const rejected = (refusal: RefusalSigns | undefined, ...results: 'accepted'[]) =>
  signIns(['rejected', ...results], [], { refusal })
const unexplained = { reason: 'Nothing that was seen beside it explains it.' }

test.each<BlockedRow>([
  [
    'no sign-in that got as far as its password, and nothing that held one back',
    signIns([]),
    'ntlmSignIn',
    'The connection was lost before a sign-in had sent its password.',
  ],
  [
    'a password that was rejected before',
    signIns([], ['password-rejected-before']),
    'signIns',
    withheldSentences['password-rejected-before'],
  ],
  [
    'NTLM that goes last, where EWS asked to be left alone before it',
    signIns(['accepted'], ['told-to-wait'], {
      lastNtlm: { url: EWS, scheme: 'ntlm', result: 'withheld', withheld: 'told-to-wait', exchanges: [] },
    }),
    'ewsGetFolder',
    withheldSentences['told-to-wait'],
  ],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  ['a rejection beside which nothing is known', rejected(undefined), 'several-causes', { username: USER, url: EWS }],
  ['a rejection beside which nothing is odd', rejected(clocks(NOON, NOON)), 'several-causes', unexplained],
  [
    'a clock that is 29 minutes off',
    rejected(clocks('2026-11-24T12:29:00.000Z', NOON)),
    'several-causes',
    { ...unexplained, clock: '29 min ahead of this machine’s' },
  ],
  [
    'a time that no clock shows: rubbish in the challenge',
    rejected(clocks('+060056-05-28T05:36:10.955Z', NOON)),
    'several-causes',
    {
      clock: 'not readable: +060056-05-28T05:36:10.955Z is no time that a clock shows',
      reason:
        'mail.contoso.test gives its time as +060056-05-28T05:36:10.955Z, which no clock shows, so the clocks were not compared.',
    },
  ],
  [
    'the time zero',
    rejected(clocks('1601-01-01T00:00:00.000Z', NOON)),
    'several-causes',
    {
      clock: 'not readable: 1601-01-01T00:00:00.000Z is no time that a clock shows',
    },
  ],
  [
    'a clock that is nine years behind, as of a machine whose battery is empty',
    rejected(clocks('2018-01-01T00:00:00.000Z', NOON)),
    'clock-skew',
  ],
  ['two certificates of one authority', rejected(ways('CN=One', 'CN=One')), 'several-causes', unexplained],
  ['a clock that is 35 hours ahead', rejected(clocks('2026-11-25T23:59:00.000Z', NOON)), 'several-causes'],
  [
    'a clock that is 36 hours ahead',
    rejected(clocks('2026-11-26T00:00:00.000Z', NOON)),
    'clock-skew',
    {
      difference: '36 hours',
      direction: 'ahead of',
      server: 'mail.contoso.test',
      clock: '36 hours ahead of this machine’s',
    },
  ],
  [
    'a clock that is three days behind, of a server that takes the password elsewhere',
    rejected(clocks('2026-11-21T12:00:00.000Z', NOON), 'accepted'),
    'clock-skew',
    { difference: '72 hours', direction: 'behind' },
  ],
  [
    'a certificate of another authority by another way, where the password may be wrong',
    rejected(ways('CN=Gateway', 'CN=Contoso')),
    'tls-opened-likely',
    { certificates: ['autodiscover.contoso.test: another certificate, of CN=Contoso'] },
  ],
  [
    'a certificate of another authority by another way, and a right password',
    rejected(ways('CN=Gateway', 'CN=Contoso'), 'accepted'),
    'tls-opened',
    {
      shown: 'of CN=Gateway, SHA-256 mail.contoso.test CN=Gateway',
      other: 'of CN=Contoso, SHA-256 autodiscover.contoso.test CN=Contoso',
      where: 'autodiscover.contoso.test',
    },
  ],
  [
    'another certificate of the same authority at the servers, and a right password',
    rejected(bridge(), 'accepted'),
    'tls-opened',
    { where: 'exch01.contoso.test', certificates: ['exch01.contoso.test: another certificate, of CN=One'] },
  ],
  [
    'a right password that NTLM was refused with by an earlier run',
    signIns(['accepted'], ['rejection-spent'], { refusal: { ...bridge(), refusedAt: '2026-11-23T08:00:00.000Z' } }),
    'tls-opened',
    { where: 'exch01.contoso.test', scheme: 'NTLM', found: 'by an earlier run, on 2026-11-23 at 08:00 UTC' },
  ],
  [
    'a right password that NTLM was not tried with, since another sign-in was rejected before',
    signIns(['accepted'], ['rejection-spent'], { refusal: bridge() }),
    'tls-opened-likely',
    { where: 'exch01.contoso.test' },
  ],
  [
    'a right password, and nothing that explains it',
    rejected(clocks('2026-11-24T12:00:10.000Z', NOON), 'accepted'),
    'cause-unknown',
    { username: USER, url: EWS, clock: 'as this machine’s' },
  ],
  ['a right password, and no sign beside it', signIns(['accepted', 'rejected']), 'cause-unknown', { url: EWS }],
  ['no password', signIns([], ['no-password']), 'not-tried', { reason: withheldSentences['no-password'] }],
  ['a sign-in without an answer', signIns(['unclear']), 'none-refused'],
  ['a sign-in', signIns(['accepted']), 'none-refused', { username: USER }],
])('%s', (...row) => expectRow(check, row))

test('where a device opens TLS, what tells it from a wrong password is told, and comes before the name', () => {
  const { verdict, advice } = conclude(check, rejected(ways('CN=Gateway', 'CN=Contoso')))
  expect(verdict).toBe('unknown')
  expect(advice).toMatch(/^Look first at Extended Protection .*ExtendedProtectionTokenChecking.*0xC000035B.*0xC000006A/)
})

test('a clock below the limit of today’s Windows is called an unlikely cause, with both limits', () => {
  const { advice } = conclude(check, rejected(clocks('2026-11-24T12:41:00.000Z', NOON)))
  expect(advice).toMatch(/is 41 min ahead of this machine’s, which is hardly the cause: .*36 hours.*30 minutes/)
})

test('what would tell is told for a password that may be wrong, in an order that spends no sign-in', () => {
  const { advice } = conclude(check, rejected(undefined))
  const statuses = '6A 64 234 72 193 71 224 6F 70 413 418 35B 133'.split(' ')
  for (const status of statuses) expect(advice).toContain(`0xC0000${status.padStart(3, '0')} `)
  expect(advice).toMatch(/account .*LockedOut.*event 4625.*sign in once by hand/s)
})

test('what a password that is right cannot be refused for is not named', () => {
  const { advice } = conclude(check, signIns(['accepted', 'rejected']))
  expect(advice).toContain('0xC000006F logon hours')
  expect(advice).not.toContain('0xC000006A')
})

test('without a clock that was told, none is compared', () => {
  const { evidence } = conclude(check, rejected(ways('CN=Gateway', 'CN=Contoso')))
  expect(evidence.clock).toBe('not told')
})
