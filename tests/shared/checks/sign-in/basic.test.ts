import { expect, test } from 'vitest'
import { withheldSentences } from '../../../../shared/artifacts/sign-in.ts'
import check from '../../../../shared/checks/sign-in/basic.ts'
import { basicSignIn, exchange, failure, USER } from '../artifact-builders.ts'
import { type BlockedRow, conclude, expectBlocked, expectRow, type Row } from '../conclude.ts'

const withheld = (reason: keyof typeof withheldSentences) => basicSignIn({ result: 'withheld', withheld: reason })

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
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  ['a rejection', basicSignIn({ result: 'rejected' }), 'rejected', { server: 'mail.contoso.test', username: USER }],
  [
    'a redirect to a form, from a proxy that signs people in itself',
    basicSignIn({ result: 'unclear', exchanges: [exchange(401), exchange(302)] }),
    'unclear',
    { server: 'mail.contoso.test', status: 302 },
  ],
  [
    'no answer',
    basicSignIn({ result: 'failed', failure: failure('response-timed-out', 'no answer in time') }),
    'broken',
    { detail: 'no answer in time' },
  ],
  ['a failure that was not kept', basicSignIn({ result: 'failed' }), 'broken', { detail: 'no answer' }],
  [
    'no account',
    basicSignIn({ result: 'withheld', withheld: 'no-account', username: undefined }),
    'not-tried',
    { username: 'nobody' },
  ],
  ['no password', withheld('no-password'), 'not-tried', { reason: withheldSentences['no-password'] }],
  ['a server without Basic', withheld('not-offered'), 'not-offered'],
  ['a sign-in', basicSignIn(), 'accepted', { server: 'mail.contoso.test' }],
])('%s', (...row) => expectRow(check, row))

test('the title of an unclear answer names its status', () => {
  const finding = conclude(check, basicSignIn({ result: 'unclear', exchanges: [exchange(401), exchange(440)] }))
  expect(finding.title).toContain('with 440')
})
