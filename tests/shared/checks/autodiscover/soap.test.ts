import { test } from 'vitest'
import check from '../../../../shared/checks/autodiscover/soap.ts'
import { EWS, failure, MAILBOX } from '../artifact-builders.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'
import { SOAP, soap } from './builders.ts'

const OTHER = 'https://mail.contoso.test/autodiscover/autodiscover.svc'
const NOT_SENT = 'Autodiscover asks for a sign-in, and none was sent.'

test.each<BlockedRow>([
  ['a sign-in that was held back', soap({ result: 'sign-in-withheld' }), 'autodiscover', NOT_SENT],
  ['a certificate that is not trusted', soap({ result: 'certificate-untrusted' }), 'autodiscover', NOT_SENT],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  ['a 404', soap({ result: 'not-found', status: 404 }), 'not-found', { url: SOAP, status: 404 }],
  ['a server that is busy', soap({ result: 'busy' }), 'busy'],
  [
    'sites that send to each other',
    soap({ result: 'redirect-loop', urls: [SOAP, OTHER, SOAP] }),
    'redirect-loop',
    { last: SOAP },
  ],
  ['mailboxes that send to each other', soap({ result: 'address-loop' }), 'redirect-loop'],
  [
    'somebody else',
    soap({ result: 'redirect-refused', urls: [SOAP, 'https://elsewhere.example/a'] }),
    'redirect-refused',
    { last: 'https://elsewhere.example/a' },
  ],
  ['plain HTTP', soap({ result: 'redirect-to-http' }), 'redirect-refused'],
  [
    'an unknown user',
    soap({ result: 'error-response', errorCode: 'InvalidUser', errorMessage: 'Invalid user.' }),
    'no-user',
    { mailbox: MAILBOX, code: 'InvalidUser', message: 'Invalid user' },
  ],
  ['an error without words', soap({ result: 'error-response' }), 'no-user', { code: 'no code' }],
  ['a rejected sign-in', soap({ result: 'sign-in-rejected', status: 401 }), 'sign-in-fails'],
  ['a sign-in that was not carried through', soap({ result: 'sign-in-broken', status: 401 }), 'sign-in-fails'],
  [
    'a page',
    soap({ result: 'not-autodiscover' }),
    'other-answer',
    { result: 'answered something other than Autodiscover' },
  ],
  ['no answer', soap({ result: 'unreachable', status: undefined }), 'other-answer'],
  [
    'no answer where it was sent',
    soap({ result: 'unreachable', status: undefined, urls: [SOAP, OTHER], failure: failure('connection-refused') }),
    'leads-nowhere',
    { url: SOAP, last: OTHER, detail: 'mail.contoso.test:443 refused the TCP connection' },
  ],
  [
    'no answer where it was sent, of which nothing was kept',
    soap({ result: 'unreachable', status: undefined, urls: [SOAP, OTHER] }),
    'leads-nowhere',
    { detail: 'could not be reached' },
  ],
  ['settings without an address', soap({ externalEwsUrl: undefined }), 'no-address', { internal: EWS }],
  ['settings', soap(), 'answers', { given: EWS, ewsSchemas: ['Exchange2007', 'Exchange2013'] }],
])('%s', (...row) => expectRow(check, row))
