import { test } from 'vitest'
import check from '../../../../shared/checks/autodiscover/http-redirect.ts'
import { exchange, failure } from '../artifact-builders.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'
import { noHttps, PLAIN, wellKnown } from './builders.ts'

const noRecord = { srv: { result: 'no-record', status: undefined, asks: undefined } } as const
const TARGET = 'https://mail.contoso.test/autodiscover/autodiscover.xml'
const FOREIGN = 'https://autodiscover.hosting.example/autodiscover/autodiscover.xml'
const redirects = (target: string, changes: object) =>
  wellKnown({ ...noHttps, 'http-redirect': { urls: [PLAIN, target], status: 302, ...changes } })
const challenged = (value: string) =>
  wellKnown({
    'http-redirect': {
      status: 401,
      exchanges: [exchange(401, { url: PLAIN, headers: [['WWW-Authenticate', value]] })],
    },
  })

test.each<BlockedRow>([
  [
    'no redirect where one is needed',
    wellKnown({ ...noHttps, ...noRecord }),
    'autodiscover',
    'Nothing redirects over plain HTTP.',
  ],
  [
    'a closed port where a redirect is needed',
    wellKnown({ ...noHttps, ...noRecord, 'http-redirect': { result: 'unreachable', status: undefined } }),
    'autodiscover',
    'Nothing redirects over plain HTTP.',
  ],
  [
    'a proxy that opens no way to where a redirect leads',
    redirects(TARGET, { result: 'unreachable', status: undefined, failure: failure('proxy-refused') }),
    'tlsHandshake',
    'is the proxy that this machine is set to, and opened no way to the server',
  ],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  ['a password in the clear', challenged('Basic realm="autodiscover"'), 'asks-in-the-clear', { url: PLAIN }],
  ['NTLM over plain HTTP, which shows no password', challenged('NTLM'), 'not-needed'],
  [
    'somebody else’s host',
    redirects(FOREIGN, { result: 'redirect-refused' }),
    'foreign-host',
    { target: FOREIGN, host: 'autodiscover.hosting.example' },
  ],
  [
    'another plain address',
    redirects('http://mail.contoso.test/a', { result: 'redirect-to-http' }),
    'stays-in-the-clear',
    { target: 'http://mail.contoso.test/a' },
  ],
  ['an own host without Autodiscover', redirects(TARGET, { result: 'not-found' }), 'leads-nowhere', { target: TARGET }],
  [
    'an own host that redirects to somebody else',
    redirects(TARGET, { urls: [PLAIN, TARGET, FOREIGN], result: 'redirect-refused' }),
    'leads-nowhere',
  ],
  [
    'a wiki that asks for a password, by way of its own front page',
    redirects(TARGET, {
      urls: [PLAIN, 'https://www.contoso.test/', 'https://wiki.contoso.test:8443/login'],
      result: 'asks-for-sign-in',
      asks: { schemes: ['basic'], asExchange: false },
    }),
    'not-exchange',
    { target: 'https://wiki.contoso.test:8443/login', host: 'wiki.contoso.test:8443' },
  ],
  [
    'Autodiscover',
    redirects(TARGET, { result: 'asks-for-sign-in', asks: { schemes: ['ntlm'], asExchange: true } }),
    'leads',
    { target: TARGET },
  ],
  ['nothing, and https works', wellKnown({}), 'not-needed'],
  [
    'nothing, and the SRV record leads to Exchange',
    wellKnown({
      ...noHttps,
      srv: { urls: [TARGET], result: 'asks-for-sign-in', asks: { schemes: ['ntlm'], asExchange: true } },
    }),
    'not-needed',
  ],
  [
    'somebody else’s host, where https works',
    wellKnown({ 'http-redirect': { urls: [PLAIN, FOREIGN], result: 'redirect-refused' } }),
    'not-needed',
  ],
])('%s', (...row) => expectRow(check, row))
