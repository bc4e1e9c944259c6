import { expect, test } from 'vitest'
import type { ActiveSyncSession } from '../../../../shared/artifacts/active-sync-session.ts'
import { withheldSentences } from '../../../../shared/artifacts/sign-in.ts'
import check from '../../../../shared/checks/active-sync/device-access.ts'
import {
  activeSyncCommand,
  activeSyncSession,
  exchange,
  failure,
  MAILBOX,
  ownInbox,
  SEEN_AT,
  stoppedSession,
} from '../artifact-builders.ts'
import { type BlockedRow, conclude, expectBlocked, expectRow, type Row } from '../conclude.ts'

const provision = (status: number) => stoppedSession(activeSyncCommand('Provision', { status }))
const given = (items: number, changes: Parameters<typeof activeSyncSession>[0] = {}) =>
  activeSyncSession({ inbox: { items, more: false }, ...changes })
const notice = { quarantineNotice: { receivedAt: SEEN_AT } }
const noticed = (own: ActiveSyncSession['ownInbox'] = ownInbox(), inbox: object = notice) =>
  activeSyncSession({ inbox: { items: 0, more: false, ...inbox }, ownInbox: own })
const counted = (items: number | undefined) => ownInbox({ items })
const ofPolicy = (...demands: string[]) => ({ policy: { given: true, demands }, ownInbox: ownInbox() })
const unopened = (changes: Parameters<typeof ownInbox>[0] = {}) =>
  ownInbox({ opened: false, items: undefined, organisations: undefined, ...changes })
const nothing: Parameters<typeof activeSyncSession>[0] = {
  commands: [],
  ended: 'not-begun',
  policy: undefined,
  folders: undefined,
  inbox: undefined,
}

test.each<BlockedRow>([
  [
    'ActiveSync turned off for the own mailbox of an account that impersonates',
    stoppedSession(activeSyncCommand('Provision', { status: 126 }), { ownInbox: ownInbox({ organisations: false }) }),
    'activeSyncSession',
    'status 126',
  ],
  ['device management', provision(139), 'activeSyncSession', 'status 139'],
  ['too many partnerships', provision(177), 'activeSyncSession', 'status 177'],
  [
    'a 403 of a firewall in front',
    stoppedSession(
      activeSyncCommand('Provision', {
        httpStatus: 403,
        status: undefined,
        exchange: exchange(403, { headers: [['Server', 'nginx']] }),
      }),
    ),
    'activeSyncSession',
    'Provision with HTTP status 403',
  ],
  [
    'a password that was rejected before',
    activeSyncSession({ ...nothing, withheld: 'password-rejected-before' }),
    'signIns',
    withheldSentences['password-rejected-before'],
  ],
  [
    'a password that was rejected elsewhere before the inbox was opened',
    activeSyncSession({ ended: 'stopped', withheld: 'password-rejected-before', inbox: undefined }),
    'signIns',
    withheldSentences['password-rejected-before'],
  ],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  ['a run that is to leave no trace', activeSyncSession({ ...nothing, notBegun: 'leave-no-trace' }), 'not-tried'],
  ['a blocked device', provision(129), 'blocked', { seen: 'status 129 (DeviceIsBlockedForThisUser)' }],
  [
    'a device blocked in the own mailbox of an account that impersonates, as it may be in all',
    stoppedSession(activeSyncCommand('Provision', { status: 129 }), { ownInbox: ownInbox({ organisations: false }) }),
    'blocked',
  ],
  ['ActiveSync turned off', provision(126), 'blocked', { reason: 'ActiveSync is turned off for this mailbox.' }],
  ['no access', provision(130), 'blocked'],
  [
    'a 403 of an old server',
    stoppedSession(activeSyncCommand('FolderSync', { httpStatus: 403, status: undefined }), { version: '12.1' }),
    'blocked',
    {
      seen: 'HTTP status 403',
      reason: expect.stringMatching(/turned off.*UserDisabledForSync.*MaximumDevicesReached/),
    },
  ],
  [
    'a 403 of a new server, while EWS works',
    stoppedSession(activeSyncCommand('FolderSync', { httpStatus: 403, status: undefined })),
    'blocked',
    { reason: expect.stringContaining('turned off'), mend: expect.stringMatching(/ActiveSyncEnabled.*Event 1053/) },
  ],
  [
    'a 403 of a new server, where EWS fails too',
    stoppedSession(activeSyncCommand('FolderSync', { httpStatus: 403, status: undefined }), { ownInbox: unopened() }),
    'blocked',
    { mend: expect.stringMatching(/ActiveSyncEnabled.*Event 1053/) },
  ],
  ['nothing but the notice', noticed(), 'quarantined', { noticeOf: SEEN_AT, activeSyncItems: 0, ewsItems: 12 }],
  ['the notice, and one item more in EWS', noticed(counted(2)), 'quarantined', { whose: MAILBOX }],
  [
    'the notice, in the own mailbox of an account that impersonates',
    activeSyncSession({
      mailbox: 'CONTOSO\\svc',
      inbox: { items: 0, more: false, ...notice },
      ownInbox: ownInbox({ organisations: false }),
    }),
    'quarantined',
    { whose: `CONTOSO\\svc, the account’s own, and not ${MAILBOX}` },
  ],
  [
    'the notice, in a mailbox of which EWS does not tell whether it is the organisation’s',
    activeSyncSession({
      mailbox: 'CONTOSO\\svc',
      inbox: { items: 0, more: false, ...notice },
      ownInbox: ownInbox({ organisations: undefined }),
    }),
    'quarantined',
    { whose: 'CONTOSO\\svc, the account’s own' },
  ],
  [
    'allowed after quarantine, nothing but the notice',
    noticed(counted(1)),
    'cannot-compare',
    { given: 'nothing but a notice of quarantine, which may be left over', ewsItems: 1 },
  ],
  ['as many notices as EWS counts items', noticed(counted(2), { quarantineNotice: { count: 2 } }), 'cannot-compare'],
  [
    'the notice, and no EWS',
    activeSyncSession({ inbox: { items: 0, more: false, ...notice } }),
    'not-counted',
    { ewsSays: 'not asked, after what it answered before' },
  ],
  [
    'the notice, and EWS that refuses',
    noticed(unopened({ responseCode: undefined, status: 403 })),
    'not-counted',
    { ewsSays: 'HTTP status 403' },
  ],
  [
    'the notice, and EWS that has no store',
    noticed(unopened({ responseCode: 'ErrorMailboxStoreUnavailable' })),
    'not-counted',
    { ewsSays: 'ErrorMailboxStoreUnavailable' },
  ],
  [
    'the notice, and EWS that is left alone',
    noticed(unopened({ withheld: 'password-rejected-before' })),
    'not-counted',
  ],
  [
    'the notice, and EWS that breaks off',
    noticed(unopened({ responseCode: undefined, failure: failure('connection-reset') })),
    'not-counted',
    { ewsSays: expect.stringContaining('mail.contoso.test') },
  ],
  [
    'the notice, and EWS that says nothing',
    noticed(unopened({ responseCode: undefined, status: undefined })),
    'not-counted',
    { ewsSays: 'nothing' },
  ],
  ['the notice, and no count of EWS', noticed(counted(undefined)), 'not-counted', { ewsSays: 'NoError' }],
  [
    'the notice, where the policy shows three days',
    activeSyncSession({ ...ofPolicy('MaxEmailAgeFilter 2'), inbox: { items: 0, more: false, ...notice } }),
    'old-mail-hidden',
    { age: 'three days', given: 'nothing but a notice of quarantine, which may be left over' },
  ],
  [
    'nothing, where the policy shows a month',
    given(0, ofPolicy('MaxEmailAgeFilter 5')),
    'old-mail-hidden',
    { age: 'one month', given: 'nothing' },
  ],
  ['nothing, where the policy shows all', given(0, ofPolicy('MaxEmailAgeFilter 0')), 'held-back'],
  ['nothing, where the policy shows what is not known', given(0, ofPolicy('MaxEmailAgeFilter 77')), 'held-back'],
  ['one item, where the policy shows three days', given(1, ofPolicy('MaxEmailAgeFilter 2')), 'allowed'],
  ['nothing, where EWS counts items', given(0, { ownInbox: ownInbox() }), 'held-back', { ewsItems: 12 }],
  ['nothing, where EWS counts none', given(0, { ownInbox: counted(0) }), 'cannot-compare', { given: 'nothing' }],
  ['nothing, and no EWS', given(0), 'not-counted', { given: 'nothing' }],
  [
    'no inbox, where EWS counts items',
    activeSyncSession({ inbox: undefined, folders: { count: 3, inbox: false }, ownInbox: ownInbox() }),
    'held-back',
  ],
  ['one item', given(1), 'allowed'],
  ['an old notice among items', activeSyncSession({ inbox: { items: 4, more: true, ...notice } }), 'allowed'],
  ['more that is to come', activeSyncSession({ inbox: { items: 0, more: true, ...notice } }), 'allowed'],
])('%s', (...row) => expectRow(check, row))

test('a notice that may be left over is told with what would tell', () => {
  const { title, advice } = conclude(check, noticed(counted(1)))
  expect(title).toContain('nothing but a notice of quarantine')
  expect(advice).toMatch(/Get-MobileDevice.*DeviceAccessState/)
})

test('quarantine is said to be inferred, and what would confirm it', () => {
  const { title, advice } = conclude(check, noticed())
  expect(title).toContain('inferred')
  expect(advice).toContain('DeviceAccessState')
  expect(advice).toMatch(/POSTERN\w+ alone lets Postern in/)
})

test.each([unopened({ responseCode: undefined, status: 403 }), undefined])(
  'nobody is told to fill an inbox that EWS does not show: %#',
  (own) => expect(JSON.stringify(conclude(check, noticed(own)))).not.toContain('Put a message'),
)
