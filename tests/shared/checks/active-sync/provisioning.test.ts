import { test } from 'vitest'
import { withheldSentences } from '../../../../shared/artifacts/sign-in.ts'
import check from '../../../../shared/checks/active-sync/provisioning.ts'
import { activeSyncCommand, activeSyncSession, failure, stoppedSession } from '../artifact-builders.ts'
import { type BlockedRow, expectBlocked, expectRow, type Row } from '../conclude.ts'

const provision = (status: number) => stoppedSession(activeSyncCommand('Provision', { status }))
const policy = (policyStatus: number) => stoppedSession(activeSyncCommand('Provision', { policyStatus }))
const nothing: Parameters<typeof activeSyncSession>[0] = {
  commands: [],
  ended: 'not-begun',
  policy: undefined,
  folders: undefined,
  inbox: undefined,
}

test.each<BlockedRow>([
  ['a blocked device', provision(129), 'activeSyncSession', 'status 129 (DeviceIsBlockedForThisUser)'],
  ['too many partnerships', provision(177), 'activeSyncSession', 'Provision with status 177'],
  [
    'a server that fails',
    stoppedSession(activeSyncCommand('Provision', { httpStatus: 503 })),
    'activeSyncSession',
    'HTTP status 503',
  ],
  [
    'no answer',
    stoppedSession(
      activeSyncCommand('Provision', {
        httpStatus: undefined,
        status: undefined,
        failure: failure('connection-reset'),
      }),
    ),
    'activeSyncSession',
    'Provision with nothing',
  ],
  [
    'a password that was rejected before',
    activeSyncSession({ ...nothing, withheld: 'password-rejected-before' }),
    'signIns',
    withheldSentences['password-rejected-before'],
  ],
  [
    'a password that was rejected elsewhere before the policy was there',
    stoppedSession(activeSyncCommand('Provision', { policyStatus: 1 }), { withheld: 'password-rejected-before' }),
    'signIns',
    withheldSentences['password-rejected-before'],
  ],
])('%s is told elsewhere', (...row) => expectBlocked(check, row))

test.each<Row>([
  [
    'a password that was rejected elsewhere once the policy was there',
    activeSyncSession({ ended: 'stopped', withheld: 'password-rejected-before', folders: undefined, inbox: undefined }),
    'provisioned',
  ],
  [
    'a run that is to leave no trace',
    activeSyncSession({ ...nothing, notBegun: 'leave-no-trace' }),
    'not-tried',
    { reason: 'No device was signed in, so that no device partnership is left behind.' },
  ],
  ['no password', activeSyncSession({ ...nothing, withheld: 'no-password' }), 'not-tried'],
  [
    'a request to wipe the device',
    activeSyncSession({ ended: 'remote-wipe', commands: [activeSyncCommand('Provision')], policy: undefined }),
    'remote-wipe',
    { deviceId: 'POSTERN0123456789ABCDEF01234567' },
  ],
  [
    'a request to wipe the device at the inbox',
    activeSyncSession({ ended: 'remote-wipe', commands: [activeSyncCommand('Sync', { status: 140 })] }),
    'remote-wipe',
  ],
  [
    'a policy that is asked for again',
    activeSyncSession({ ended: 'asked-again', commands: [activeSyncCommand('FolderSync', { status: 144 })] }),
    'asked-again',
    { seen: 'status 144 (InvalidPolicyKey)', command: 'FolderSync' },
  ],
  [
    'a 449 that comes again',
    activeSyncSession({
      ended: 'asked-again',
      version: '12.1',
      commands: [activeSyncCommand('FolderSync', { httpStatus: 449, status: undefined })],
    }),
    'asked-again',
    { seen: 'HTTP status 449' },
  ],
  ['a policy that cannot be satisfied', provision(139), 'device-management', { command: 'Provision' }],
  [
    'a strict policy',
    activeSyncSession({ ended: 'stopped', commands: [activeSyncCommand('FolderSync', { status: 141 })] }),
    'device-management',
    { seen: 'status 141 (LegacyDeviceOnStrictPolicy)' },
  ],
  ['devices that something else manages', provision(145), 'device-management'],
  ['a description that does not arrive', provision(165), 'device-information-missing'],
  ['a protocol error', provision(2), 'refused', { seen: 'status 2 (ProtocolError)' }],
  ['a damaged policy', policy(4), 'refused', { seen: 'status 4 (PolicyDataCorrupt)' }],
  ['a temporary key that is not known', policy(5), 'refused', { seen: 'status 5 (PolicyKeyMismatch)' }],
  ['a status of the policy that nobody knows', policy(99), 'refused', { seen: 'status 99' }],
  ['no policy', activeSyncSession({ policy: { given: false, demands: [] } }), 'no-policy'],
  ['a policy', activeSyncSession(), 'provisioned', { demands: ['DevicePasswordEnabled 0'] }],
  [
    'a policy, and a failure after it',
    activeSyncSession({
      ended: 'stopped',
      commands: [activeSyncCommand('FolderSync', { httpStatus: 500, status: undefined })],
    }),
    'provisioned',
  ],
])('%s', (...row) => expectRow(check, row))
