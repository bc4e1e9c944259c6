import { expect, test } from 'vitest'
import { withheldSentences } from '../../../../shared/artifacts/sign-in.ts'
import check from '../../../../shared/checks/sign-in/basic.ts'
import { EWS, exchange, failure, basicSignIn as signIn, signIns, USER } from '../artifact-builders.ts'
import { type BlockedRow, conclude, expectBlocked, expectRow, type Row } from '../conclude.ts'

const clockAhead = {
  url: EWS,
  serverTime: '2026-11-26T14:41:10.000Z',
  ownTime: '2026-11-24T22:41:07.000Z',
  elsewhere: [],
}

/** The sign-in, and all sign-ins of its run, of which it was not the only one. */
function seen(changes: Parameters<typeof signIn>[0] = {}, others = signIns(['accepted'])) {
  return { ...signIn(changes), ...others }
}

const withheld = (reason: keyof typeof withheldSentences) => seen({ result: 'withheld', withheld: reason })

test.each<BlockedRow>([
  [
    'a certificate that is not trusted',
    withheld('certificate-untrusted'),
    'tlsHandshake',
    withheldSentences['certificate-untrusted'],
  ],
  [
    'a password that NTLM saw rejected',
    withheld('password-rejected-before'),
    'signIns',
    withheldSentences['password-rejected-before'],
  ],
  [
    'a sign-in whose fate is not known',
    withheld('sign-in-unanswered'),
    'signIns',
    withheldSentences['sign-in-unanswered'],
  ],
  [
    'a rejection of a password that is not known to be right',
    seen({ result: 'rejected' }, signIns(['rejected'])),
    'signIns',
    'nothing shows that the password is right',
  ],
  [
    'a rejection by a server whose clock is off',
    seen({ result: 'rejected' }, signIns(['rejected'], [], { refusal: clockAhead })),
    'signIns',
    'is 40 hours ahead of this machine’s',
  ],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  [
    'a rejection of a right password',
    seen({ result: 'rejected' }),
    'rejected',
    { server: 'mail.contoso.test', username: USER },
  ],
  [
    'a redirect to a form, from a proxy that signs people in itself',
    seen({ result: 'unclear', exchanges: [exchange(401), exchange(302)] }),
    'unclear',
    { server: 'mail.contoso.test', status: 302 },
  ],
  [
    'no answer',
    seen({ result: 'failed', failure: failure('response-timed-out', 'no answer in time') }),
    'broken',
    { detail: 'mail.contoso.test:443 accepted the request but did not answer in time (no answer in time)' },
  ],
  ['a failure that was not kept', seen({ result: 'failed' }), 'broken', { detail: 'no answer' }],
  [
    'no account',
    seen({ result: 'withheld', withheld: 'no-account', username: undefined }),
    'not-tried',
    { username: 'nobody' },
  ],
  ['no password', withheld('no-password'), 'not-tried', { reason: withheldSentences['no-password'] }],
  ['a server without Basic', withheld('not-offered'), 'not-offered'],
  ['a sign-in', seen(), 'accepted', { server: 'mail.contoso.test' }],
])('%s', (...row) => expectRow(check, row))

test('the title of an unclear answer names its status', () => {
  const finding = conclude(check, seen({ result: 'unclear', exchanges: [exchange(401), exchange(440)] }))
  expect(finding.title).toContain('with 440')
})
