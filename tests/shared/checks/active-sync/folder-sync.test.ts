import { describe, expect, test } from 'vitest'
import { withheldSentences } from '../../../../shared/artifacts/sign-in.ts'
import check from '../../../../shared/checks/active-sync/folder-sync.ts'
import {
  activeSyncCommand,
  activeSyncSession,
  exchange,
  failure,
  ownInbox,
  stoppedSession,
} from '../artifact-builders.ts'
import { type BlockedRow, conclude, expectBlocked, expectRow, type Row } from '../conclude.ts'

const noEws = ownInbox({ opened: false, items: undefined, responseCode: 'ErrorItemNotFound', organisations: undefined })
const noMailbox = ownInbox({
  opened: false,
  items: undefined,
  responseCode: 'ErrorMissingEmailAddress',
  organisations: false,
})
const anothers = { mailbox: 'CONTOSO\\svc', ownInbox: ownInbox({ organisations: false }) }
const folderSync = (
  changes: Parameters<typeof activeSyncCommand>[1],
  session: Parameters<typeof stoppedSession>[1] = {},
) => stoppedSession(activeSyncCommand('FolderSync', changes), session)
const http = (httpStatus: number, session: Parameters<typeof stoppedSession>[1] = {}) =>
  folderSync({ httpStatus, status: undefined }, session)
/** An answer whose writer shows by its headers. */
const writtenBy = (
  httpStatus: number,
  headers: [string, string][],
  session: Parameters<typeof stoppedSession>[1] = {},
  more: Parameters<typeof activeSyncCommand>[1] = {},
) =>
  folderSync(
    { httpStatus, status: undefined, exchange: exchange(httpStatus, { method: 'POST', headers }), ...more },
    session,
  )
const nginx: [string, string][] = [['Server', 'nginx']]
const iis: [string, string][] = [['Server', 'Microsoft-IIS/10.0']]
const httpSys: [string, string][] = [['Server', 'Microsoft-HTTPAPI/2.0']]
const nothing: Parameters<typeof activeSyncSession>[0] = {
  commands: [],
  ended: 'not-begun',
  policy: undefined,
  folders: undefined,
  inbox: undefined,
}

test.each<BlockedRow>([
  ['a blocked device', folderSync({ status: 129 }), 'activeSyncSession', 'status 129'],
  [
    'a device that is blocked for a service account',
    folderSync({ status: 129 }, anothers),
    'activeSyncSession',
    'status 129',
  ],
  ['ActiveSync turned off', folderSync({ status: 126 }), 'activeSyncSession', 'status 126 (UserDisabledForSync)'],
  ['a 403 of an old server', http(403, { version: '12.1' }), 'activeSyncSession', 'HTTP status 403'],
  ['a 403 where EWS fails too', http(403, { ownInbox: noEws }), 'activeSyncSession', 'HTTP status 403'],
  ['a 403 while EWS works', http(403), 'activeSyncSession', 'HTTP status 403'],
  ['device management', folderSync({ status: 145 }), 'activeSyncSession', 'status 145'],
  ['a description that does not arrive', folderSync({ status: 165 }), 'activeSyncSession', 'status 165'],
  [
    'a policy asked for again',
    folderSync({ status: 142 }, { ended: 'asked-again' }),
    'activeSyncSession',
    'status 142',
  ],
  ['a policy that is not known', folderSync({ status: 144 }), 'activeSyncSession', 'status 144'],
  [
    'a wipe',
    folderSync({ status: 140 }, { ended: 'remote-wipe' }),
    'activeSyncSession',
    'a request to wipe the device',
  ],
  [
    'a sign-in whose fate is not known',
    activeSyncSession({ ...nothing, withheld: 'sign-in-unanswered' }),
    'signIns',
    withheldSentences['sign-in-unanswered'],
  ],
  [
    'a password that was rejected elsewhere while the device was under way',
    stoppedSession(activeSyncCommand('Provision', { policyStatus: 1 }), { withheld: 'password-rejected-before' }),
    'signIns',
    withheldSentences['password-rejected-before'],
  ],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  ['a run that is to leave no trace', activeSyncSession({ ...nothing, notBegun: 'leave-no-trace' }), 'not-tried'],
  ['no account', activeSyncSession({ ...nothing, withheld: 'no-account' }), 'not-tried'],
  ['nothing that was sent', activeSyncSession(nothing), 'not-tried'],
  ['a 500 while EWS works', http(500), 'admin-permissions', { seen: 'HTTP status 500', command: 'FolderSync' }],
  ['a 500 of an old server', http(500, { version: '12.1' }), 'admin-permissions'],
  ['status 112 while EWS works', folderSync({ status: 112 }), 'admin-permissions'],
  ['status 112 where EWS fails too', folderSync({ status: 112 }, { ownInbox: noEws }), 'refused'],
  ['status 110 while EWS works', folderSync({ status: 110 }), 'admin-permissions'],
  [
    'status 110 where EWS fails too',
    folderSync({ status: 110 }, { ownInbox: noEws }),
    'server-error',
    { seen: 'status 110 (ServerError)', mend: expect.stringContaining('event 1053') },
  ],
  ['status 110 of the inbox', stoppedSession(activeSyncCommand('Sync', { status: 110 })), 'server-error'],
  [
    'a 500 where EWS fails too',
    http(500, { ownInbox: noEws }),
    'server-error',
    { reason: expect.stringContaining('EWS'), mend: expect.stringMatching(/Event 1053.*adminCount/) },
  ],
  [
    'a 500 of the inbox, while EWS works',
    stoppedSession(activeSyncCommand('Sync', { httpStatus: 500, status: undefined })),
    'server-error',
    { mend: expect.not.stringContaining('1053') },
  ],
  ['a 500 where EWS was not asked', http(500, { ownInbox: undefined }), 'server-error'],
  [
    'no mailbox, while EWS opens one',
    folderSync({ status: 123 }),
    'refused',
    { seen: 'status 123 (UserHasNoMailbox)' },
  ],
  [
    'no mailbox, as EWS says too',
    folderSync({ status: 123 }, { mailbox: 'CONTOSO\\svc', ownInbox: noMailbox }),
    'no-own-mailbox',
    { mailbox: 'CONTOSO\\svc', organisationMailbox: 'probe@contoso.test' },
  ],
  [
    'no mailbox of an account with another name, where EWS was not asked',
    folderSync({ status: 123 }, { mailbox: 'CONTOSO\\svc', ownInbox: undefined }),
    'no-own-mailbox',
  ],
  [
    'no mailbox of an account with another name, where EWS refuses',
    folderSync({ status: 123 }, { mailbox: 'CONTOSO\\svc', ownInbox: noEws }),
    'no-own-mailbox',
  ],
  [
    'no mailbox of an account with another name, while EWS opens one',
    folderSync({ status: 123 }, { mailbox: 'CONTOSO\\svc' }),
    'refused',
  ],
  ['no mailbox, where EWS was not asked', folderSync({ status: 123 }, { ownInbox: undefined }), 'refused'],
  ['a 403, where EWS says that there is no mailbox', http(403, { ownInbox: noMailbox }), 'no-own-mailbox'],
  [
    'a 403 of a firewall, where EWS says that there is no mailbox',
    writtenBy(403, nginx, { ownInbox: noMailbox }),
    'refused-in-front',
  ],
  [
    'ActiveSync turned off for a service account',
    folderSync({ status: 126 }, anothers),
    'own-mailbox-only',
    { organisationMailbox: 'probe@contoso.test', whose: 'CONTOSO\\svc, the account’s own, and not probe@contoso.test' },
  ],
  ['no access for a service account', folderSync({ status: 130 }, anothers), 'own-mailbox-only'],
  ['a 403 for a service account', http(403, anothers), 'own-mailbox-only'],
  ['a 403 of an old server for a service account', http(403, { ...anothers, version: '12.1' }), 'own-mailbox-only'],
  ['a service account that is an administrator', http(500, anothers), 'own-mailbox-only'],
  ['a service account with too many partnerships', folderSync({ status: 177 }, anothers), 'own-mailbox-only'],
  ['a service account whose mailbox is full', folderSync({ status: 113 }, anothers), 'own-mailbox-only'],
  ['a service account that is disabled', folderSync({ status: 131 }, anothers), 'account-blocked'],
  ['a firewall, whoever signs in', writtenBy(403, nginx, anothers), 'refused-in-front'],
  ['a server that is busy, whoever signs in', folderSync({ status: 111 }, anothers), 'busy'],
  ['a 500, where EWS says that there is no mailbox', http(500, { ownInbox: noMailbox }), 'server-error'],
  ['a 500 of IIS, which has not come to Exchange', writtenBy(500, iis), 'server-error'],
  [
    'a 500 of a proxy',
    writtenBy(500, nginx),
    'gateway-error',
    { reason: expect.stringContaining('says of itself: nginx'), seen: 'HTTP status 500' },
  ],
  ['a 503 of a load balancer', writtenBy(503, []), 'gateway-error', { reason: expect.stringContaining('nothing') }],
  ['a 504 of a proxy', writtenBy(504, nginx), 'gateway-error'],
  [
    'a 503 of http.sys',
    writtenBy(503, httpSys),
    'server-error',
    { reason: expect.stringContaining('application pool'), mend: expect.stringContaining('MSExchangeSyncAppPool') },
  ],
  [
    'a 503 that throttles, whatever the other headers',
    writtenBy(503, nginx, {}, { throttle: 'CommandFrequency' }),
    'busy',
  ],
  [
    'a 403 of a firewall, whatever EWS says',
    writtenBy(403, nginx),
    'refused-in-front',
    {
      reason: expect.stringContaining('nginx'),
      mend: expect.stringContaining('denies POST to /Microsoft-Server-ActiveSync'),
    },
  ],
  [
    'a 403 of a firewall in front of an old server',
    writtenBy(403, nginx, { version: '12.1', ownInbox: noEws }),
    'refused-in-front',
  ],
  ['a 405 of a proxy', writtenBy(405, nginx), 'refused-in-front'],
  ['a 501 of a proxy', writtenBy(501, nginx), 'refused-in-front'],
  ['a 404 of a proxy', writtenBy(404, nginx), 'not-active-sync'],
  ['a redirect of a proxy', writtenBy(302, nginx), 'not-active-sync'],
  ['a 457 whose headers a proxy took off', writtenBy(457, nginx), 'password-expired'],
  ['a 403 of IIS', writtenBy(403, iis), 'not-active-sync', { reason: expect.stringContaining('IIS') }],
  [
    'a 500 where a proxy takes every mark off',
    activeSyncSession({
      ended: 'stopped',
      ownInbox: ownInbox(),
      inbox: undefined,
      folders: undefined,
      commands: [
        activeSyncCommand('Provision', { exchange: exchange(200, { headers: nginx }) }),
        activeSyncCommand('FolderSync', {
          httpStatus: 500,
          status: undefined,
          exchange: exchange(500, { headers: nginx }),
        }),
      ],
    }),
    'admin-permissions',
  ],
  [
    'a 500 at the policy while EWS works',
    stoppedSession(activeSyncCommand('Provision', { httpStatus: 500, status: undefined })),
    'admin-permissions',
    { command: 'Provision' },
  ],
  [
    'a 501',
    http(501),
    'refused',
    { reason: expect.stringContaining('does not implement'), mend: expect.stringContaining('MS-ASProtocolVersions') },
  ],
  ['a 400', http(400), 'refused', { reason: 'The server finds the request badly formed.' }],
  [
    'a 400 of an old server',
    http(400, { version: '12.1' }),
    'refused',
    { reason: expect.stringMatching(/InvalidWBXML.*VersionNotSupported/) },
  ],
  ['a 400 of http.sys', writtenBy(400, httpSys), 'not-active-sync'],
  ['too many partnerships', folderSync({ status: 177 }), 'too-many-partnerships', { mailbox: 'probe@contoso.test' }],
  [
    'a 451 that was not followed',
    folderSync({ httpStatus: 451, status: undefined, location: 'http://mail.fabrikam.test/' }),
    'moved',
    { reason: 'It sends the mailbox to http://mail.fabrikam.test/.' },
  ],
  [
    'a 451 to another domain',
    folderSync({ httpStatus: 451, status: undefined, location: 'https://mail.fabrikam.test/' }),
    'moved-elsewhere',
    { reason: 'It sends the mailbox to https://mail.fabrikam.test/.' },
  ],
  [
    'a 451 to another domain, after one that was followed',
    folderSync(
      { httpStatus: 451, status: undefined, location: 'https://mail.fabrikam.test/' },
      { followedTo: 'https://muc.contoso.test/' },
    ),
    'moved',
  ],
  ['a 451 to nowhere', http(451), 'moved', { reason: 'It sends the mailbox to an address that it does not name.' }],
  [
    'a 451 to a host that is not in DNS',
    activeSyncSession({
      url: 'https://muc.contoso.test/Microsoft-Server-ActiveSync',
      followedTo: 'https://muc.contoso.test/Microsoft-Server-ActiveSync',
      ended: 'stopped',
      policy: undefined,
      folders: undefined,
      inbox: undefined,
      commands: [
        activeSyncCommand('Provision', {
          httpStatus: 451,
          status: undefined,
          location: 'https://muc.contoso.test/Microsoft-Server-ActiveSync',
          exchange: exchange(451, { url: 'https://mail.contoso.test/Microsoft-Server-ActiveSync?Cmd=Provision' }),
        }),
        activeSyncCommand('Provision', {
          httpStatus: undefined,
          status: undefined,
          failure: { code: 'name-not-found', where: 'muc.contoso.test', detail: 'NXDOMAIN' },
        }),
      ],
    }),
    'moved',
    {
      server: 'mail.contoso.test',
      seen: 'HTTP status 451',
      reason:
        'It sends the mailbox to https://muc.contoso.test/Microsoft-Server-ActiveSync. Asked there: muc.contoso.test does not exist in DNS (NXDOMAIN).',
    },
  ],
  [
    'a 451 to a web server that is not Exchange',
    activeSyncSession({
      url: 'https://muc.contoso.test/Microsoft-Server-ActiveSync',
      followedTo: 'https://muc.contoso.test/Microsoft-Server-ActiveSync',
      ended: 'stopped',
      inbox: undefined,
      commands: [
        activeSyncCommand('FolderSync', {
          httpStatus: 451,
          status: undefined,
          location: 'https://muc.contoso.test/Microsoft-Server-ActiveSync',
          exchange: exchange(451, { url: 'https://mail.contoso.test/Microsoft-Server-ActiveSync?Cmd=FolderSync' }),
        }),
        activeSyncCommand('FolderSync', {
          httpStatus: 404,
          status: undefined,
          exchange: exchange(404, { headers: nginx }),
        }),
      ],
    }),
    'moved',
    {
      server: 'mail.contoso.test',
      reason: expect.stringContaining('Asked there: muc.contoso.test answers HTTP status 404.'),
    },
  ],
  [
    'a 451 to Exchange, which is busy',
    activeSyncSession({
      url: 'https://muc.contoso.test/Microsoft-Server-ActiveSync',
      followedTo: 'https://muc.contoso.test/Microsoft-Server-ActiveSync',
      ended: 'stopped',
      inbox: undefined,
      commands: [
        activeSyncCommand('FolderSync', { httpStatus: 451, status: undefined, location: 'https://muc.contoso.test/' }),
        activeSyncCommand('FolderSync', { status: 111 }),
      ],
    }),
    'busy',
    { server: 'muc.contoso.test' },
  ],
  ['a 456', http(456), 'account-blocked', { seen: 'HTTP status 456' }],
  ['status 131', folderSync({ status: 131 }), 'account-blocked', { seen: 'status 131 (AccountDisabled)' }],
  ['a 457', http(457), 'password-expired'],
  ['a 401', http(401), 'sign-in-rejected'],
  [
    'a 503',
    folderSync({ httpStatus: 503, status: undefined, retryAfterSeconds: 90, throttle: 'CommandFrequency' }),
    'busy',
    {
      reason:
        'Exchange is busy, or the store is dismounted. It asks to wait 90 seconds. It throttles: CommandFrequency.',
    },
  ],
  ['a bare 503', http(503), 'busy', { reason: 'Exchange is busy, or the store is dismounted.' }],
  ['status 111', folderSync({ status: 111 }), 'busy'],
  ['a 507', http(507), 'mailbox-full'],
  ['status 113', folderSync({ status: 113 }), 'mailbox-full'],
  ['no mailbox', folderSync({ status: 123 }), 'refused', { seen: 'status 123 (UserHasNoMailbox)' }],
  ['a sync key that is not known', folderSync({ status: 9 }), 'refused', { seen: 'status 9 (InvalidSyncKey)' }],
  ['a status that nobody knows', folderSync({ status: 222 }), 'refused', { seen: 'status 222' }],
  [
    'a folder that is not known',
    stoppedSession(activeSyncCommand('Sync', { status: 8 })),
    'refused',
    { command: 'Sync', seen: 'status 8 (ObjectNotFound)' },
  ],
  [
    'a body that is no WBXML',
    folderSync({ status: undefined, failure: failure('wbxml-malformed', 'a string does not end') }),
    'not-active-sync',
    { reason: 'It could not be read: a string does not end.' },
  ],
  ['a body without a status', folderSync({ status: undefined }), 'not-active-sync'],
  ['a 404', http(404), 'not-active-sync', { seen: 'HTTP status 404' }],
  [
    'a reset',
    folderSync({ httpStatus: undefined, status: undefined, failure: failure('connection-reset', 'ECONNRESET') }),
    'no-answer',
    { reason: 'mail.contoso.test:443 closed the connection before it had answered (ECONNRESET).' },
  ],
  ['nothing at all', folderSync({ httpStatus: undefined, status: undefined }), 'no-answer'],
  ['another address', activeSyncSession({ followedTo: 'https://site2.contoso.test/x' }), 'synced-elsewhere'],
  ['an inbox', activeSyncSession(), 'synced', { folders: 11, version: '16.1' }],
])('%s', (...row) => expectRow(check, row))

describe('what is inferred', () => {
  test('is said to be', () => {
    const { title, advice } = conclude(check, http(500))
    expect(title).toContain('inferred')
    expect(advice).toContain('adminCount')
    expect(advice).toContain('inferred')
  })
})
