import type { ConfigurationPart } from './configuration.ts'
import type {
  ActiveSyncDeviceAccessRule,
  ActiveSyncOrganizationSettings,
  MobileDevice,
  MobileDeviceMailboxPolicy,
  MobileDeviceStatistics,
} from './mobile-configuration.ts'
import type { PropertyKind } from './property-kind.ts'

type Kinds<T> = Record<keyof T, PropertyKind>

/** What Get-CASMailbox tells of ActiveSync. */
export const activeSyncProperties = {
  activeSyncEnabled: 'flag',
  activeSyncAllowedDeviceIDs: 'texts',
  activeSyncBlockedDeviceIDs: 'texts',
  activeSyncMailboxPolicy: 'text',
  activeSyncMailboxPolicyIsDefaulted: 'flag',
} as const

/** What is written down of devices of ActiveSync, by parts of the configuration. */
export const mobileProperties = {
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
    clientType: 'text',
    clientVersion: 'text',
    firstSyncTime: 'time',
    whenChanged: 'time',
    deviceAccessState: 'text',
    deviceAccessStateReason: 'text',
    deviceAccessControlRule: 'text',
    isManaged: 'flag',
    isCompliant: 'flag',
    isDisabled: 'flag',
  } satisfies Kinds<MobileDevice>,
  mobileDeviceStatistics: {
    identity: 'text',
    guid: 'text',
    deviceId: 'text',
    lastSyncAttemptTime: 'time',
    lastSuccessSync: 'time',
    lastPolicyUpdateTime: 'time',
    devicePolicyApplied: 'text',
    devicePolicyApplicationStatus: 'text',
    numberOfFoldersSynced: 'limit',
    status: 'text',
    statusNote: 'text',
  } satisfies Kinds<MobileDeviceStatistics>,
  activeSyncDeviceAccessRules: {
    identity: 'text',
    name: 'text',
    characteristic: 'text',
    queryString: 'text',
    accessLevel: 'text',
  } satisfies Kinds<ActiveSyncDeviceAccessRule>,
  activeSyncOrganizationSettings: {
    name: 'text',
    defaultAccessLevel: 'text',
    adminMailRecipients: 'texts',
    userMailInsert: 'text',
    allowAccessForUnSupportedPlatform: 'flag',
  } satisfies Kinds<ActiveSyncOrganizationSettings>,
  mobileDeviceMailboxPolicies: {
    identity: 'text',
    name: 'text',
    isDefault: 'flag',
    allowNonProvisionableDevices: 'flag',
    passwordEnabled: 'flag',
    requireDeviceEncryption: 'flag',
    requireManualSyncWhenRoaming: 'flag',
    allowExternalDeviceManagement: 'flag',
    maxEmailAgeFilter: 'text',
    maxCalendarAgeFilter: 'text',
    maxAttachmentSize: 'text',
    attachmentsEnabled: 'flag',
  } satisfies Kinds<MobileDeviceMailboxPolicy>,
} as const

/**
 * Under which other names a cmdlet tells a property, the best first. WhenChangedUTC says in which time it is, and
 * WhenChanged does not. The others are names of Exchange 2010: as its assemblies of 2013 still have them.
 */
export const otherNames: { readonly [P in ConfigurationPart]?: Readonly<Record<string, readonly string[]>> } = {
  mobileDevices: { whenChanged: ['whenChangedUTC'], clientVersion: ['deviceActiveSyncVersion'] },
  mobileDeviceMailboxPolicies: { isDefault: ['isDefaultPolicy'], passwordEnabled: ['devicePasswordEnabled'] },
}
