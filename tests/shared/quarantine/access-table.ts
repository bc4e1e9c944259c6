import type {
  ActiveSyncDeviceAccessRule,
  DeviceAccessCharacteristic,
  DeviceAccessLevel,
  MobileDevice,
} from '../../../shared/management/mobile-configuration.ts'
import type { QuarantineConfiguration } from '../../../shared/quarantine/quarantine-configuration.ts'
import { ruleName } from '../../../shared/quarantine/rule-index.ts'

export const now = Date.parse('2026-11-29T09:00:00Z')
const ID = 'ApplDN6J'
const AGENT = 'Apple-iPhone15C2/2104.52'
const MODEL = 'iPhone15C2'
const TYPE = 'iPhone'

/** What the mailbox's policy asks for, and how far the device is with it. */
export const policies = {
  open: { allows: true, external: false, status: 'NotApplied' },
  'strict-applied': { allows: false, external: false, status: 'AppliedInFull' },
  'strict-partial': { allows: false, external: false, status: 'PartiallyApplied' },
  'strict-not-applied': { allows: false, external: false, status: 'NotApplied' },
  'strict-external-barred': { allows: false, external: false, status: 'ExternallyManaged' },
  'strict-external-let-in': { allows: false, external: true, status: 'ExternallyManaged' },
} as const

/** The lists of the mailbox. */
export const personal = {
  none: { allowed: [], blocked: [] },
  allowed: { allowed: ['Other', ID], blocked: [] },
  'allowed-in-other-case': { allowed: [ID.toLowerCase()], blocked: [] },
  blocked: { allowed: [], blocked: [ID] },
  both: { allowed: [ID], blocked: [ID.toUpperCase()] },
  others: { allowed: ['Other'], blocked: [ID.slice(0, 6)] },
} as const

/** What Exchange alone knows of the device. */
export const behaviours = {
  none: { reason: 'Global', state: 'Allowed' },
  'command-frequency': { reason: 'CommandFrequency', state: 'Blocked' },
  upgrade: { reason: 'Upgrade', state: 'Quarantined' },
} as const

type RuleOf = readonly [DeviceAccessCharacteristic, string, DeviceAccessLevel]
/** The organisation's rules, and whether the device has told its model; it is as new as `new` or older than the window. */
export const rules = {
  none: { rules: [] },
  others: {
    rules: [
      ['DeviceType', 'iPad', 'Block'],
      ['DeviceModel', MODEL.slice(0, -1), 'Block'],
      ['UserAgent', `${AGENT}.1`, 'Quarantine'],
    ],
  },
  'type-allowed': { rules: [['DeviceType', TYPE, 'Allow']] },
  'type-allowed-in-other-case': { rules: [['DeviceType', TYPE.toUpperCase(), 'Allow']] },
  'type-blocked': { rules: [['DeviceType', TYPE, 'Block']] },
  'agent-quarantined': { rules: [['UserAgent', AGENT, 'Quarantine']] },
  'model-allowed-type-blocked': {
    rules: [
      ['DeviceModel', MODEL, 'Allow'],
      ['DeviceType', TYPE, 'Block'],
    ],
  },
  'type-allowed-agent-quarantined': {
    rules: [
      ['DeviceType', TYPE, 'Allow'],
      ['UserAgent', AGENT, 'Quarantine'],
    ],
  },
  'model-quarantined-type-blocked': {
    rules: [
      ['DeviceModel', MODEL, 'Quarantine'],
      ['DeviceType', TYPE, 'Block'],
    ],
  },
  'model-allowed-untold-new': { rules: [['DeviceModel', MODEL, 'Allow']], untold: 'new' },
  'model-allowed-untold-old': { rules: [['DeviceModel', MODEL, 'Allow']], untold: 'old' },
  'model-blocked-type-allowed-untold-new': {
    rules: [
      ['DeviceModel', MODEL, 'Block'],
      ['DeviceType', TYPE, 'Allow'],
    ],
    untold: 'new',
  },
  'model-blocked-type-allowed-untold-old': {
    rules: [
      ['DeviceModel', MODEL, 'Block'],
      ['DeviceType', TYPE, 'Allow'],
    ],
    untold: 'old',
  },
  'model-allowed-type-blocked-untold-new': {
    rules: [
      ['DeviceModel', MODEL, 'Allow'],
      ['DeviceType', TYPE, 'Block'],
    ],
    untold: 'new',
  },
} as const satisfies Record<string, { rules: readonly RuleOf[]; untold?: 'new' | 'old' }>

export type AccessRow = {
  enabled: boolean
  policy: keyof typeof policies
  personal: keyof typeof personal
  behaviour: keyof typeof behaviours
  rules: keyof typeof rules
  defaultLevel: DeviceAccessLevel
}

/** Every combination. */
export function* everyRow(): Generator<AccessRow> {
  for (const enabled of [true, false])
    for (const policy of keysOf(policies))
      for (const list of keysOf(personal))
        for (const behaviour of keysOf(behaviours))
          for (const rule of keysOf(rules))
            for (const defaultLevel of ['Allow', 'Block', 'Quarantine'] as const)
              yield { enabled, policy, personal: list, behaviour, rules: rule, defaultLevel }
}

/** A row as the cmdlets tell it: one device of one mailbox. */
export function configurationOf(row: AccessRow): Required<QuarantineConfiguration> {
  const policy = policies[row.policy]
  const lists = personal[row.personal]
  const identity = 'contoso.test/Users/Bob/ExchangeActiveSyncDevices/iPhone§ApplDN6J'
  return {
    mobileDevices: [deviceOf(row, identity)],
    mobileDeviceStatistics: [{ identity, devicePolicyApplicationStatus: policy.status }],
    casMailboxes: [
      {
        identity: 'contoso.test/Users/Bob',
        activeSyncEnabled: row.enabled,
        activeSyncAllowedDeviceIDs: [...lists.allowed],
        activeSyncBlockedDeviceIDs: [...lists.blocked],
        activeSyncMailboxPolicy: null,
      },
    ],
    activeSyncDeviceAccessRules: rules[row.rules].rules.map(ruleOf),
    activeSyncOrganizationSettings: { defaultAccessLevel: row.defaultLevel },
    mobileDeviceMailboxPolicies: [
      { identity: 'Other', isDefault: false, allowNonProvisionableDevices: !policy.allows },
      {
        identity: 'Default',
        isDefault: true,
        allowNonProvisionableDevices: policy.allows,
        allowExternalDeviceManagement: policy.external,
      },
    ],
    // They limit how many devices there are, and decide about none.
    throttlingPolicies: [],
    throttlingPolicyAssociations: [],
  }
}

function deviceOf(row: AccessRow, identity: string): MobileDevice {
  const { reason, state } = behaviours[row.behaviour]
  const { untold } = { untold: undefined, ...rules[row.rules] }
  return {
    identity,
    deviceId: ID,
    deviceType: TYPE,
    deviceModel: untold ? null : MODEL,
    deviceOS: untold ? null : 'iOS 17.1',
    deviceUserAgent: AGENT,
    clientType: 'EAS',
    firstSyncTime: new Date(now - (untold === 'new' ? 13 : 15) * 60_000).toISOString(),
    deviceAccessState: state,
    deviceAccessStateReason: reason,
  }
}

function ruleOf([characteristic, queryString, accessLevel]: RuleOf): ActiveSyncDeviceAccessRule {
  const identity = ruleName(characteristic, queryString)
  return { identity, name: identity, characteristic, queryString, accessLevel }
}

function keysOf<T extends object>(table: T): (keyof T)[] {
  return Object.keys(table) as (keyof T)[]
}
