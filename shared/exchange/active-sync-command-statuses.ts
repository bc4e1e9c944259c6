import { t } from '../language/translate.ts'
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
      t`Exchange could not read the folders.`,
      t`Look for MSExchange ActiveSync events on the mailbox server.`,
    ),
    9: other('InvalidSyncKey', t`The server does not know the key that it gave out.`, SYNC_STATE_ADVICE),
    10: other('InvalidRequest', t`The server finds the request badly formed.`, OUR_REQUEST),
    11: other('UnknownError', t`The server met an error that it does not name.`, SYNC_STATE_ADVICE),
    12: other('UnknownCode', t`The server met an error that it does not know.`, SYNC_STATE_ADVICE),
  },
  Sync: {
    3: other('InvalidSyncKey', t`The server does not know the key that it gave out.`, SYNC_STATE_ADVICE),
    4: other('ProtocolError', t`The server finds the request against the protocol.`, OUR_REQUEST),
    5: other('ServerError', t`Exchange could not read the folder.`, t`Look for MSExchange ActiveSync events.`),
    8: other('ObjectNotFound', t`The server does not know the folder that it named.`, SYNC_STATE_ADVICE),
    9: other('CannotComplete', t`The mailbox may be out of space.`, t`Look at the quota of the mailbox.`),
    12: other('HierarchyChanged', t`The folders have changed meanwhile.`, SYNC_STATE_ADVICE),
    16: other('Retry', t`The server asks the device to try again.`, SYNC_STATE_ADVICE),
  },
  Settings: {
    2: other('ProtocolError', t`The server finds the request against the protocol.`, OUR_REQUEST),
    3: other('AccessDenied', t`The server refuses the settings.`, t`Look at the rights of the account.`),
    4: other('ServerUnavailable', t`The server is not available now.`, SYNC_STATE_ADVICE),
    7: other('DeniedByPolicy', t`A policy denies the settings.`, t`Look at the mailbox policy of ActiveSync.`),
  },
  Provision: {
    2: provisioning('ProtocolError', t`The server finds the request against the protocol.`, OUR_REQUEST),
    3: provisioning(
      'ServerError',
      t`The server could not work out the policy.`,
      t`Look at Get-MobileDeviceMailboxPolicy and at which policy the mailbox has.`,
    ),
  },
  /** The Status of one Policy inside Provision. */
  Policy: {
    3: provisioning('UnknownPolicyType', t`The server does not know the type of policy.`, OUR_REQUEST),
    4: provisioning(
      'PolicyDataCorrupt',
      t`The policy that the server keeps is damaged.`,
      t`Give the mailbox another policy: Set-CASMailbox -ActiveSyncMailboxPolicy.`,
    ),
    5: provisioning(
      'PolicyKeyMismatch',
      t`The server does not know the temporary key that it has just given out.`,
      t`Look for device management, and for nodes behind the load balancer that do not share the mailbox.`,
    ),
  },
}
