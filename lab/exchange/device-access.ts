import {
  type AccessLevel,
  type DeviceAccessRule,
  type DeviceCharacteristic,
  type DevicePolicy,
  type MailboxDeviceAccess,
  ruleName,
} from '../settings/device-access.ts'

/** DeviceAccessState of Get-MobileDevice. */
export type DeviceAccessState = 'Allowed' | 'Blocked' | 'Quarantined' | 'DeviceDiscovery'

/** DeviceAccessStateReason of Get-MobileDevice, as far as the lab has it. */
export type DeviceAccessStateReason = 'Global' | 'Individual' | 'DeviceRule' | 'Policy' | 'Upgrade' | 'CommandFrequency'

/** How a device stands. */
export interface DeviceStanding {
  readonly state: DeviceAccessState
  readonly reason: DeviceAccessStateReason
  /** DeviceAccessControlRule: the name of the rule that decided. */
  readonly rule: string | null
}

/** DevicePolicyApplicationStatus: what the device says that it did with the policy. Unknown: it was not asked yet. */
export type PolicyApplication = 'Unknown' | 'AppliedInFull' | 'PartiallyApplied' | 'NotApplied' | 'ExternallyManaged'

/** A device as it comes to the server. */
export interface PresentedDevice {
  readonly deviceId: string
  readonly deviceType: string
  /** Empty where the client sends none. */
  readonly userAgent: string
  /** The header of a gateway in front, empty without one. */
  readonly xmswlHeader: string
  /** What it tells of itself by DeviceInformation: undefined until it has, and empty where it told others alone. */
  readonly deviceModel: string | undefined
  readonly deviceOS: string | undefined
  readonly policyApplication: PolicyApplication
  /** Since its first command to this mailbox. */
  readonly minutesKnown: number
  /** It has sent too many commands, and the time for which that blocks it is not over. */
  readonly isTooFrequent: boolean
}

/** What the server goes by. */
export interface DeviceAccessOrder {
  readonly mailbox: MailboxDeviceAccess
  readonly policy: DevicePolicy
  readonly rules: readonly DeviceAccessRule[]
  readonly defaultAccessLevel: AccessLevel
  /** Every device that nobody allowed or blocked by itself waits in discovery, whatever it has told. */
  readonly alwaysInDiscovery?: boolean
}

/** How long a server waits for what a device says of itself ("Exchange ActiveSync device access state", practical365). */
const DISCOVERY_MINUTES = 14

const STATE = { Allow: 'Allowed', Block: 'Blocked', Quarantine: 'Quarantined' } as const

/**
 * How the server stands to a device, or that ActiveSync is not enabled for the mailbox. The order is that of "Controlling
 * device access" (Exchange 2010 help, ff959225, steps 2 to 9): the mailbox, the policy, blocked by a personal exemption,
 * allowed by one, a rule that blocks, one that quarantines, one that allows, the organisation's default. Where the three
 * others come in is written nowhere: docs/lab.md says what is a guess.
 */
export function accessOf(device: PresentedDevice, order: DeviceAccessOrder): DeviceStanding | 'not-enabled' {
  const { mailbox, policy, defaultAccessLevel } = order
  if (!mailbox.enabled) return 'not-enabled'
  if (device.isTooFrequent) return { state: 'Blocked', reason: 'CommandFrequency', rule: null }
  if (isBarred(device.policyApplication, policy)) return { state: 'Blocked', reason: 'Policy', rule: null }
  if (holds(mailbox.blockedIds, device.deviceId)) return { state: 'Blocked', reason: 'Individual', rule: null }
  if (holds(mailbox.allowedIds, device.deviceId)) return { state: 'Allowed', reason: 'Individual', rule: null }
  // "Prior to being controlled by the rules and access settings" (Exchange 2010 help, on the reason Upgrade).
  if (mailbox.upgraded && device.deviceModel === undefined) return { state: 'Allowed', reason: 'Upgrade', rule: null }
  return byRules(device, order) ?? { state: STATE[defaultAccessLevel], reason: 'Global', rule: null }
}

/** Only where the policy does not let in whoever cannot apply it (Set-MobileDeviceMailboxPolicy, AllowNonProvisionableDevices). */
function isBarred(application: PolicyApplication, policy: DevicePolicy): boolean {
  if (policy.allowNonProvisionable) return false
  if (application === 'ExternallyManaged') return !policy.allowExternalManagement
  return application === 'PartiallyApplied' || application === 'NotApplied'
}

/** Device ids compare without case. */
function holds(ids: readonly string[], deviceId: string): boolean {
  const wanted = deviceId.toLowerCase()
  return ids.some((id) => id.toLowerCase() === wanted)
}

/**
 * What the rules say, the strictest first. One that asks for what the device has not told could match it, and what comes
 * behind it is not looked at until that is known, or the time is up.
 */
function byRules(device: PresentedDevice, { rules, alwaysInDiscovery }: DeviceAccessOrder): DeviceStanding | undefined {
  const inDiscovery: DeviceStanding = { state: 'DeviceDiscovery', reason: 'DeviceRule', rule: null }
  if (alwaysInDiscovery) return inDiscovery
  const waits = device.minutesKnown < DISCOVERY_MINUTES
  for (const level of ['Block', 'Quarantine', 'Allow'] as const) {
    const ofLevel = rules.filter(({ accessLevel }) => accessLevel === level)
    const match = ofLevel.find((rule) => toldOf(device, rule.characteristic) === rule.queryString)
    if (match) return { state: STATE[level], reason: 'DeviceRule', rule: ruleName(match) }
    const isOpen = ofLevel.some(({ characteristic }) => toldOf(device, characteristic) === undefined)
    if (isOpen && waits) return inDiscovery
  }
  return undefined
}

function toldOf(device: PresentedDevice, characteristic: DeviceCharacteristic): string | undefined {
  switch (characteristic) {
    case 'DeviceType':
      return device.deviceType
    case 'DeviceModel':
      return device.deviceModel
    case 'DeviceOS':
      return device.deviceOS
    case 'UserAgent':
      return device.userAgent
    case 'XMSWLHeader':
      return device.xmswlHeader
  }
}
