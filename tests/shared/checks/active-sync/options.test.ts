import { expect, test } from 'vitest'
import { withheldSentences } from '../../../../shared/artifacts/sign-in.ts'
import check from '../../../../shared/checks/active-sync/options.ts'
import { ACTIVE_SYNC, activeSyncOptions, exchange, failure } from '../artifact-builders.ts'
import { type BlockedRow, conclude, expectBlocked, expectRow, type Row } from '../conclude.ts'

const answered = (status: number | undefined, changes: Parameters<typeof activeSyncOptions>[0] = {}) =>
  activeSyncOptions({ status, versions: [], commands: [], ...changes })
/** An answer to the account that names its writer, and bears no mark of Exchange. */
const writtenBy = (
  status: number,
  server: string | undefined,
  changes: Parameters<typeof activeSyncOptions>[0] = {},
) => {
  const headers: [string, string][] = server === undefined ? [] : [['Server', server]]
  return answered(status, { exchanges: [exchange(status, { method: 'OPTIONS', headers })], ...changes })
}
const withheld = (reason: keyof typeof withheldSentences) =>
  answered(401, { signedInWith: undefined, withheld: reason })

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
    'a password that was rejected before a 451 led on',
    answered(451, {
      location: 'https://muc.contoso.test/x',
      notFollowed: { url: 'https://muc.contoso.test/x', status: 401, withheld: 'password-rejected-before' },
    }),
    'signIns',
    withheldSentences['password-rejected-before'],
  ],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  [
    'a reset',
    answered(undefined, { failure: failure('connection-reset', 'ECONNRESET') }),
    'no-answer',
    { detail: 'mail.contoso.test:443 closed the connection before it had answered (ECONNRESET)' },
  ],
  [
    'an answer that breaks off',
    answered(200, { failure: failure('http-malformed') }),
    'no-answer',
    { detail: 'mail.contoso.test:443 sent an answer that is not HTTP' },
  ],
  ['nothing at all', answered(undefined), 'no-answer', { detail: 'nothing' }],
  [
    'a sign-in that breaks off without an answer',
    answered(undefined, { failure: failure('connection-reset') }),
    'no-answer',
    { detail: 'mail.contoso.test:443 closed the connection before it had answered' },
  ],
  [
    'a host of its own whose certificate is not trusted',
    answered(401, {
      url: 'https://mobile.contoso.test/Microsoft-Server-ActiveSync',
      signedInWith: undefined,
      withheld: 'certificate-untrusted',
      certificateProblem: 'it does not cover mobile.contoso.test',
    }),
    'certificate-untrusted',
    { server: 'mobile.contoso.test', problem: 'it does not cover mobile.contoso.test' },
  ],
  [
    'a 401 without a scheme',
    answered(401, { schemes: [], signedInWith: undefined, withheld: 'not-offered' }),
    'no-usable-scheme',
    { offered: ['nothing'] },
  ],
  [
    'a 401 with schemes that no device uses',
    answered(401, { schemes: ['negotiate', 'digest'], signedInWith: undefined, withheld: 'not-offered' }),
    'no-usable-scheme',
    { offered: ['Negotiate', 'Digest'] },
  ],
  [
    'a 401 with modern authentication and without Basic',
    answered(401, { schemes: ['bearer'], signedInWith: undefined, withheld: 'not-offered' }),
    'tokens-only',
    { offered: ['Bearer'] },
  ],
  [
    'a 401 with NTLM and without Basic',
    answered(401, { schemes: ['negotiate', 'ntlm'], signedInWith: undefined, withheld: 'not-offered' }),
    'no-usable-scheme',
    { offered: ['Negotiate', 'NTLM'] },
  ],
  ['no account', withheld('no-account'), 'not-tried', { reason: withheldSentences['no-account'] }],
  ['no password', withheld('no-password'), 'not-tried', { reason: withheldSentences['no-password'] }],
  ['a 401 to the sign-in', answered(401), 'sign-in-rejected', { server: 'mail.contoso.test' }],
  ['a 403 to the account', answered(403), 'not-enabled'],
  ['a 403 before any sign-in', answered(403, { signedInWith: undefined }), 'forbidden'],
  ['a 403 of IIS to the account', writtenBy(403, 'Microsoft-IIS/10.0'), 'forbidden'],
  [
    'a 403 of a proxy to the account',
    writtenBy(403, 'nginx'),
    'refused-in-front',
    { writer: 'nginx', path: '/Microsoft-Server-ActiveSync' },
  ],
  ['a 403 of a proxy before any sign-in', writtenBy(403, 'nginx', { signedInWith: undefined }), 'refused-in-front'],
  ['a 405 of a proxy', writtenBy(405, undefined), 'refused-in-front', { status: 405, writer: 'nothing' }],
  ['a 501 of a proxy', writtenBy(501, 'nginx'), 'refused-in-front'],
  ['a 404 of a proxy', writtenBy(404, 'nginx'), 'not-found'],
  ['a redirect of a proxy', writtenBy(302, 'nginx'), 'other-answer'],
  ['a 503 of a load balancer', writtenBy(503, 'nginx'), 'gateway-error', { status: 503, writer: 'nginx' }],
  ['a 502 of a proxy', writtenBy(502, 'nginx'), 'gateway-error'],
  ['a 503 of http.sys', writtenBy(503, 'Microsoft-HTTPAPI/2.0'), 'pool-stopped'],
  ['a 503 of IIS', writtenBy(503, 'Microsoft-IIS/10.0'), 'server-error', { status: 503 }],
  ['a 404', answered(404), 'not-found', { path: '/Microsoft-Server-ActiveSync' }],
  ['a 503', answered(503), 'server-error', { status: 503 }],
  ['a redirect', answered(302), 'other-answer', { status: 302 }],
  ['an answer of its own', answered(418), 'other-answer', { status: 418 }],
  [
    'a 403.4 of IIS',
    answered(403, { exchanges: [exchange(403, { bodyExcerpt: '403.4 - Forbidden: SSL is required.' })] }),
    'tls-taken-off',
  ],
  [
    'a 451 to nowhere',
    answered(451),
    'moved',
    { location: 'an address that it does not name', asked: 'Postern goes to an https address alone.' },
  ],
  ['a 451 to an address without TLS', answered(451, { location: 'http://mail.fabrikam.test/x' }), 'moved'],
  ['a 451 to what is no address', answered(451, { location: 'mail.fabrikam.test' }), 'moved'],
  [
    'a 451 to a host that is not in DNS',
    answered(451, {
      location: 'https://muc.contoso.test/x',
      notFollowed: {
        url: 'https://muc.contoso.test/x',
        failure: { code: 'name-not-found', where: 'muc.contoso.test', detail: 'NXDOMAIN' },
      },
    }),
    'moved',
    { asked: 'Asked there: muc.contoso.test does not exist in DNS (NXDOMAIN).' },
  ],
  [
    'a 451 to a server that says nothing',
    answered(451, { location: 'https://muc.contoso.test/x', notFollowed: { url: 'https://muc.contoso.test/x' } }),
    'moved',
    { asked: 'Asked there: muc.contoso.test gave no answer.' },
  ],
  [
    'a 451 to a server that answers otherwise',
    answered(451, {
      location: 'https://muc.contoso.test/x',
      notFollowed: { url: 'https://muc.contoso.test/x', status: 404 },
    }),
    'moved',
    { asked: 'Asked there: muc.contoso.test answers 404 to OPTIONS.' },
  ],
  [
    'a 451 to a server that answers without the headers',
    answered(451, {
      location: 'https://muc.contoso.test/x',
      notFollowed: { url: 'https://muc.contoso.test/x', status: 200 },
    }),
    'moved',
    { asked: 'Asked there: muc.contoso.test answers 200 to OPTIONS, and not as ActiveSync does to who signed in.' },
  ],
  [
    'a 451 to a server that nothing was sent to',
    answered(451, {
      location: 'https://muc.contoso.test/x',
      notFollowed: {
        url: 'https://muc.contoso.test/x',
        status: 401,
        withheld: 'certificate-untrusted',
        certificateProblem: 'it has expired',
      },
    }),
    'moved',
    { asked: 'Asked there: the certificate of muc.contoso.test is not trusted: it has expired.' },
  ],
  [
    'a 451 to a server that offers no Basic',
    answered(451, {
      location: 'https://muc.contoso.test/x',
      notFollowed: { url: 'https://muc.contoso.test/x', status: 401, withheld: 'not-offered' },
    }),
    'moved',
    { asked: expect.stringContaining(withheldSentences['not-offered']) },
  ],
  [
    'a 451 to what asks for a password and shows no sign of Exchange, which may be a proxy in front of it',
    answered(451, {
      location: 'https://muc.contoso.test/x',
      notFollowed: { url: 'https://muc.contoso.test/x', status: 401, withheld: 'not-exchange' },
    }),
    'moved-to-stranger',
    { location: 'https://muc.contoso.test/x', asked: expect.stringContaining(withheldSentences['not-exchange']) },
  ],
  [
    'a 451 to somebody else',
    answered(451, { location: 'https://mail.fabrikam.test/Microsoft-Server-ActiveSync' }),
    'moved-elsewhere',
    { location: 'https://mail.fabrikam.test/Microsoft-Server-ActiveSync' },
  ],
  [
    'a 451 that leads on',
    activeSyncOptions({ location: 'https://site2.contoso.test/', followedTo: 'https://site2.contoso.test/' }),
    'redirected',
    { location: 'https://site2.contoso.test/' },
  ],
  ['a 456', answered(456), 'account-blocked'],
  ['a 457', answered(457), 'password-expired'],
  ['no header', answered(200), 'headers-missing', { path: '/Microsoft-Server-ActiveSync' }],
  ['versions without commands', answered(200, { versions: ['16.1'] }), 'headers-missing'],
  ['commands without versions', answered(200, { commands: ['Sync'] }), 'headers-missing'],
  ['both headers', activeSyncOptions(), 'offered', { url: ACTIVE_SYNC, commands: ['Sync', 'FolderSync', 'Provision'] }],
])('%s', (...row) => expectRow(check, row))

test('the title names what is offered instead', () => {
  const finding = conclude(check, answered(401, { schemes: ['digest'], withheld: 'not-offered' }))
  expect(finding.title).toMatch(/: Digest$/)
})
