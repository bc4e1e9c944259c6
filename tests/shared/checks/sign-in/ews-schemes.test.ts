import { expect, test } from 'vitest'
import type { HttpExchange } from '../../../../shared/artifacts/http-exchange.ts'
import type { Scheme } from '../../../../shared/artifacts/sign-in.ts'
import check from '../../../../shared/checks/sign-in/ews-schemes.ts'
import { ewsChallenge, exchange, failure } from '../artifact-builders.ts'
import { conclude, expectRow, type Row } from '../conclude.ts'

/** A challenge with Negotiate and no NTLM, and what came of NTLM's first message under that name. */
function negotiate(answer: HttpExchange, schemes: Scheme[] = ['negotiate'], taken = false) {
  const { ewsChallenge: open } = ewsChallenge(exchange(401), schemes)
  return { ewsChallenge: { ...open, ntlmInNegotiate: { taken, exchange: answer } } }
}

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
  ['Digest alone', ewsChallenge(exchange(401), ['digest']), 'none-usable', { offered: ['Digest'] }],
  [
    'Negotiate alone, that takes no NTLM',
    negotiate(exchange(401)),
    'none-usable',
    { offered: ['Negotiate (which refuses NTLM)'] },
  ],
  ['the same beside Digest', negotiate(exchange(401), ['negotiate', 'digest']), 'none-usable'],
  [
    'Negotiate alone, of which NTLM was not asked',
    ewsChallenge(exchange(401), ['negotiate']),
    'negotiate-untold',
    { detail: 'it was not asked' },
  ],
  [
    'Negotiate alone, and no answer to NTLM',
    negotiate(exchange(undefined, { failure: failure('connection-reset') })),
    'negotiate-untold',
  ],
  ['Negotiate alone, and a 503 to NTLM', negotiate(exchange(503)), 'negotiate-untold', { detail: 'it answered 503' }],
  ['Negotiate alone, that takes NTLM', negotiate(exchange(401), ['negotiate'], true), 'ntlm-in-negotiate'],
  ['the same beside Basic', negotiate(exchange(401), ['negotiate', 'basic'], true), 'ntlm-in-negotiate'],
  ['the same beside Bearer', negotiate(exchange(401), ['bearer', 'negotiate'], true), 'ntlm-in-negotiate'],
  ['Bearer alone, as modern authentication has it', ewsChallenge(exchange(401), ['bearer']), 'tokens-only'],
  ['Bearer and Negotiate', ewsChallenge(exchange(401), ['bearer', 'negotiate']), 'tokens-only'],
  ['Bearer beside NTLM', ewsChallenge(exchange(401), ['bearer', 'ntlm']), 'ntlm-offered'],
  ['Bearer beside Basic', ewsChallenge(exchange(401), ['bearer', 'basic']), 'basic-only'],
  ['Basic', ewsChallenge(exchange(401), ['basic']), 'basic-only', { server: 'mail.contoso.test' }],
  ['Negotiate and Basic', negotiate(exchange(401), ['negotiate', 'basic']), 'basic-only'],
  ['NTLM among others', ewsChallenge(exchange(401), ['negotiate', 'ntlm', 'basic']), 'ntlm-offered'],
])('%s', (...row) => expectRow(check, row))

test('the title names what is offered instead', () => {
  const finding = conclude(check, negotiate(exchange(401), ['negotiate', 'digest']))
  expect(finding.title).toMatch(/: Negotiate \(which refuses NTLM\), Digest$/)
})
