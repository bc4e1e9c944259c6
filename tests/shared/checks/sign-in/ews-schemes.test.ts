import { expect, test } from 'vitest'
import check from '../../../../shared/checks/sign-in/ews-schemes.ts'
import { ewsChallenge, exchange, failure } from '../artifact-builders.ts'
import { conclude, expectRow, type Row } from '../conclude.ts'

test.each<Row>([
  [
    'no answer',
    ewsChallenge(exchange(undefined, { failure: failure('connection-reset') })),
    'not-asked',
    { status: 'nothing' },
  ],
  ['a 404', ewsChallenge(exchange(404)), 'not-asked', { status: 404 }],
  ['an answer without a sign-in, that names schemes', ewsChallenge(exchange(200), ['ntlm']), 'not-asked'],
  ['a 401 without a scheme', ewsChallenge(exchange(401)), 'no-challenge', { offered: ['nothing'] }],
  ['Negotiate alone', ewsChallenge(exchange(401), ['negotiate']), 'none-usable', { offered: ['Negotiate'] }],
  ['Negotiate and Digest', ewsChallenge(exchange(401), ['negotiate', 'digest']), 'none-usable'],
  ['Bearer alone, as modern authentication has it', ewsChallenge(exchange(401), ['bearer']), 'tokens-only'],
  ['Bearer and Negotiate', ewsChallenge(exchange(401), ['bearer', 'negotiate']), 'tokens-only'],
  ['Bearer beside NTLM', ewsChallenge(exchange(401), ['bearer', 'ntlm']), 'ntlm-offered'],
  ['Bearer beside Basic', ewsChallenge(exchange(401), ['bearer', 'basic']), 'basic-only'],
  ['Basic', ewsChallenge(exchange(401), ['basic']), 'basic-only', { server: 'mail.contoso.test' }],
  ['Negotiate and Basic', ewsChallenge(exchange(401), ['negotiate', 'basic']), 'basic-only'],
  ['NTLM among others', ewsChallenge(exchange(401), ['negotiate', 'ntlm', 'basic']), 'ntlm-offered'],
])('%s', (...row) => expectRow(check, row))

test('the title names what is offered instead', () => {
  const finding = conclude(check, ewsChallenge(exchange(401), ['negotiate', 'digest']))
  expect(finding.title).toMatch(/: Negotiate, Digest$/)
})
