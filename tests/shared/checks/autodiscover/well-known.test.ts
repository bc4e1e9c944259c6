import { test } from 'vitest'
import check from '../../../../shared/checks/autodiscover/well-known.ts'
import { AUTODISCOVER, failure } from '../artifact-builders.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'
import { noHttps, PLAIN, ROOT, type Way, wellKnown } from './builders.ts'

const MAIL = 'https://mail.contoso.test/autodiscover/autodiscover.xml'
const members: Way = { result: 'asks-for-sign-in', status: 401, asks: { schemes: ['basic'], asExchange: false } }
const noRecord: Way = { urls: [], result: 'no-record', status: undefined, asks: undefined }

test.each<BlockedRow>([
  [
    'nothing that leads anywhere',
    wellKnown({ ...noHttps, srv: noRecord }),
    'autodiscover',
    'None of the ways leads to Autodiscover.',
  ],
  [
    'a members’ area, and nothing behind it',
    wellKnown({ ...noHttps, 'https-domain': members, srv: noRecord }),
    'autodiscover',
    'None of the ways leads to Autodiscover.',
  ],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  [
    'a members’ area first',
    wellKnown({ 'https-domain': members }),
    'web-site-asks',
    { wrong: ROOT, url: AUTODISCOVER },
  ],
  [
    'a page first',
    wellKnown({ 'https-domain': { result: 'not-autodiscover', status: 200 } }),
    'web-page',
    { wrong: ROOT, url: AUTODISCOVER },
  ],
  [
    'a page to sign in on first',
    wellKnown({ 'https-domain': { result: 'sign-in-page', urls: [ROOT, 'https://contoso.test/login'] } }),
    'web-page',
    { wrong: ROOT },
  ],
  [
    'the redirect alone',
    wellKnown({
      ...noHttps,
      'http-redirect': {
        urls: [PLAIN, MAIL],
        result: 'asks-for-sign-in',
        asks: { schemes: ['ntlm'], asExchange: true },
      },
    }),
    'by-redirect',
    { url: MAIL },
  ],
  [
    'a redirect over plain HTTP to what asks for a password, which has a finding of its own, and the SRV record',
    wellKnown({ ...noHttps, 'http-redirect': { urls: [PLAIN, 'https://wiki.contoso.test/'], ...members } }),
    'by-service-record',
    { url: MAIL },
  ],
  ...(
    [
      ['connection-reset', 'ECONNRESET', 'closed the connection before it had answered (ECONNRESET)'],
      ['tls-failed', 'it closed the connection', 'did not complete the TLS handshake (it closed the connection)'],
      ['tls-failed', 'no answer in time', 'did not complete the TLS handshake (no answer in time)'],
      ['connection-timed-out', undefined, 'did not answer the TCP connection in time'],
      ['response-timed-out', undefined, 'accepted the request but did not answer in time'],
      ['proxy-refused', undefined, 'is the proxy that this machine is set to, and opened no way to the server'],
    ] as const
  ).flatMap(([code, detail, words]): Row[] => {
    const lost: Way = { result: 'unreachable', status: undefined, asks: undefined, failure: failure(code, detail) }
    return [
      [
        `the SRV record, after a connection lost: ${words}`,
        wellKnown({ 'https-autodiscover': lost }),
        'unsettled',
        { url: MAIL, detail: `mail.contoso.test:443 ${words}` },
      ],
      [
        `the redirect, after a connection lost: ${words}`,
        wellKnown({
          'https-domain': lost,
          'https-autodiscover': { result: 'not-found', status: 404, asks: undefined },
          'http-redirect': {
            urls: [PLAIN, MAIL],
            result: 'asks-for-sign-in',
            asks: { schemes: ['ntlm'], asExchange: true },
          },
        }),
        'unsettled',
      ],
      [`the name autodiscover, after a connection lost: ${words}`, wellKnown({ 'https-domain': lost }), 'leads'],
    ]
  }),
  [
    'the SRV record, after a name at which nothing listens',
    wellKnown({
      'https-autodiscover': {
        result: 'unreachable',
        status: undefined,
        asks: undefined,
        failure: failure('connection-refused'),
      },
    }),
    'by-service-record',
  ],
  [
    'the SRV record, after a handshake that fails each time',
    wellKnown({
      'https-autodiscover': {
        result: 'unreachable',
        status: undefined,
        asks: undefined,
        failure: failure('tls-failed', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'),
      },
    }),
    'by-service-record',
  ],
  ['the SRV record alone', wellKnown(noHttps), 'by-service-record', { url: MAIL }],
  [
    'an SRV record to a web site',
    wellKnown({ srv: { urls: [ROOT], result: 'not-found', asks: undefined } }),
    'service-record-astray',
    { target: ROOT, host: 'autodiscover.contoso.test' },
  ],
  [
    'an SRV record to a members’ area',
    wellKnown({ srv: { urls: [ROOT], ...members } }),
    'service-record-astray',
    { target: ROOT },
  ],
  [
    'an SRV record to somebody else',
    wellKnown({ srv: { urls: ['https://mail.hosting.example/a'], result: 'redirect-refused', asks: undefined } }),
    'service-record-astray',
  ],
  [
    'an SRV record to a server that cannot be reached: that server has findings of its own',
    wellKnown({ srv: { result: 'unreachable', status: undefined, asks: undefined } }),
    'leads',
  ],
  ['no SRV record', wellKnown({ srv: noRecord }), 'leads', { url: AUTODISCOVER }],
  ['a web site that answers 404', wellKnown({}), 'leads', { method: 'the name autodiscover over https' }],
  [
    'Exchange at the mail domain',
    wellKnown({
      'https-domain': { result: 'asks-for-sign-in', status: 401, asks: { schemes: ['ntlm'], asExchange: true } },
    }),
    'leads',
    { url: ROOT },
  ],
])('%s', (...row) => expectRow(check, row))
