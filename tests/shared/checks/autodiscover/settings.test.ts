import { expect, test } from 'vitest'
import { failureClause } from '../../../../shared/artifacts/failure.ts'
import { withheldSentences } from '../../../../shared/artifacts/sign-in.ts'
import check from '../../../../shared/checks/autodiscover/settings.ts'
import { AUTODISCOVER, attempt, autodiscover, EWS, exchange, failure, MAILBOX, USER } from '../artifact-builders.ts'
import { type BlockedRow, conclude, expectBlocked, expectRow, type Row } from '../conclude.ts'

const ROOT = 'https://contoso.test/autodiscover/autodiscover.xml'
const one = (changes: Parameters<typeof attempt>[0]) => autodiscover([attempt(changes)])
const withheld = (reason: keyof typeof withheldSentences) =>
  one({ result: 'sign-in-withheld', status: 401, withheld: reason })
const unreachableRoot = attempt({ method: 'https-domain', urls: [ROOT], result: 'unreachable', status: undefined })

test.each<BlockedRow>([
  [
    'a certificate that is not trusted',
    withheld('certificate-untrusted'),
    'tlsHandshake',
    withheldSentences['certificate-untrusted'],
  ],
  [
    'a password that was rejected before',
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
    'a proxy that opens no way, whatever the web site of the domain says,',
    autodiscover([
      attempt({ method: 'https-domain', result: 'not-found', status: 404 }),
      attempt({ result: 'unreachable', status: undefined, failure: failure('proxy-refused') }),
    ]),
    'tlsHandshake',
    'opened no way to the server',
  ],
  [
    'a password that no sign-in of the run has proven',
    one({ result: 'sign-in-rejected', status: 401, passwordUnproven: true }),
    'signIns',
    `The sign-in at ${AUTODISCOVER} was rejected, and no other was accepted.`,
  ],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  [
    'a resolver that says nothing of either name',
    autodiscover([
      { ...unreachableRoot, failure: failure('resolver-unreachable') },
      attempt({ result: 'unreachable', status: undefined, failure: failure('resolver-refused') }),
    ]),
    'resolver-silent',
    { domain: 'contoso.test' },
  ],
  [
    'a resolver that says nothing of one name, and no way to the other',
    autodiscover([
      { ...unreachableRoot, failure: failure('resolver-unreachable') },
      attempt({ result: 'unreachable', status: undefined, failure: failure('connection-refused') }),
    ]),
    'unreachable',
    { domain: 'contoso.test' },
  ],
  [
    'two addresses that cannot be reached',
    autodiscover([unreachableRoot, attempt({ result: 'unreachable', status: undefined })]),
    'unreachable',
    { domain: 'contoso.test', tried: [`${ROOT}: could not be reached`, `${AUTODISCOVER}: could not be reached`] },
  ],
  [
    'a loop',
    one({ result: 'redirect-loop', urls: [AUTODISCOVER, ROOT, AUTODISCOVER], status: 302 }),
    'redirect-loop',
    { last: AUTODISCOVER },
  ],
  [
    'a redirect to another organisation',
    one({ result: 'redirect-refused', urls: [AUTODISCOVER, 'https://elsewhere.test/a'], status: 302 }),
    'redirect-refused',
    { url: AUTODISCOVER, last: 'https://elsewhere.test/a' },
  ],
  [
    'a redirect from https to http',
    one({ result: 'redirect-to-http', urls: [AUTODISCOVER, 'http://mail.contoso.test/a'], status: 302 }),
    'redirect-to-http',
    { last: 'http://mail.contoso.test/a' },
  ],
  [
    'mailboxes that send to each other',
    one({ result: 'address-loop', mailbox: 'p.robe@contoso.test' }),
    'address-loop',
    { mailbox: MAILBOX, askedFor: 'p.robe@contoso.test' },
  ],
  ['a mailbox that sends to itself', one({ result: 'address-loop' }), 'address-loop', { askedFor: 'itself' }],
  [
    'a page to sign in on',
    one({ result: 'sign-in-page', urls: [AUTODISCOVER, 'https://autodiscover.contoso.test/my.logon'] }),
    'sign-in-page',
    { server: 'autodiscover.contoso.test', last: 'https://autodiscover.contoso.test/my.logon' },
  ],
  ...(
    [
      ['HTTP Redirect of the site, inherited', 'Microsoft-IIS/10.0', '/owa', 'sign-in-page', 'http-redirect'],
      [
        'the same, with the path at its end',
        'Microsoft-IIS/10.0',
        '/owa/autodiscover/x',
        'sign-in-page',
        'http-redirect',
      ],
      ['the same, to a folder of the site', 'Microsoft-IIS/10.0', '/portal/', 'not-autodiscover', 'http-redirect'],
      ['the same, to what is not there', 'Microsoft-IIS/10.0', '/gone/', 'not-found', 'http-redirect'],
      ['a rule of a proxy to Outlook on the web', 'nginx', '/owa/', 'sign-in-page', 'redirected'],
      ['a rule of a proxy to the web site', 'nginx', 'https://www.contoso.test/', 'server-error', 'redirected'],
      ['pre-authentication', 'nginx', '/my.policy', 'sign-in-page', 'sign-in-page'],
      ['pre-authentication on IIS', 'Microsoft-IIS/10.0', '/adfs/ls', 'sign-in-page', 'sign-in-page'],
      ['Autodiscover of another server', 'nginx', 'https://mail.contoso.test/autodiscover/a', 'not-found', 'not-found'],
    ] as const
  ).map(
    ([what, server, location, result, outcome]): Row => [
      `a redirect: ${what}`,
      one({
        result,
        urls: [AUTODISCOVER, new URL(location, AUTODISCOVER).href],
        exchanges: [
          exchange(302, {
            url: AUTODISCOVER,
            headers: [
              ['Server', server],
              ['Location', location],
            ],
          }),
        ],
      }),
      outcome,
      outcome === 'http-redirect' || outcome === 'redirected'
        ? { server: 'autodiscover.contoso.test', location, writer: server }
        : { last: new URL(location, AUTODISCOVER).href },
    ],
  ),
  [
    'no scheme to use',
    one({ result: 'sign-in-withheld', withheld: 'not-offered', asks: { schemes: ['negotiate'], asExchange: true } }),
    'none-usable',
    { schemes: 'Negotiate' },
  ],
  ['no scheme at all', one({ result: 'sign-in-withheld', withheld: 'not-offered' }), 'none-usable'],
  [
    'a rejected sign-in, and no second one by the SRV record',
    autodiscover([
      attempt({ result: 'sign-in-rejected', status: 401 }),
      attempt({ method: 'http-redirect', result: 'no-redirect', status: 403 }),
      attempt({ method: 'srv', result: 'sign-in-withheld', withheld: 'password-rejected-before' }),
    ]),
    'sign-in-rejected',
    { url: AUTODISCOVER },
  ],
  [
    'no record and no redirect beside names that lead nowhere',
    autodiscover([
      { ...unreachableRoot },
      attempt({ method: 'http-redirect', result: 'no-redirect', status: 404 }),
      attempt({ method: 'srv', urls: [], result: 'no-record', status: undefined }),
    ]),
    'unreachable',
  ],
  [
    'a redirect to where nothing can be reached, beside names without Autodiscover',
    autodiscover([
      attempt({ method: 'https-domain', urls: [ROOT], result: 'not-found', status: 404 }),
      attempt({
        method: 'http-redirect',
        urls: [ROOT, AUTODISCOVER],
        result: 'unreachable',
        status: undefined,
        failure: failure('client-certificate-required'),
      }),
      attempt({ method: 'srv', result: 'unreachable', status: undefined, failure: failure('connection-refused') }),
    ]),
    'leads-nowhere',
    {
      url: ROOT,
      last: AUTODISCOVER,
      detail: 'mail.contoso.test:443 asks for a client certificate and takes no connection without one',
    },
  ],
  [
    'a redirect to where nothing can be reached, and a sign-in page elsewhere',
    autodiscover([
      attempt({ result: 'sign-in-page', urls: [AUTODISCOVER] }),
      attempt({ method: 'http-redirect', urls: [ROOT, AUTODISCOVER], result: 'unreachable', status: undefined }),
    ]),
    'sign-in-page',
  ],
  [
    'a record of a server that cannot be reached, beside a name without Autodiscover',
    autodiscover([
      attempt({ result: 'not-found', status: 404 }),
      attempt({ method: 'srv', result: 'unreachable', status: undefined, failure: failure('connection-refused') }),
    ]),
    'not-found',
  ],
  ...(['connection-refused', 'connection-timed-out', 'tls-failed'] as const).map(
    (code): Row => [
      `the name for Autodiscover: ${code}, beside a web site at the domain without Autodiscover, as most are`,
      autodiscover([
        attempt({ method: 'https-domain', urls: [ROOT], result: 'not-found', status: 404 }),
        attempt({ result: 'unreachable', status: undefined, failure: failure(code) }),
        attempt({ method: 'http-redirect', result: 'unreachable', status: undefined, failure: failure(code) }),
        attempt({ method: 'srv', urls: [], result: 'no-record', status: undefined }),
      ]),
      'host-unreachable',
      {
        url: AUTODISCOVER,
        server: 'autodiscover.contoso.test',
        detail: failureClause(failure(code)),
      },
    ],
  ),
  [
    'a record of a server that cannot be reached, beside a web site at the domain alone',
    autodiscover([
      attempt({ method: 'https-domain', urls: [ROOT], result: 'not-autodiscover' }),
      attempt({ result: 'unreachable', status: undefined, failure: failure('name-not-found') }),
      attempt({
        method: 'srv',
        urls: ['https://mail.contoso.test/a'],
        result: 'unreachable',
        status: undefined,
        failure: failure('connection-refused'),
      }),
    ]),
    'host-unreachable',
    { server: 'mail.contoso.test' },
  ],
  ...(['name-not-found', 'no-address', 'resolver-unreachable'] as const).map(
    (code): Row => [
      `a web site at the domain without Autodiscover, and of the name for it: ${code}`,
      autodiscover([
        attempt({ method: 'https-domain', urls: [ROOT], result: 'not-found', status: 404 }),
        attempt({ result: 'unreachable', status: undefined, failure: failure(code) }),
      ]),
      'not-found',
      { url: ROOT },
    ],
  ),
  ['a rejected sign-in', one({ result: 'sign-in-rejected', status: 401 }), 'sign-in-rejected', { status: 401 }],
  [
    'a sign-in whose challenge never came',
    one({ result: 'sign-in-broken', status: 401, failure: failure('ntlm-malformed', 'no challenge came in time') }),
    'sign-in-broken',
    {
      url: AUTODISCOVER,
      detail: 'mail.contoso.test:443 sent an NTLM message that breaks MS-NLMP (no challenge came in time)',
    },
  ],
  [
    'a broken sign-in of which nothing was kept',
    one({ result: 'sign-in-broken' }),
    'sign-in-broken',
    { detail: 'no challenge' },
  ],
  [
    'an own certificate that is not trusted',
    one({ result: 'certificate-untrusted', status: 401, certificateProblem: 'it does not cover the name' }),
    'certificate-untrusted',
    { server: 'autodiscover.contoso.test', problem: 'it does not cover the name' },
  ],
  [
    'a certificate that is not trusted where a redirect led: that host is named',
    one({ result: 'certificate-untrusted', status: 401, urls: [AUTODISCOVER, 'https://exch02.contoso.test:8443/a'] }),
    'certificate-untrusted',
    { server: 'exch02.contoso.test:8443', problem: 'no reason given' },
  ],
  [
    'an error response',
    one({ result: 'error-response', errorCode: '500', errorMessage: "The email address can't be found." }),
    'no-mailbox',
    { mailbox: MAILBOX, code: '500', message: "The email address can't be found" },
  ],
  [
    'an error response without words',
    one({ result: 'error-response' }),
    'no-mailbox',
    { code: 'no code', message: 'no message' },
  ],
  [
    'an SRV record to what asks for a password and shows no sign of Exchange, beside a name without Autodiscover',
    autodiscover([
      attempt({ result: 'not-found', status: 404 }),
      attempt({ method: 'srv', result: 'not-exchange', status: 401, urls: ['https://wiki.contoso.test:8443/a'] }),
    ]),
    'not-exchange',
    { url: 'https://wiki.contoso.test:8443/a', server: 'wiki.contoso.test:8443', way: 'the SRV record' },
  ],
  [
    'a web site at the domain that sends people where they sign in says nothing of Autodiscover',
    autodiscover([
      attempt({ method: 'https-domain', urls: [ROOT, 'https://www.contoso.test/'], result: 'not-exchange' }),
      attempt({ result: 'not-found', status: 404 }),
      attempt({ method: 'http-redirect', result: 'no-redirect', status: 403 }),
    ]),
    'not-found',
    { url: AUTODISCOVER },
  ],
  [
    'a rejected sign-in behind a redirect: the address that rejected it is named, and what led there',
    one({
      method: 'http-redirect',
      urls: ['http://autodiscover.contoso.test/a', 'https://mail.contoso.test/a'],
      result: 'sign-in-rejected',
      status: 401,
    }),
    'sign-in-rejected',
    { url: 'https://mail.contoso.test/a', from: 'http://autodiscover.contoso.test/a', server: 'mail.contoso.test' },
  ],
  ['a web site', one({ result: 'not-autodiscover' }), 'not-autodiscover', { url: AUTODISCOVER }],
  [
    'a 404',
    one({ result: 'not-found', status: 404 }),
    'not-found',
    { status: 404, server: 'autodiscover.contoso.test' },
  ],
  ['a 503', one({ result: 'server-error', status: 503 }), 'server-error', { status: 503 }],
  ['no account', withheld('no-account'), 'not-tried', { reason: withheldSentences['no-account'] }],
  ['no password', withheld('no-password'), 'not-tried', { reason: withheldSentences['no-password'] }],
  [
    'a web site at the domain and a 404 at autodiscover: what came last tells most',
    autodiscover([
      attempt({ urls: [ROOT], result: 'not-autodiscover' }),
      attempt({ result: 'not-found', status: 404 }),
    ]),
    'not-found',
  ],
  [
    'an answer at the domain and nothing at autodiscover: what was reached tells more',
    autodiscover([attempt({ urls: [ROOT], result: 'server-error', status: 500 }), attempt({ result: 'unreachable' })]),
    'server-error',
    { url: ROOT },
  ],
  [
    'settings after an address that cannot be reached',
    autodiscover([unreachableRoot, attempt()], {
      internalEwsUrl: 'https://exch02/EWS/Exchange.asmx',
      externalEwsUrl: EWS,
    }),
    'found',
    { url: AUTODISCOVER, externalEwsUrl: EWS, internalEwsUrl: 'https://exch02/EWS/Exchange.asmx' },
  ],
  [
    'settings of a mailbox with another primary address',
    autodiscover([attempt()], { primaryAddress: 'primary@contoso.test' }),
    'found-for-alias',
    { mailbox: MAILBOX, primary: 'primary@contoso.test' },
  ],
  [
    'the same address in other letters',
    autodiscover([attempt()], { primaryAddress: MAILBOX.toUpperCase() }),
    'found',
    { mailbox: MAILBOX },
  ],
  [
    'a mailbox that was sent on to another, which is no alias of it',
    autodiscover([attempt({ mailbox: 'moved@contoso.test' })], { primaryAddress: 'moved@contoso.test' }),
    'found',
    { mailbox: MAILBOX },
  ],
  ['settings that name no address', autodiscover([attempt()], {}), 'found', { mailbox: MAILBOX }],
])('%s', (...row) => expectRow(check, row))

test('of an address that Autodiscover names as the primary one, no more is said than that', () => {
  const { title, advice } = conclude(check, autodiscover([attempt()], { primaryAddress: 'primary@contoso.test' }))
  expect(title).toBe(
    `Autodiscover was asked for ${MAILBOX}, and names primary@contoso.test as the primary address of the mailbox`,
  )
  // An account may bear the name of any address, and a user principal name often does.
  expect(`${title} ${advice}`).not.toMatch(/alias|nobody|no account/)
})

test('an error of Exchange reads as one sentence', () => {
  const finding = conclude(check, one({ result: 'error-response', errorCode: '500', errorMessage: 'Not found.' }))
  expect(finding.title).toMatch(/: Not found \(500\)$/)
})

test.each(
  Object.entries(check.meta.outcomes).flatMap(([name, outcome]) =>
    // Where it gives settings for an alias it works, and nobody types a server.
    outcome.verdict === 'warn' && name !== 'found-for-alias' ? [[name, outcome.advice] as const] : [],
  ),
)('%s says what a user types until it is mended', (_name, advice) => {
  expect(advice).toMatch(/\. Until then users type by hand: \{byHand\}\.$/)
})

test('what a user types is in the words of the finding, with the server where it is known', () => {
  const { autodiscover: found } = one({ result: 'server-error', status: 503 })
  const known = { activeSyncUrl: 'https://eas.contoso.test/Microsoft-Server-ActiveSync', username: USER }
  expect(conclude(check, { autodiscover: { ...found, known } }).advice).toMatch(
    /: Server: eas\.contoso\.test, EWS: https:\/\/eas\.contoso\.test\/EWS\/Exchange\.asmx, ActiveSync: .*, Domain: CONTOSO, User name: probe, or CONTOSO\\probe\.$/,
  )
})

test('what a user has to type is said where Autodiscover fails', () => {
  const found = one({ result: 'not-found', status: 404 }).autodiscover
  const known = { ewsUrl: EWS, activeSyncUrl: 'https://eas.contoso.test/Microsoft-Server-ActiveSync', username: USER }
  expect(conclude(check, { autodiscover: { ...found, known } }).evidence.byHand).toEqual([
    'Server: mail.contoso.test',
    `EWS: ${EWS}`,
    'ActiveSync: https://eas.contoso.test/Microsoft-Server-ActiveSync',
    `Mail address: ${MAILBOX}`,
    'Domain: CONTOSO',
    'User name: probe, or CONTOSO\\probe',
  ])
  expect(conclude(check, { autodiscover: { ...found, known: { username: MAILBOX } } }).evidence.byHand).toEqual([
    'Server: the published name of Exchange',
    'EWS: https://SERVER/EWS/Exchange.asmx',
    'ActiveSync: https://SERVER/Microsoft-Server-ActiveSync',
    `Mail address: ${MAILBOX}`,
    `User name: ${MAILBOX}`,
  ])
})
