/** What a rule or the organisation's default gives (Set-ActiveSyncOrganizationSettings, New-ActiveSyncDeviceAccessRule). */
export type AccessLevel = 'Allow' | 'Block' | 'Quarantine'

/** By what a rule knows a device; each is compared whole, without wildcards (New-ActiveSyncDeviceAccessRule). */
export type DeviceCharacteristic = 'DeviceType' | 'DeviceModel' | 'DeviceOS' | 'UserAgent' | 'XMSWLHeader'

/** One device access rule. */
export interface DeviceAccessRule {
  readonly characteristic: DeviceCharacteristic
  readonly queryString: string
  accessLevel: AccessLevel
}

/** A mobile device mailbox policy, as far as it decides who comes in. */
export interface DevicePolicy {
  readonly name: string
  /** AllowNonProvisionableDevices: devices come in that apply a part of the policy, or nothing of it. */
  allowNonProvisionable: boolean
  /** AllowExternalDeviceManagement: devices come in that something other than Exchange manages. */
  allowExternalManagement: boolean
}

/** What Set-CASMailbox holds of ActiveSync. */
export interface MailboxDeviceAccess {
  enabled: boolean
  allowedIds: string[]
  blockedIds: string[]
  /** The name of its policy; null is the one that is the organisation's default. */
  policy: string | null
  /** The mailbox has just come from an older version of Exchange, whose ActiveSync knew less of devices. */
  upgraded: boolean
}

/** What holds for every mailbox. */
export interface OrganisationDeviceAccess {
  defaultAccessLevel: AccessLevel
  adminMailRecipients: string[]
  /** What stands below the notice to somebody whose device is in quarantine. */
  userMailInsert: string | null
  rules: DeviceAccessRule[]
  /** The first one is the default. */
  policies: DevicePolicy[]
}

/** Who sends more than so many commands in so many minutes is kept out for a while (Set-ActiveSyncDeviceAutoblockThreshold). */
export interface CommandFrequency {
  readonly mostCommands: number
  readonly withinMinutes: number
  readonly blockedMinutes: number
}

/** A mailbox for which nobody has set anything. */
export function untouchedMailbox(): MailboxDeviceAccess {
  return { enabled: true, allowedIds: [], blockedIds: [], policy: null, upgraded: false }
}

/** `iPhone (DeviceType)`: so Exchange names the rule itself, and so -Identity takes it. */
export function ruleName({ characteristic, queryString }: DeviceAccessRule): string {
  return `${queryString} (${characteristic})`
}

/** The policy of a mailbox; one that was removed leaves it with the default. */
export function policyFor(
  { policy }: MailboxDeviceAccess,
  policies: readonly DevicePolicy[],
): DevicePolicy | undefined {
  return policies.find(({ name }) => name === policy) ?? policies[0]
}
