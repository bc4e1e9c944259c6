import { t } from '../language/translate.ts'
import {
  type ActiveSyncStatus,
  access,
  OUR_REQUEST,
  other,
  provisioning,
  SYNC_STATE_ADVICE,
} from './active-sync-status-meaning.ts'

/**
 * The common statuses (MS-ASCMD 2.2.2) that the commands of a readiness run can bring, whatever the command. That section
 * names the HTTP status that most of them had up to version 12.1. It leaves open who may not come in (123, 124, 127 to
 * 131, 139, 145, 177), for which Exchange sends 403, the user who is not enabled (MS-ASHTTP 2.2.2.1.1); and it names 449
 * for 141, where Exchange sends 403 as well: a device without a policy key cannot provision.
 */
export const commonStatuses: Readonly<Record<number, ActiveSyncStatus>> = {
  101: other('InvalidContent', t`The server finds the request invalid.`, OUR_REQUEST, 400),
  102: other('InvalidWBXML', t`The server cannot read the request as WBXML.`, OUR_REQUEST, 400),
  103: other('InvalidXML', t`The server finds the XML in the request invalid.`, OUR_REQUEST, 400),
  108: other('DeviceIdMissingOrInvalid', t`The server does not accept the device id.`, OUR_REQUEST, 400),
  109: other('DeviceTypeMissingOrInvalid', t`The server does not accept the device type.`, OUR_REQUEST, 400),
  110: other(
    'ServerError',
    t`An error inside Exchange that it does not expect to pass.`,
    t`Look for events of MSExchange ActiveSync on the mailbox server: event 1053, or adminCount 1 of the user, means that permissions are missing (AdminSDHolder).`,
    500,
  ),
  111: {
    name: 'ServerErrorRetryLater',
    kind: 'busy',
    cause: t`Exchange is busy, or the database is being moved or mounted.`,
    advice: t`Look at the load and at the database of the mailbox, and run again later.`,
    before14: [503],
  },
  112: other(
    'ActiveDirectoryAccessDenied',
    t`Exchange may not write below the user in the directory.`,
    t`Turn inheritance of permissions on again for the user object, and look whether adminCount is 1.`,
    403,
  ),
  113: {
    name: 'MailboxQuotaExceeded',
    kind: 'full',
    cause: t`The mailbox has reached its quota.`,
    advice: t`Make room in the mailbox or raise its quota.`,
    before14: [507],
  },
  114: other('MailboxServerOffline', t`The mailbox server is offline.`, t`Look at the database of the mailbox.`, 503),
  123: other(
    'UserHasNoMailbox',
    t`The account has no mailbox in this organisation.`,
    t`Name an account with a mailbox on these servers: Get-Mailbox shows where it is.`,
    403,
  ),
  124: other(
    'UserCannotBeAnonymous',
    t`The server takes the client for anonymous.`,
    t`Turn anonymous access off.`,
    403,
  ),
  125: other(
    'UserPrincipalCouldNotBeFound',
    t`The account is not found in the directory.`,
    t`Look at the default domain of the virtual directory and at the user principal name.`,
    403,
  ),
  126: access(
    'UserDisabledForSync',
    t`ActiveSync is turned off for this mailbox.`,
    t`Turn it on: Set-CASMailbox -ActiveSyncEnabled $true.`,
  ),
  127: other(
    'UserOnNewMailboxCannotSync',
    t`The server is older than the mailbox, and does not serve it.`,
    t`Publish a server of the newest version in the organisation.`,
    403,
  ),
  128: other(
    'UserOnLegacyMailboxCannotSync',
    t`The server is newer than the mailbox, and does not serve it.`,
    t`Move the mailbox, or set the ExternalUrl of the older site.`,
    403,
  ),
  129: access(
    'DeviceIsBlockedForThisUser',
    t`A rule, the default access level or the list of the mailbox blocks this device.`,
    t`Look at Get-MobileDevice, at Get-ActiveSyncDeviceAccessRule and at ActiveSyncBlockedDeviceIDs and ActiveSyncAllowedDeviceIDs of Get-CASMailbox.`,
  ),
  130: access(
    'AccessDenied',
    t`The account may not use ActiveSync with this mailbox.`,
    t`Look at the account’s rights and at Get-CASMailbox; event 1053 of MSExchange ActiveSync means that permissions on the user object are missing.`,
  ),
  131: other('AccountDisabled', t`The account is disabled.`, t`Enable the account in the directory.`, 403),
  132: other('SyncStateNotFound', t`The server has lost what it knew of the device.`, SYNC_STATE_ADVICE, 403, 500),
  133: other('SyncStateLocked', t`Another request of the same device is under way.`, SYNC_STATE_ADVICE),
  134: other('SyncStateCorrupt', t`What the server keeps of the device is damaged.`, SYNC_STATE_ADVICE),
  135: other('SyncStateAlreadyExists', t`The server keeps the device twice.`, SYNC_STATE_ADVICE),
  136: other('SyncStateVersionInvalid', t`The server keeps the device in another form.`, SYNC_STATE_ADVICE),
  137: other('CommandNotSupported', t`The server does not know the command.`, t`Look at MS-ASProtocolCommands.`, 501),
  138: other(
    'VersionNotSupported',
    t`The server does not speak the version that it named in OPTIONS.`,
    t`Look whether the nodes behind the load balancer differ in version.`,
    400,
  ),
  139: provisioning(
    'DeviceNotFullyProvisionable',
    t`The policy asks for more than the device says that it can do.`,
    t`Set AllowNonProvisionableDevices in a mailbox policy for synced mailboxes, or exempt them from device management.`,
    403,
  ),
  140: {
    name: 'RemoteWipeRequested',
    kind: 'remote-wipe',
    cause: t`An administrator or the user asked for this device to be wiped.`,
    advice: t`Cancel the wipe: Clear-MobileDevice -Cancel, or remove the device.`,
    before14: [403, 449],
  },
  141: provisioning(
    'LegacyDeviceOnStrictPolicy',
    t`The policy lets in only devices that apply policies.`,
    t`Set AllowNonProvisionableDevices in a mailbox policy for synced mailboxes.`,
    403,
    449,
  ),
  142: provisioning(
    'DeviceNotProvisioned',
    t`The server asks the device to apply the policy first.`,
    t`Look for device management or a proxy that keeps policy keys back.`,
    449,
  ),
  143: provisioning(
    'PolicyRefresh',
    t`The policy has changed, and the device is to apply it again.`,
    t`Look at DevicePolicyRefreshInterval of the mailbox policy.`,
    449,
  ),
  144: provisioning(
    'InvalidPolicyKey',
    t`The server does not know the policy key that it has just given out.`,
    t`Look for device management, and for nodes behind the load balancer that do not share the mailbox.`,
    449,
  ),
  145: provisioning(
    'ExternallyManagedDevicesNotAllowed',
    t`The policy bars devices that something else manages.`,
    t`Set AllowExternalDeviceManagement in the mailbox policy.`,
    403,
  ),
  165: provisioning(
    'DeviceInformationRequired',
    t`The server did not see what the device said of itself.`,
    t`Look for a gateway in front that rewrites Provision.`,
  ),
  177: {
    name: 'MaximumDevicesReached',
    kind: 'partnerships',
    cause: t`The mailbox has as many device partnerships as it may.`,
    advice: t`Remove old ones with Remove-MobileDevice, or raise EasMaxDevices of the throttling policy.`,
    before14: [403],
  },
}
