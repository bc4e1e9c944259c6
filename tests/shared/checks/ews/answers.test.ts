import { test } from 'vitest'
import check from '../../../../shared/checks/ews/answers.ts'
import { EWS, ewsChallenge, exchange, failure } from '../artifact-builders.ts'
import { expectRow, type Row } from '../conclude.ts'

test.each<Row>([
  [
    'no answer',
    ewsChallenge(exchange(undefined, { headers: [], failure: failure('connection-reset', 'ECONNRESET') })),
    'no-answer',
    {
      detail: 'mail.contoso.test:443 closed the connection before it had answered (ECONNRESET)',
      server: 'mail.contoso.test',
    },
  ],
  [
    'a failure without a detail',
    ewsChallenge(exchange(undefined, { failure: failure('response-timed-out') })),
    'no-answer',
    { detail: 'mail.contoso.test:443 accepted the request but did not answer in time' },
  ],
  ['nothing at all', ewsChallenge(exchange(undefined)), 'no-answer', { detail: 'nothing' }],
  [
    'an answer that breaks off',
    ewsChallenge(exchange(401, { failure: failure('http-malformed') }), ['ntlm']),
    'no-answer',
    { status: 401 },
  ],
  ['a 404', ewsChallenge(exchange(404)), 'not-found', { path: '/EWS/Exchange.asmx' }],
  ['a 403', ewsChallenge(exchange(403)), 'forbidden', { status: 403 }],
  [
    'a 403 of IIS that hides its reason',
    ewsChallenge(exchange(403, { headers: [['Server', 'Microsoft-IIS/10.0']] })),
    'forbidden',
  ],
  [
    'a 403.4 of IIS',
    ewsChallenge(
      exchange(403, {
        headers: [['Server', 'Microsoft-IIS/10.0']],
        bodyExcerpt: '<h2>403.4 - Forbidden: SSL is required to view this resource.</h2>',
      }),
    ),
    'tls-required',
  ],
  [
    'a 403 of a proxy',
    ewsChallenge(exchange(403, { headers: [['Server', 'nginx']] })),
    'forbidden-in-front',
    { writer: 'nginx', path: '/EWS/Exchange.asmx' },
  ],
  ['a 403 of nobody', ewsChallenge(exchange(403, { headers: [] })), 'forbidden-in-front', { writer: 'nothing' }],
  [
    'a 503 of http.sys',
    ewsChallenge(exchange(503, { headers: [['Server', 'Microsoft-HTTPAPI/2.0']] })),
    'pool-stopped',
    { status: 503 },
  ],
  ['a 503 of a proxy', ewsChallenge(exchange(503, { headers: [] })), 'gateway-error', { status: 503 }],
  [
    'a 502 of a proxy',
    ewsChallenge(exchange(502, { headers: [['Server', 'nginx']] })),
    'gateway-error',
    { writer: 'nginx' },
  ],
  [
    'a redirect to a form',
    ewsChallenge(exchange(302, { headers: [['Location', 'https://sso.contoso.test/form']] })),
    'pre-authentication',
    { location: 'https://sso.contoso.test/form' },
  ],
  ['a redirect to nowhere', ewsChallenge(exchange(302)), 'redirected', { location: 'nowhere' }],
  [
    'a redirect of the site to Outlook on the web',
    ewsChallenge(
      exchange(302, {
        headers: [
          ['Server', 'Microsoft-IIS/10.0'],
          ['Location', 'https://mail.contoso.test/owa'],
        ],
      }),
    ),
    'http-redirect',
    { location: 'https://mail.contoso.test/owa' },
  ],
  [
    'a redirect of a proxy to Outlook on the web',
    ewsChallenge(
      exchange(302, {
        headers: [
          ['Server', 'nginx'],
          ['Location', 'https://mail.contoso.test/owa'],
        ],
      }),
    ),
    'redirected',
    { writer: 'nginx', path: '/EWS/Exchange.asmx' },
  ],
  [
    'a redirect to EWS at another server',
    ewsChallenge(
      exchange(301, {
        headers: [
          ['Server', 'BigIP'],
          ['Location', 'https://mail2.contoso.test/EWS/Exchange.asmx'],
        ],
      }),
    ),
    'moved',
    { location: 'https://mail2.contoso.test/EWS/Exchange.asmx' },
  ],
  ['a page', ewsChallenge(exchange(200, { headers: [] })), 'open', { status: 200, url: EWS }],
  [
    'a page with a form',
    ewsChallenge(exchange(200, { headers: [], bodyExcerpt: '<html><body><FORM method="post">' })),
    'sign-in-form',
    { status: 200 },
  ],
  [
    'a 400 of http.sys for a name that no site is bound to',
    ewsChallenge(
      exchange(400, {
        headers: [['Server', 'Microsoft-HTTPAPI/2.0']],
        bodyExcerpt:
          '<h2>Bad Request - Invalid Hostname</h2>\n<hr><p>HTTP Error 400. The request hostname is invalid.</p>',
      }),
    ),
    'host-unbound',
    { server: 'mail.contoso.test' },
  ],
  ['a 400', ewsChallenge(exchange(400)), 'other-answer', { status: 400 }],
  ['a 405', ewsChallenge(exchange(405)), 'other-answer', { status: 405 }],
  [
    'a 429 of a proxy',
    ewsChallenge(exchange(429, { headers: [['Server', 'nginx']] })),
    'rate-limited',
    { writer: 'nginx' },
  ],
  ['a 429 of Exchange', ewsChallenge(exchange(429)), 'other-answer', { status: 429 }],
  ['a 503', ewsChallenge(exchange(503)), 'server-error', { status: 503, answeredBy: 'EXCH02' }],
  [
    'a 500 of an unknown server',
    ewsChallenge(exchange(500, { headers: [] })),
    'server-error',
    { answeredBy: 'unknown' },
  ],
  ['a 401', ewsChallenge(exchange(401), ['ntlm']), 'answers', { url: EWS, exchangeVersion: '15.2.1748.10' }],
])('%s', (...row) => expectRow(check, row))
