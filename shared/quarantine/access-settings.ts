import type { DeviceAccessLevel } from '../management/mobile-configuration.ts'
import type { QuarantineConfiguration } from './quarantine-configuration.ts'
import { indexRules, type RuleIndex } from './rule-index.ts'

/** How long a new device may be kept from its mail until it has told what rules look at. */
export const DISCOVERY_MINUTES = 14

/** What decides about every device alike. Undefined: not read. */
export type AccessSettings = {
  rules: RuleIndex | undefined
  defaultLevel: DeviceAccessLevel | undefined
  /** When the devices were read, in milliseconds. */
  now: number
}

/** The settings of the organisation, at the time of the reading. */
export function accessSettingsOf(configuration: QuarantineConfiguration, now: number): AccessSettings {
  const { activeSyncDeviceAccessRules: rules, activeSyncOrganizationSettings: organisation } = configuration
  return { rules: rules && indexRules(rules), defaultLevel: defaultLevelOf(organisation?.defaultAccessLevel), now }
}

/** Blank is what Exchange does where nobody has set anything: it allows. */
function defaultLevelOf(level: DeviceAccessLevel | null | undefined): DeviceAccessLevel | undefined {
  return level === null ? 'Allow' : level
}
