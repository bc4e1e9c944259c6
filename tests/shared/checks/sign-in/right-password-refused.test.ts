import { expect, test } from 'vitest'
import { withheldSentences } from '../../../../shared/artifacts/sign-in.ts'
import check from '../../../../shared/checks/sign-in/right-password-refused.ts'
import { EWS, ntlmSignIn, signIns as signInsAlone, USER } from '../artifact-builders.ts'
import { type BlockedRow, conclude, expectBlocked, expectRow, type Row } from '../conclude.ts'

/** Beside the sign-in at EWS, without which there is nothing to be refused. */
const signIns = (...told: Parameters<typeof signInsAlone>) => ({ ...ntlmSignIn(), ...signInsAlone(...told) })

const clocks = (serverTime: string, ownTime: string) => ({ url: EWS, serverTime, ownTime, elsewhere: [] })
const certificate = (host: string, issuer: string) => ({ host, issuer, sha256: `${host} ${issuer}` })
const ways = (own: string, other: string) => ({
  url: EWS,
  shown: certificate('mail.contoso.test', own),
  elsewhere: [certificate('autodiscover.contoso.test', other)],
})
const rejected = (refusal: ReturnType<typeof clocks> | ReturnType<typeof ways> | undefined, ...results: 'accepted'[]) =>
  signIns(['rejected', ...results], [], { refusal })

test.each<BlockedRow>([
  ['a rejection beside which nothing is known', rejected(undefined), 'signIns', `of ${USER} is right is not known`],
  [
    'a clock that is 29 minutes off',
    rejected(clocks('2026-11-24T10:29:00.000Z', '2026-11-24T10:00:00.000Z')),
    'signIns',
    'is not known',
  ],
  ['two certificates of one authority', rejected(ways('CN=One', 'CN=One')), 'signIns', 'is not known'],
  [
    'a password that was rejected before',
    signIns([], ['password-rejected-before']),
    'signIns',
    withheldSentences['password-rejected-before'],
  ],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  [
    'a clock that is 30 minutes ahead',
    rejected(clocks('2026-11-24T10:30:00.000Z', '2026-11-24T10:00:00.000Z')),
    'clock-skew',
    { minutes: 30, direction: 'ahead of', server: 'mail.contoso.test', clock: '30 min ahead of this machine’s' },
  ],
  [
    'a clock that is a day behind, of a server that takes the password elsewhere',
    rejected(clocks('2026-11-23T10:00:00.000Z', '2026-11-24T10:00:00.000Z'), 'accepted'),
    'clock-skew',
    { minutes: 1440, direction: 'behind' },
  ],
  [
    'a certificate of another authority by another way',
    rejected(ways('CN=Gateway', 'CN=Contoso')),
    'tls-opened',
    { shown: 'CN=Gateway', other: 'CN=Contoso', where: 'autodiscover.contoso.test' },
  ],
  [
    'a right password, and nothing that explains it',
    rejected(clocks('2026-11-24T10:00:10.000Z', '2026-11-24T10:00:00.000Z'), 'accepted'),
    'cause-unknown',
    { username: USER, url: EWS, clock: 'as this machine’s' },
  ],
  ['a right password, and no sign beside it', signIns(['accepted', 'rejected']), 'cause-unknown', { url: EWS }],
  ['no password', signIns([], ['no-password']), 'not-tried', { reason: withheldSentences['no-password'] }],
  ['nothing at all', signIns([]), 'not-tried', { reason: withheldSentences['not-offered'] }],
  ['a sign-in without an answer', signIns(['unclear']), 'none-refused'],
  ['a sign-in', signIns(['accepted']), 'none-refused', { username: USER }],
])('%s', (...row) => expectRow(check, row))

test('without a clock that was told, none is compared', () => {
  const { evidence } = conclude(check, rejected(ways('CN=Gateway', 'CN=Contoso')))
  expect(evidence.clock).toBe('not told')
})
