import { expect, test } from 'vitest'
import type { ActiveSyncSession } from '../../../../shared/artifacts/active-sync-session.ts'
import { withheldSentences } from '../../../../shared/artifacts/sign-in.ts'
import check from '../../../../shared/checks/active-sync/device-access.ts'
import { activeSyncCommand, activeSyncSession, exchange, stoppedSession } from '../artifact-builders.ts'
import { type BlockedRow, conclude, expectBlocked, expectRow, type Row } from '../conclude.ts'

const provision = (status: number) => stoppedSession(activeSyncCommand('Provision', { status }))
const given = (items: number, changes: Parameters<typeof activeSyncSession>[0] = {}) =>
  activeSyncSession({ inbox: { items, more: false }, ...changes })
const notice = { quarantineNotice: { receivedAt: '2026-11-24T22:41:07.000Z' } }
const noticed = (ews: ActiveSyncSession['ews']) =>
  activeSyncSession({ inbox: { items: 0, more: false, ...notice }, ews })
const nothing: Parameters<typeof activeSyncSession>[0] = {
  commands: [],
  ended: 'not-begun',
  policy: undefined,
  folders: undefined,
  inbox: undefined,
}

test.each<BlockedRow>([
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
    stoppedSession(activeSyncCommand('FolderSync', { httpStatus: 403, status: undefined }), {
      ews: { opened: false, sameMailbox: true },
    }),
    'blocked',
    { mend: expect.stringMatching(/ActiveSyncEnabled.*Event 1053/) },
  ],
  [
    'nothing but the notice',
    activeSyncSession({ inbox: { items: 0, more: false, ...notice } }),
    'quarantined',
    { noticeOf: '2026-11-24T22:41:07.000Z', activeSyncItems: 0, ewsItems: 12 },
  ],
  ['the notice, and one item more in EWS', noticed({ opened: true, items: 2, sameMailbox: true }), 'quarantined'],
  [
    'allowed after quarantine, nothing but the notice',
    noticed({ opened: true, items: 1, sameMailbox: true }),
    'cannot-compare',
    { given: 'nothing but a notice of quarantine, which may be left over', ewsItems: 1 },
  ],
  [
    'as many notices as EWS counts items',
    activeSyncSession({
      inbox: { items: 0, more: false, quarantineNotice: { count: 2 } },
      ews: { opened: true, items: 2, sameMailbox: true },
    }),
    'cannot-compare',
  ],
  ['the notice, and no EWS', noticed({ opened: false, sameMailbox: true }), 'cannot-compare'],
  ['the notice, and no count of EWS', noticed({ opened: true, sameMailbox: true }), 'cannot-compare'],
  ['the notice, in another mailbox', noticed({ opened: true, items: 12, sameMailbox: false }), 'cannot-compare'],
  ['nothing, where EWS counts items', given(0), 'held-back', { ewsItems: 12 }],
  [
    'nothing, where EWS counts none',
    given(0, { ews: { opened: true, items: 0, sameMailbox: true } }),
    'cannot-compare',
    { given: 'nothing' },
  ],
  ['nothing, in another mailbox', given(0, { ews: { opened: true, items: 12, sameMailbox: false } }), 'cannot-compare'],
  ['nothing, and no EWS', given(0, { ews: { opened: false, sameMailbox: true } }), 'cannot-compare'],
  ['no inbox', activeSyncSession({ inbox: undefined, folders: { count: 3, inbox: false } }), 'cannot-compare'],
  ['one item', given(1), 'allowed'],
  ['an old notice among items', activeSyncSession({ inbox: { items: 4, more: true, ...notice } }), 'allowed'],
  ['more that is to come', activeSyncSession({ inbox: { items: 0, more: true, ...notice } }), 'allowed'],
])('%s', (...row) => expectRow(check, row))

test('a notice that may be left over is told with what would tell', () => {
  const { title, advice } = conclude(check, noticed({ opened: true, items: 1, sameMailbox: true }))
  expect(title).toContain('nothing but a notice of quarantine')
  expect(advice).toMatch(/Get-MobileDevice.*DeviceAccessState/)
})

test('quarantine is said to be inferred, and what would confirm it', () => {
  const { title, advice } = conclude(check, activeSyncSession({ inbox: { items: 0, more: false, ...notice } }))
  expect(title).toContain('inferred')
  expect(advice).toContain('DeviceAccessState')
})
