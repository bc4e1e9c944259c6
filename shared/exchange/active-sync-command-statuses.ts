import {
  type ActiveSyncStatus,
  OUR_REQUEST,
  other,
  provisioning,
  SYNC_STATE_ADVICE,
} from './active-sync-status-meaning.ts'

/** What a command's own low statuses mean (MS-ASCMD 2.2.3.177; MS-ASPROV 2.2.2.54). 1 is success everywhere. */
export const commandStatuses: Readonly<Record<string, Readonly<Record<number, ActiveSyncStatus>>>> = {
  FolderSync: {
    6: other(
      'ServerError',
      'Exchange could not read the folders.',
      'Look for MSExchange ActiveSync events on the mailbox server.',
    ),
    9: other('InvalidSyncKey', 'The server does not know the key that it gave out.', SYNC_STATE_ADVICE),
    10: other('InvalidRequest', 'The server finds the request badly formed.', OUR_REQUEST),
    11: other('UnknownError', 'The server met an error that it does not name.', SYNC_STATE_ADVICE),
    12: other('UnknownCode', 'The server met an error that it does not know.', SYNC_STATE_ADVICE),
  },
  Sync: {
    3: other('InvalidSyncKey', 'The server does not know the key that it gave out.', SYNC_STATE_ADVICE),
    4: other('ProtocolError', 'The server finds the request against the protocol.', OUR_REQUEST),
    5: other('ServerError', 'Exchange could not read the folder.', 'Look for MSExchange ActiveSync events.'),
    8: other('ObjectNotFound', 'The server does not know the folder that it named.', SYNC_STATE_ADVICE),
    9: other('CannotComplete', 'The mailbox may be out of space.', 'Look at the quota of the mailbox.'),
    12: other('HierarchyChanged', 'The folders have changed meanwhile.', SYNC_STATE_ADVICE),
    16: other('Retry', 'The server asks the device to try again.', SYNC_STATE_ADVICE),
  },
  Settings: {
    2: other('ProtocolError', 'The server finds the request against the protocol.', OUR_REQUEST),
    3: other('AccessDenied', 'The server refuses the settings.', 'Look at the rights of the account.'),
    4: other('ServerUnavailable', 'The server is not available now.', SYNC_STATE_ADVICE),
    7: other('DeniedByPolicy', 'A policy denies the settings.', 'Look at the mailbox policy of ActiveSync.'),
  },
  Provision: {
    2: provisioning('ProtocolError', 'The server finds the request against the protocol.', OUR_REQUEST),
    3: provisioning(
      'ServerError',
      'The server could not work out the policy.',
      'Look at Get-MobileDeviceMailboxPolicy and at which policy the mailbox has.',
    ),
  },
  /** The Status of one Policy inside Provision. */
  Policy: {
    3: provisioning('UnknownPolicyType', 'The server does not know the type of policy.', OUR_REQUEST),
    4: provisioning(
      'PolicyDataCorrupt',
      'The policy that the server keeps is damaged.',
      'Give the mailbox another policy: Set-CASMailbox -ActiveSyncMailboxPolicy.',
    ),
    5: provisioning(
      'PolicyKeyMismatch',
      'The server does not know the temporary key that it has just given out.',
      'Look for device management, and for nodes behind the load balancer that do not share the mailbox.',
    ),
  },
}
