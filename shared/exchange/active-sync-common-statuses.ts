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
  101: other('InvalidContent', 'The server finds the request invalid.', OUR_REQUEST, 400),
  102: other('InvalidWBXML', 'The server cannot read the request as WBXML.', OUR_REQUEST, 400),
  103: other('InvalidXML', 'The server finds the XML in the request invalid.', OUR_REQUEST, 400),
  108: other('DeviceIdMissingOrInvalid', 'The server does not accept the device id.', OUR_REQUEST, 400),
  109: other('DeviceTypeMissingOrInvalid', 'The server does not accept the device type.', OUR_REQUEST, 400),
  110: other(
    'ServerError',
    'An error inside Exchange that it does not expect to pass.',
    'Look for events of MSExchange ActiveSync on the mailbox server: event 1053, or adminCount 1 of the user, means that permissions are missing (AdminSDHolder).',
    500,
  ),
  111: {
    name: 'ServerErrorRetryLater',
    kind: 'busy',
    cause: 'Exchange is busy, or the database is being moved or mounted.',
    advice: 'Look at the load and at the database of the mailbox, and run again later.',
    before14: [503],
  },
  112: other(
    'ActiveDirectoryAccessDenied',
    'Exchange may not write below the user in the directory.',
    'Turn inheritance of permissions on again for the user object, and look whether adminCount is 1.',
    403,
  ),
  113: {
    name: 'MailboxQuotaExceeded',
    kind: 'full',
    cause: 'The mailbox has reached its quota.',
    advice: 'Make room in the mailbox or raise its quota.',
    before14: [507],
  },
  114: other('MailboxServerOffline', 'The mailbox server is offline.', 'Look at the database of the mailbox.', 503),
  123: other(
    'UserHasNoMailbox',
    'The account has no mailbox in this organisation.',
    'Name an account with a mailbox on these servers: Get-Mailbox shows where it is.',
    403,
  ),
  124: other('UserCannotBeAnonymous', 'The server takes the client for anonymous.', 'Turn anonymous access off.', 403),
  125: other(
    'UserPrincipalCouldNotBeFound',
    'The account is not found in the directory.',
    'Look at the default domain of the virtual directory and at the user principal name.',
    403,
  ),
  126: access(
    'UserDisabledForSync',
    'ActiveSync is turned off for this mailbox.',
    'Turn it on: Set-CASMailbox -ActiveSyncEnabled $true.',
  ),
  127: other(
    'UserOnNewMailboxCannotSync',
    'The server is older than the mailbox, and does not serve it.',
    'Publish a server of the newest version in the organisation.',
    403,
  ),
  128: other(
    'UserOnLegacyMailboxCannotSync',
    'The server is newer than the mailbox, and does not serve it.',
    'Move the mailbox, or set the ExternalUrl of the older site.',
    403,
  ),
  129: access(
    'DeviceIsBlockedForThisUser',
    'A rule, the default access level or the list of the mailbox blocks this device.',
    'Look at Get-MobileDevice, at Get-ActiveSyncDeviceAccessRule and at ActiveSyncBlockedDeviceIDs and ActiveSyncAllowedDeviceIDs of Get-CASMailbox.',
  ),
  130: access(
    'AccessDenied',
    'The account may not use ActiveSync with this mailbox.',
    'Look at the account’s rights and at Get-CASMailbox; event 1053 of MSExchange ActiveSync means that permissions on the user object are missing.',
  ),
  131: other('AccountDisabled', 'The account is disabled.', 'Enable the account in the directory.', 403),
  132: other('SyncStateNotFound', 'The server has lost what it knew of the device.', SYNC_STATE_ADVICE, 403, 500),
  133: other('SyncStateLocked', 'Another request of the same device is under way.', SYNC_STATE_ADVICE),
  134: other('SyncStateCorrupt', 'What the server keeps of the device is damaged.', SYNC_STATE_ADVICE),
  135: other('SyncStateAlreadyExists', 'The server keeps the device twice.', SYNC_STATE_ADVICE),
  136: other('SyncStateVersionInvalid', 'The server keeps the device in another form.', SYNC_STATE_ADVICE),
  137: other('CommandNotSupported', 'The server does not know the command.', 'Look at MS-ASProtocolCommands.', 501),
  138: other(
    'VersionNotSupported',
    'The server does not speak the version that it named in OPTIONS.',
    'Look whether the nodes behind the load balancer differ in version.',
    400,
  ),
  139: provisioning(
    'DeviceNotFullyProvisionable',
    'The policy asks for more than the device says that it can do.',
    'Set AllowNonProvisionableDevices in a mailbox policy for synced mailboxes, or exempt them from device management.',
    403,
  ),
  140: {
    name: 'RemoteWipeRequested',
    kind: 'remote-wipe',
    cause: 'An administrator or the user asked for this device to be wiped.',
    advice: 'Cancel the wipe: Clear-MobileDevice -Cancel, or remove the device.',
    before14: [403, 449],
  },
  141: provisioning(
    'LegacyDeviceOnStrictPolicy',
    'The policy lets in only devices that apply policies.',
    'Set AllowNonProvisionableDevices in a mailbox policy for synced mailboxes.',
    403,
    449,
  ),
  142: provisioning(
    'DeviceNotProvisioned',
    'The server asks the device to apply the policy first.',
    'Look for device management or a proxy that keeps policy keys back.',
    449,
  ),
  143: provisioning(
    'PolicyRefresh',
    'The policy has changed, and the device is to apply it again.',
    'Look at DevicePolicyRefreshInterval of the mailbox policy.',
    449,
  ),
  144: provisioning(
    'InvalidPolicyKey',
    'The server does not know the policy key that it has just given out.',
    'Look for device management, and for nodes behind the load balancer that do not share the mailbox.',
    449,
  ),
  145: provisioning(
    'ExternallyManagedDevicesNotAllowed',
    'The policy bars devices that something else manages.',
    'Set AllowExternalDeviceManagement in the mailbox policy.',
    403,
  ),
  165: provisioning(
    'DeviceInformationRequired',
    'The server did not see what the device said of itself.',
    'Look for a gateway in front that rewrites Provision.',
  ),
  177: {
    name: 'MaximumDevicesReached',
    kind: 'partnerships',
    cause: 'The mailbox has as many device partnerships as it may.',
    advice: 'Remove old ones with Remove-MobileDevice, or raise EasMaxDevices of the throttling policy.',
    before14: [403],
  },
}
