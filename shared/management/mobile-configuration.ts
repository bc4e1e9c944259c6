import { z } from 'zod'

/**
 * What Exchange's cmdlets tell of phones and other clients of ActiveSync. As in `configuration.ts`: names are the cmdlets'
 * own, in camel case; `null` is blank, and a property that no source tells is absent. Times are ISO 8601, UTC. Where
 * Exchange 2010 has another name for a property, it is read under the name of 2013 and later.
 */

const flag = z.boolean().nullable().optional()
const text = z.string().nullable().optional()
const texts = z.array(z.string()).optional()
const time = z.string().nullable().optional()
const count = z.int().min(0).nullable().optional()

/** What stands for a device at last. `Unknown` is Exchange's own word: it has not decided yet. */
export const DeviceAccessState = z.enum(['Unknown', 'Allowed', 'Blocked', 'Quarantined', 'DeviceDiscovery'])
export type DeviceAccessState = z.infer<typeof DeviceAccessState>

/** What a rule or the organisation’s default gives. */
export const DeviceAccessLevel = z.enum(['Allow', 'Block', 'Quarantine'])
export type DeviceAccessLevel = z.infer<typeof DeviceAccessLevel>

/** By what a device access rule knows a device. */
export const DeviceAccessCharacteristic = z.enum(['DeviceType', 'DeviceModel', 'DeviceOS', 'UserAgent', 'XMSWLHeader'])
export type DeviceAccessCharacteristic = z.infer<typeof DeviceAccessCharacteristic>

/** What Get-CASMailbox tells of ActiveSync. */
export const activeSyncAccess = {
  activeSyncEnabled: flag,
  activeSyncAllowedDeviceIDs: texts,
  activeSyncBlockedDeviceIDs: texts,
  /** Null: the policy that is the organisation’s default. */
  activeSyncMailboxPolicy: text,
  activeSyncMailboxPolicyIsDefaulted: flag,
}

/** Get-MobileDevice (Exchange 2010: Get-ActiveSyncDevice): one partnership of a device with a mailbox. */
export const MobileDevice = z.strictObject({
  /** `contoso.test/Users/Bob/ExchangeActiveSyncDevices/iPhone§ApplDN123`: below the mailbox that it belongs to. */
  identity: z.string().min(1),
  guid: text,
  deviceId: text,
  deviceType: text,
  deviceModel: text,
  deviceOS: text,
  deviceUserAgent: text,
  friendlyName: text,
  userDisplayName: text,
  /** EAS, MOWA, Outlook… */
  clientType: text,
  /** The version of the protocol: 14.1. Exchange 2010: DeviceActiveSyncVersion. */
  clientVersion: text,
  firstSyncTime: time,
  /** In UTC, as WhenChangedUTC tells it; WhenChanged is in the time of the machine that asked. */
  whenChanged: time,
  deviceAccessState: DeviceAccessState.nullable().optional(),
  /** Global, Individual, DeviceRule, Policy, Upgrade, CommandFrequency… Exchange knows more than are documented. */
  deviceAccessStateReason: text,
  /** The name of the rule that decided. */
  deviceAccessControlRule: text,
  isManaged: flag,
  isCompliant: flag,
  isDisabled: flag,
})
export type MobileDevice = z.infer<typeof MobileDevice>

/** Get-MobileDeviceStatistics: how a partnership has synchronised. */
export const MobileDeviceStatistics = z.strictObject({
  identity: z.string().min(1),
  guid: text,
  deviceId: text,
  lastSyncAttemptTime: time,
  lastSuccessSync: time,
  lastPolicyUpdateTime: time,
  devicePolicyApplied: text,
  /** AppliedInFull, PartiallyApplied, NotApplied… */
  devicePolicyApplicationStatus: text,
  numberOfFoldersSynced: count,
  /** DeviceOk, DeviceWipePending… */
  status: text,
  statusNote: text,
})
export type MobileDeviceStatistics = z.infer<typeof MobileDeviceStatistics>

/** Get-ActiveSyncDeviceAccessRule. */
export const ActiveSyncDeviceAccessRule = z.strictObject({
  /** What -Identity takes. */
  identity: z.string().min(1),
  name: text,
  characteristic: DeviceAccessCharacteristic.nullable().optional(),
  queryString: text,
  accessLevel: DeviceAccessLevel.nullable().optional(),
})
export type ActiveSyncDeviceAccessRule = z.infer<typeof ActiveSyncDeviceAccessRule>

/** Get-ActiveSyncOrganizationSettings. */
export const ActiveSyncOrganizationSettings = z.strictObject({
  name: text,
  defaultAccessLevel: DeviceAccessLevel.nullable().optional(),
  adminMailRecipients: texts,
  userMailInsert: text,
  allowAccessForUnSupportedPlatform: flag,
})
export type ActiveSyncOrganizationSettings = z.infer<typeof ActiveSyncOrganizationSettings>

/** Get-MobileDeviceMailboxPolicy (Exchange 2010: Get-ActiveSyncMailboxPolicy), as far as a service can fail at it. */
export const MobileDeviceMailboxPolicy = z.strictObject({
  identity: z.string().min(1),
  name: text,
  /** Exchange 2010: IsDefaultPolicy. */
  isDefault: flag,
  allowNonProvisionableDevices: flag,
  /** Exchange 2010: DevicePasswordEnabled. */
  passwordEnabled: flag,
  requireDeviceEncryption: flag,
  requireManualSyncWhenRoaming: flag,
  allowExternalDeviceManagement: flag,
  maxEmailAgeFilter: text,
  maxCalendarAgeFilter: text,
  maxAttachmentSize: text,
  attachmentsEnabled: flag,
})
export type MobileDeviceMailboxPolicy = z.infer<typeof MobileDeviceMailboxPolicy>
