import { expect, test } from 'vitest'
import { withheldSentences } from '../../../../shared/artifacts/sign-in.ts'
import check from '../../../../shared/checks/sign-in/password.ts'
import { EWS, SEEN_AT, signIns, USER } from '../artifact-builders.ts'
import { type BlockedRow, conclude, expectBlocked, expectRow, type Row } from '../conclude.ts'

test.each<BlockedRow>([
  [
    'no sign-in that got as far as its password, and nothing that held one back',
    signIns([]),
    'ntlmSignIn',
    'The connection was lost before a sign-in had sent its password.',
  ],
  [
    'a certificate that is not trusted',
    signIns([], ['certificate-untrusted']),
    'tlsHandshake',
    withheldSentences['certificate-untrusted'],
  ],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

const EARLIER = '2026-11-20T22:00:00.000Z'
const LATER = '2026-11-24T22:00:00.000Z'
const heldSince = (reason: 'password-rejected-before' | 'sign-in-unanswered', since: string) =>
  signIns([], ['not-offered'], {
    withheld: [
      { gatherer: 'autodiscover', url: EWS, reason: 'not-offered' },
      { gatherer: 'ewsGetFolder', url: EWS, reason, since },
    ],
  })
const certificate = (host: string, issuer: string) => ({ host, issuer, sha256: `${host} ${issuer}` })

test.each<Row>([
  [
    'a rejection by a server whose clock is off: ours may be the one that is wrong',
    signIns(['rejected'], [], { refusal: { url: EWS, serverTime: EARLIER, ownTime: LATER, elsewhere: [] } }),
    'rejected',
  ],
  [
    'a rejection behind a device that opens TLS, where Extended Protection may be off',
    signIns(['rejected'], [], {
      refusal: { url: EWS, shown: certificate('mail', 'CN=Gateway'), elsewhere: [certificate('other', 'CN=Contoso')] },
    }),
    'rejected-behind-bridge',
    { username: USER, url: EWS },
  ],
  [
    'a right password that NTLM refuses behind a device that opens TLS, which is told elsewhere',
    signIns(['accepted', 'rejected'], [], {
      refusal: { url: EWS, shown: certificate('mail', 'CN=Gateway'), elsewhere: [certificate('other', 'CN=Contoso')] },
    }),
    'accepted',
    { count: 1, sent: 2 },
  ],
  ['a rejection', signIns(['rejected']), 'rejected', { username: USER, url: EWS, scheme: 'NTLM' }],
  ['a rejection, and a sign-in without an answer', signIns(['unclear', 'rejected']), 'rejected', { url: EWS }],
  [
    'a rejection after a sign-in that was accepted: the password is right',
    signIns(['accepted', 'rejected']),
    'rejected-elsewhere',
    {
      username: USER,
      url: EWS,
      scheme: 'NTLM',
      done: [`Sign-in with NTLM (NTLM at ${EWS}): accepted`, `Sign-in with NTLM (NTLM at ${EWS}): rejected`],
    },
  ],
  [
    'a rejection after a sign-in that was accepted, and what was withheld for it',
    signIns(['accepted', 'rejected'], ['password-rejected-before']),
    'rejected-elsewhere',
  ],
  [
    'a password that an earlier run saw rejected',
    signIns([], ['password-rejected-before']),
    'rejected-before',
    { username: USER },
  ],
  [
    'a password that an earlier run saw rejected, and one address that offers no scheme',
    signIns([], ['not-offered', 'password-rejected-before']),
    'rejected-before',
  ],
  [
    'a password that an earlier run saw rejected, and when',
    heldSince('password-rejected-before', EARLIER),
    'rejected-before',
    { rejectedAt: EARLIER },
  ],
  [
    'a sign-in of an earlier run without an answer',
    heldSince('sign-in-unanswered', EARLIER),
    'unanswered-before',
    { username: USER, when: 'on 2026-11-20 at 22:00 UTC' },
  ],
  [
    'one of which nobody knows when it was',
    signIns([], ['not-offered', 'sign-in-unanswered']),
    'unanswered-before',
    { when: 'by an earlier run' },
  ],
  ['a memory that cannot be read', signIns([], ['memory-unavailable']), 'memory-unavailable', { username: USER }],
  ['a rejection, and what was withheld for it', signIns(['rejected'], ['password-rejected-before']), 'rejected'],
  [
    'no answer',
    signIns(['unclear']),
    'unanswered',
    { sentAt: SEEN_AT, done: [`Sign-in with NTLM (NTLM at ${EWS}): unclear`] },
  ],
  ['no account', signIns([], ['no-account']), 'not-tried', { reason: withheldSentences['no-account'] }],
  ['no password', signIns([], ['no-password']), 'not-tried', { reason: withheldSentences['no-password'] }],
  [
    'no password, and one address that offers no scheme',
    signIns([], ['not-offered', 'no-password']),
    'not-tried',
    { reason: withheldSentences['no-password'] },
  ],
  [
    'what is no Exchange, and no password for the rest',
    signIns([], ['not-exchange', 'no-password']),
    'not-tried',
    { reason: withheldSentences['no-password'] },
  ],
  [
    'what is no Exchange, and no scheme elsewhere',
    signIns([], ['not-offered', 'not-exchange']),
    'not-tried',
    { reason: withheldSentences['not-exchange'] },
  ],
  ['no scheme anywhere', signIns([], ['not-offered']), 'not-tried', { reason: withheldSentences['not-offered'] }],
  ['two sign-ins', signIns(['accepted', 'accepted']), 'accepted', { count: 2, sent: 2 }],
  [
    'one sign-in of two, the other without an answer',
    signIns(['accepted', 'unclear']),
    'accepted',
    { count: 1, sent: 2 },
  ],
])('%s', (...row) => expectRow(check, row))

test('the title does not count what got no answer as accepted', () => {
  expect(conclude(check, signIns(['accepted', 'unclear'])).title).toContain('1 of 2 sign-ins')
})

test('a rejection is not called a wrong password, and its causes are told in one place', () => {
  const { title, advice } = conclude(check, signIns(['rejected']))
  expect(title).not.toMatch(/password/)
  expect(advice).toContain('sign-in/right-password-refused')
  expect(advice).not.toMatch(/0xC|locked|expired/)
})

test.each([
  ['in this run', signIns(['unclear'])],
  ['in an earlier one', signIns([], ['sign-in-unanswered'])],
])(
  'of a sign-in without an answer %s it is said where to look, and both ways to say that it be sent again',
  (_, seen) => {
    const { advice } = conclude(check, seen)
    for (const word of ['4625', '4771', 'badPwdCount', '“Try this password again”', '--try-again']) {
      expect(advice).toContain(word)
    }
  },
)
