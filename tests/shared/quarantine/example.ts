import fc from 'fast-check'
import type { MobileDevice } from '../../../shared/management/mobile-configuration.ts'
import type { Change } from '../../../shared/quarantine/change.ts'
import type { ActiveSyncMailbox, QuarantineConfiguration } from '../../../shared/quarantine/quarantine-configuration.ts'
import { ruleName } from '../../../shared/quarantine/rule-index.ts'

export const now = Date.parse('2026-11-29T09:00:00Z')
const mailboxNames = ['Bob', 'Ann', 'Cy'].map((name) => `contoso.test/Users/${name}`)
const ids = ['A1', 'B2', 'C3', 'D4']
const types = ['iPhone', 'Android', 'python']
const models = ['iPhone15C2', 'Pixel 9']
const agents = ['Apple-iPhone15C2/2104.52', 'Android/14', 'python-EAS-Client 1.0']

/** A value, blank, or not read. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null | undefined> =>
  fc.oneof({ weight: 8, arbitrary }, { weight: 1, arbitrary: fc.constantFrom(null, undefined) })
/** A part, or not read. */
const part = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 12 })
const level = fc.constantFrom('Allow' as const, 'Block' as const, 'Quarantine' as const)
const ruleShape = fc.oneof(
  fc.record({ characteristic: fc.constant('DeviceType' as const), queryString: fc.constantFrom(...types, 'IPHONE') }),
  fc.record({ characteristic: fc.constant('DeviceModel' as const), queryString: fc.constantFrom(...models) }),
  fc.record({ characteristic: fc.constant('UserAgent' as const), queryString: fc.constantFrom(...agents) }),
  fc.record({ characteristic: fc.constant('XMSWLHeader' as const), queryString: fc.constant('Managed') }),
)

const anyDevice: fc.Arbitrary<MobileDevice> = fc
  .record({
    mailbox: fc.constantFrom(...mailboxNames, 'contoso.test/Users/Unread'),
    deviceId: maybe(fc.constantFrom(...ids, 'a1')),
    deviceType: maybe(fc.constantFrom(...types)),
    deviceModel: fc.oneof(maybe(fc.constantFrom(...models)), fc.constant(null)),
    deviceUserAgent: maybe(fc.constantFrom(...agents)),
    clientType: fc.constantFrom('EAS', 'MOWA', null),
    firstSyncTime: maybe(fc.constantFrom('2026-11-29T08:50:00Z', '2026-01-01T00:00:00Z')),
    deviceAccessState: fc.constantFrom(
      'Allowed' as const,
      'Blocked' as const,
      'Quarantined' as const,
      'Unknown' as const,
    ),
    deviceAccessStateReason: fc.constantFrom('Global', 'Individual', 'DeviceRule', 'CommandFrequency', 'Upgrade', null),
    deviceAccessControlRule: fc.constantFrom(null, 'Managed (XMSWLHeader)', 'iPhone (DeviceType)'),
    number: fc.nat(99),
  })
  .map(({ mailbox, number, ...device }) => ({
    ...device,
    identity: `${mailbox}/ExchangeActiveSyncDevices/${device.deviceType}§${device.deviceId}${number}`,
  }))

const anyMailbox = (identity: string): fc.Arbitrary<ActiveSyncMailbox> =>
  fc.record({
    identity: fc.constant(identity),
    activeSyncEnabled: fc.constantFrom(true, true, true, false, undefined),
    activeSyncAllowedDeviceIDs: part(fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 3 })),
    activeSyncBlockedDeviceIDs: part(fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 2 })),
    activeSyncMailboxPolicy: fc.constantFrom(null, null, 'Strict', 'Unread'),
  })

/** A configuration of a few mailboxes and devices, now and then with something that was not read. */
export const anyQuarantine: fc.Arbitrary<QuarantineConfiguration> = fc.record({
  mobileDevices: fc.array(anyDevice, { maxLength: 12 }),
  mobileDeviceStatistics: fc.constant(undefined),
  casMailboxes: part(fc.tuple(...mailboxNames.map(anyMailbox))),
  activeSyncDeviceAccessRules: part(
    fc.uniqueArray(
      fc.tuple(ruleShape, maybe(level)).map(([rule, accessLevel]) => ({
        ...rule,
        accessLevel,
        identity: ruleName(rule.characteristic, rule.queryString),
      })),
      { maxLength: 5, selector: ({ identity }) => identity.toLowerCase() },
    ),
  ),
  activeSyncOrganizationSettings: part(fc.record({ defaultAccessLevel: level })),
  mobileDeviceMailboxPolicies: fc.constant([
    { identity: 'Default', isDefault: true, allowNonProvisionableDevices: true },
    { identity: 'Strict', isDefault: false, allowNonProvisionableDevices: false },
  ]),
})

const mailbox = fc.constantFrom(...mailboxNames, 'contoso.test/Users/Unread')
const ruleIdentity = ruleShape.map(({ characteristic, queryString }) => ruleName(characteristic, queryString))
/** Any change, also one of what is not there. */
export const anyChange: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constantFrom(
      'allow-device' as const,
      'block-device' as const,
      'forget-allow' as const,
      'forget-block' as const,
    ),
    mailbox,
    deviceId: fc.constantFrom(...ids, 'b2', 'Z9'),
  }),
  fc.record({ kind: fc.constant('mailbox' as const), mailbox, enabled: fc.boolean() }),
  fc.record({
    kind: fc.constant('add-rule' as const),
    rule: fc.tuple(ruleShape, level).map(([rule, accessLevel]) => ({ ...rule, accessLevel })),
  }),
  fc.record({ kind: fc.constant('set-rule' as const), identity: ruleIdentity, accessLevel: level }),
  fc.record({ kind: fc.constant('remove-rule' as const), identity: ruleIdentity }),
  fc.record({ kind: fc.constant('default' as const), accessLevel: level }),
)

/** Many devices, each of its own mailbox; one in a thousand is the integration’s. */
export function manyDevices(count: number): QuarantineConfiguration {
  const at = Array.from({ length: count }, (_, number) => number)
  const mailbox = (number: number) => `contoso.test/Users/Person ${number}`
  return {
    mobileDevices: at.map((number) => {
      const kind = number % 1000 === 7 ? 2 : number % 2
      return {
        identity: `${mailbox(number)}/ExchangeActiveSyncDevices/${types[kind]}§ID${number}`,
        deviceId: `ID${number}`,
        deviceType: types[kind],
        deviceModel: models[kind] ?? null,
        deviceUserAgent: agents[kind],
        userDisplayName: `${mailbox(number)}`,
        friendlyName: `Gerät ${number}`,
        firstSyncTime: '2026-01-01T00:00:00Z',
        deviceAccessState: 'Quarantined' as const,
        deviceAccessStateReason: 'Global',
      }
    }),
    mobileDeviceStatistics: [],
    casMailboxes: at.map((number) => ({
      identity: mailbox(number),
      primarySmtpAddress: `person${number}@contoso.test`,
      activeSyncEnabled: true,
      activeSyncAllowedDeviceIDs: number % 10 === 0 ? [`ID${number}`] : [],
      activeSyncBlockedDeviceIDs: [],
      activeSyncMailboxPolicy: null,
    })),
    activeSyncDeviceAccessRules: Array.from({ length: 50 }, (_, rule) => ({
      identity: `Phone ${rule} (DeviceModel)`,
      characteristic: 'DeviceModel' as const,
      queryString: `Phone ${rule}`,
      accessLevel: 'Allow' as const,
    })),
    activeSyncOrganizationSettings: { defaultAccessLevel: 'Quarantine' },
    mobileDeviceMailboxPolicies: [{ identity: 'Default', isDefault: true, allowNonProvisionableDevices: true }],
  }
}
