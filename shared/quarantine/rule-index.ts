import type {
  ActiveSyncDeviceAccessRule,
  DeviceAccessCharacteristic,
  DeviceAccessLevel,
  MobileDevice,
} from '../management/mobile-configuration.ts'
import { keyOf, sameText } from './device.ts'

/** A rule of which all is known that it decides by. */
export type DeviceRule = {
  identity: string
  name: string
  characteristic: DeviceAccessCharacteristic
  queryString: string
  accessLevel: DeviceAccessLevel
}

/** The order in which Exchange asks its rules: docs/decisions/device-access.md. */
export const ruleOrder = ['Block', 'Quarantine', 'Allow'] as const satisfies readonly DeviceAccessLevel[]

/** What a device tells only once it talks of itself; its type and user agent come with every request. */
export const toldLater: ReadonlySet<DeviceAccessCharacteristic> = new Set(['DeviceModel', 'DeviceOS'])

export type RuleIndex = {
  all: readonly DeviceRule[]
  /** Rules of which something was not read. */
  unclear: readonly ActiveSyncDeviceAccessRule[]
  /** By characteristic, then by what they ask for, in small letters. */
  byValue: ReadonlyMap<DeviceAccessCharacteristic, ReadonlyMap<string, readonly DeviceRule[]>>
  /** Of each level, the rules that look at each characteristic. */
  looksAt: Readonly<Record<DeviceAccessLevel, ReadonlyMap<DeviceAccessCharacteristic, readonly DeviceRule[]>>>
}

/** The rules by what they look at, so that a device is held against a thousand as fast as against one. */
export function indexRules(rules: readonly ActiveSyncDeviceAccessRule[]): RuleIndex {
  const read = rules.map((rule) => clearRule(rule) ?? rule)
  const all = read.filter((rule): rule is DeviceRule => clearRule(rule) !== undefined)
  const at = (level: DeviceAccessLevel) =>
    Map.groupBy(
      all.filter(({ accessLevel }) => accessLevel === level),
      ({ characteristic }) => characteristic,
    )
  return {
    all,
    unclear: rules.filter((rule) => clearRule(rule) === undefined),
    byValue: new Map(
      [...Map.groupBy(all, ({ characteristic }) => characteristic)].map(([characteristic, each]) => [
        characteristic,
        Map.groupBy(each, ({ queryString }) => keyOf(queryString)),
      ]),
    ),
    looksAt: { Block: at('Block'), Quarantine: at('Quarantine'), Allow: at('Allow') },
  }
}

function clearRule(rule: ActiveSyncDeviceAccessRule): DeviceRule | undefined {
  const { identity, name, characteristic, queryString, accessLevel } = rule
  if (!characteristic || !queryString || !accessLevel) return undefined
  return { identity, name: name ?? identity, characteristic, queryString, accessLevel }
}

/** What Exchange calls a rule: it takes no name, and makes one of what the rule asks for (general knowledge). */
export function ruleName(characteristic: DeviceAccessCharacteristic, queryString: string): string {
  return `${queryString} (${characteristic})`
}

/** What a device has told of a characteristic: blank, or not read. No cmdlet tells the header X-MS-WL. */
export function characteristicOf(
  device: MobileDevice,
  characteristic: DeviceAccessCharacteristic,
): string | null | undefined {
  switch (characteristic) {
    case 'DeviceType':
      return device.deviceType
    case 'DeviceModel':
      return device.deviceModel
    case 'DeviceOS':
      return device.deviceOS
    case 'UserAgent':
      return device.deviceUserAgent
    case 'XMSWLHeader':
      return undefined
  }
}

/** Whether a rule is the one that Exchange says has decided about a device. */
export function isReported({ identity, name }: DeviceRule, { deviceAccessControlRule: told }: MobileDevice): boolean {
  return sameText(told, name) || sameText(told, identity)
}
