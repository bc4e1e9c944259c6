import type { ConfigurationPart } from '../management/configuration.ts'

/** When the parts were read, in milliseconds, where it is known. */
export type ReadTimes = { devices?: number | undefined; settings?: number | undefined }

/** What decides about devices, and can be another by the time that they are read. */
const settingParts = [
  'casMailboxes',
  'activeSyncDeviceAccessRules',
  'activeSyncOrganizationSettings',
  'mobileDeviceMailboxPolicies',
] as const satisfies readonly ConfigurationPart[]

/** When the devices were read, and of their settings the part that was read farthest from that. */
export function readTimes(timeOf: (part: ConfigurationPart) => number | undefined): ReadTimes {
  const devices = timeOf('mobileDevices')
  if (devices === undefined) return {}
  const settings = settingParts.flatMap((part) => timeOf(part) ?? [])
  const [farthest] = settings.toSorted((left, right) => Math.abs(right - devices) - Math.abs(left - devices))
  return { devices, settings: farthest }
}
