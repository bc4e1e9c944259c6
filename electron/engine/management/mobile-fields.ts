import type {
  ActiveSyncDeviceAccessRule,
  ActiveSyncOrganizationSettings,
  activeSyncAccess,
  MobileDevice,
  MobileDeviceMailboxPolicy,
  MobileDeviceStatistics,
} from '../../../shared/management/mobile-configuration.ts'
import type { FieldKind } from './field-kind.ts'

type Fields<T> = Record<keyof T, FieldKind>

// Numbers of the enumerations are as published readings of Exchange 2013's assemblies have them; none was seen in an
// export. Which number each client type and reason of a later release has is not known, so that those tell their names.
const accessState: FieldKind = {
  closed: { 0: 'Unknown', 1: 'Allowed', 2: 'Blocked', 3: 'Quarantined', 4: 'DeviceDiscovery' },
}
const accessLevel: FieldKind = { closed: { 0: 'Allow', 1: 'Block', 2: 'Quarantine' } }
const characteristic: FieldKind = {
  closed: { 0: 'DeviceType', 1: 'DeviceModel', 2: 'DeviceOS', 3: 'UserAgent', 4: 'XMSWLHeader' },
}
const accessStateReason: FieldKind = {
  open: {
    0: 'Unknown',
    1: 'Global',
    2: 'Individual',
    3: 'DeviceRule',
    4: 'Upgrade',
    5: 'Policy',
    6: 'UserAgentsChanges',
    7: 'RecentCommands',
    8: 'Watsons',
    9: 'OutOfBudgets',
    10: 'SyncCommands',
    11: 'EnableNotificationEmail',
    12: 'CommandFrequency',
    51: 'ExternallyManaged',
    52: 'ExternalCompliance',
    53: 'ExternalEnrollment',
  },
}
const applicationStatus: FieldKind = {
  open: { 0: 'Unknown', 1: 'NotApplied', 2: 'AppliedInFull', 3: 'PartiallyApplied', 4: 'ExternallyManaged' },
}
const wipeStatus: FieldKind = {
  open: { 0: 'DeviceOk', 1: 'DeviceBlocked', 2: 'DeviceWipePending', 3: 'DeviceWipeSucceeded' },
}
const mailAge: FieldKind = {
  open: { 0: 'All', 1: 'OneDay', 2: 'ThreeDays', 3: 'OneWeek', 4: 'TwoWeeks', 5: 'OneMonth' },
}
const calendarAge: FieldKind = { open: { 0: 'All', 4: 'TwoWeeks', 5: 'OneMonth', 6: 'ThreeMonths', 7: 'SixMonths' } }
const texts: FieldKind = { list: null }

/** What Get-CASMailbox tells of ActiveSync. */
export const activeSyncFields = {
  activeSyncEnabled: 'flag',
  activeSyncAllowedDeviceIDs: texts,
  activeSyncBlockedDeviceIDs: texts,
  activeSyncMailboxPolicy: 'text',
  activeSyncMailboxPolicyIsDefaulted: 'flag',
} as const satisfies Fields<typeof activeSyncAccess>

/** What is read of devices of ActiveSync, and how each property is written. */
export const mobileFields = {
  mobileDevices: {
    identity: 'text',
    guid: 'text',
    deviceId: 'text',
    deviceType: 'text',
    deviceModel: 'text',
    deviceOS: 'text',
    deviceUserAgent: 'text',
    friendlyName: 'text',
    userDisplayName: 'text',
    clientType: { open: {} },
    clientVersion: 'text',
    firstSyncTime: 'time',
    whenChanged: 'time',
    deviceAccessState: accessState,
    deviceAccessStateReason: accessStateReason,
    deviceAccessControlRule: 'text',
    isManaged: 'flag',
    isCompliant: 'flag',
    isDisabled: 'flag',
  } satisfies Fields<MobileDevice>,
  mobileDeviceStatistics: {
    identity: 'text',
    guid: 'text',
    deviceId: 'text',
    lastSyncAttemptTime: 'time',
    lastSuccessSync: 'time',
    lastPolicyUpdateTime: 'time',
    devicePolicyApplied: 'text',
    devicePolicyApplicationStatus: applicationStatus,
    numberOfFoldersSynced: 'count',
    status: wipeStatus,
    statusNote: 'text',
  } satisfies Fields<MobileDeviceStatistics>,
  activeSyncDeviceAccessRules: {
    identity: 'text',
    name: 'text',
    characteristic,
    queryString: 'text',
    accessLevel,
  } satisfies Fields<ActiveSyncDeviceAccessRule>,
  activeSyncOrganizationSettings: {
    name: 'text',
    defaultAccessLevel: accessLevel,
    adminMailRecipients: texts,
    userMailInsert: 'text',
    allowAccessForUnSupportedPlatform: 'flag',
  } satisfies Fields<ActiveSyncOrganizationSettings>,
  mobileDeviceMailboxPolicies: {
    identity: 'text',
    name: 'text',
    isDefault: 'flag',
    allowNonProvisionableDevices: 'flag',
    passwordEnabled: 'flag',
    requireDeviceEncryption: 'flag',
    requireManualSyncWhenRoaming: 'flag',
    allowExternalDeviceManagement: 'flag',
    maxEmailAgeFilter: mailAge,
    maxCalendarAgeFilter: calendarAge,
    maxAttachmentSize: 'text',
    attachmentsEnabled: 'flag',
  } satisfies Fields<MobileDeviceMailboxPolicy>,
}
