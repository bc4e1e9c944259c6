/** Which finding a status belongs to. `success` needs none. */
export type StatusKind =
  | 'success'
  | 'access'
  | 'provisioning'
  | 'remote-wipe'
  | 'partnerships'
  | 'busy'
  | 'full'
  | 'other'

/** What a Status of ActiveSync means, for a person. `cause` and `advice` are sentences. */
export type ActiveSyncStatus = {
  /** The name that MS-ASCMD gives it. */
  name: string
  kind: StatusKind
  cause: string
  advice: string
  /** The HTTP statuses by which a server of version 12.1 and below says the same. */
  before14?: readonly number[]
}

const SYNC_STATE_ADVICE = 'Run again; where it stays, restart MSExchangeSyncAppPool on the mailbox server.'
const OUR_REQUEST =
  'Compare with what a proxy in front passes on; where nothing changes the body, report it to Postern.'

/** The common statuses (MS-ASCMD 2.2.2) that the commands of a readiness run can bring, whatever the command. */
const commonStatuses: Readonly<Record<number, ActiveSyncStatus>> = {
  101: other('InvalidContent', 'The server finds the request invalid.', OUR_REQUEST, 400),
  102: other('InvalidWBXML', 'The server cannot read the request as WBXML.', OUR_REQUEST, 400),
  103: other('InvalidXML', 'The server finds the XML in the request invalid.', OUR_REQUEST, 400),
  108: other('DeviceIdMissingOrInvalid', 'The server does not accept the device id.', OUR_REQUEST, 400),
  109: other('DeviceTypeMissingOrInvalid', 'The server does not accept the device type.', OUR_REQUEST, 400),
  110: other(
    'ServerError',
    'An error inside Exchange that it does not expect to pass.',
    'Look for MSExchange ActiveSync events on the mailbox server; event 1053 points at permissions in the directory.',
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
  114: other('MailboxServerOffline', 'The mailbox server is offline.', 'Look at the database of the mailbox.'),
  123: other(
    'UserHasNoMailbox',
    'The account has no mailbox in this organisation.',
    'Name an account with a mailbox on these servers: Get-Mailbox shows where it is.',
  ),
  124: other('UserCannotBeAnonymous', 'The server takes the client for anonymous.', 'Turn anonymous access off.'),
  125: other(
    'UserPrincipalCouldNotBeFound',
    'The account is not found in the directory.',
    'Look at the default domain of the virtual directory and at the user principal name.',
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
  ),
  128: other(
    'UserOnLegacyMailboxCannotSync',
    'The server is newer than the mailbox, and does not serve it.',
    'Move the mailbox, or set the ExternalUrl of the older site.',
  ),
  129: access(
    'DeviceIsBlockedForThisUser',
    'A rule, the default access level or the list of the mailbox blocks this device.',
    'Look at Get-MobileDevice, at Get-ActiveSyncDeviceAccessRule and at ActiveSyncBlockedDeviceIDs and ActiveSyncAllowedDeviceIDs of Get-CASMailbox.',
  ),
  130: access(
    'AccessDenied',
    'The account may not use ActiveSync with this mailbox.',
    'Look at the account’s rights and at Get-CASMailbox.',
  ),
  131: other('AccountDisabled', 'The account is disabled.', 'Enable the account in the directory.'),
  132: other('SyncStateNotFound', 'The server has lost what it knew of the device.', SYNC_STATE_ADVICE),
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
  },
}

/** What a command's own low statuses mean (MS-ASCMD 2.2.3.177; MS-ASPROV 2.2.2.54). 1 is success everywhere. */
const commandStatuses: Readonly<Record<string, Readonly<Record<number, ActiveSyncStatus>>>> = {
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

/** What a command, or `Policy`, says with a status; one that no table has is named by its number. */
export function activeSyncStatus(command: string, status: number): ActiveSyncStatus {
  if (status === 1) return { name: 'Success', kind: 'success', cause: 'All is well.', advice: 'Nothing.' }
  const known = status > 100 ? commonStatuses[status] : commandStatuses[command]?.[status]
  const kind = command === 'Policy' ? 'provisioning' : 'other'
  return (
    known ?? {
      name: `status ${status}`,
      kind,
      cause: 'Its meaning is not known to Postern.',
      advice: 'Look it up in MS-ASCMD section 2.2.2, and in the events of MSExchange ActiveSync.',
    }
  )
}

/** The statuses above 100 that are known, for tests and for the documentation. */
export const knownCommonStatuses: readonly number[] = Object.keys(commonStatuses).map(Number)

function other(name: string, cause: string, advice: string, ...before14: number[]): ActiveSyncStatus {
  return { name, kind: 'other', cause, advice, ...(before14.length > 0 && { before14 }) }
}

function access(name: string, cause: string, advice: string): ActiveSyncStatus {
  return { name, kind: 'access', cause, advice, before14: [403] }
}

function provisioning(name: string, cause: string, advice: string, ...before14: number[]): ActiveSyncStatus {
  return { ...other(name, cause, advice, ...before14), kind: 'provisioning' }
}
