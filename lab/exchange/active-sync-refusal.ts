import type { ActiveSyncSettings } from '../settings/active-sync.ts'
import type { DevicePolicy } from '../settings/device-access.ts'
import type { Device } from './active-sync-devices.ts'
import type { CommandLine } from './active-sync-request.ts'

/**
 * The HTTP status by which servers up to version 12.1 say what later ones say by a common status (MS-ASCMD section
 * 2.2.2); 400 for the rest. Where that leaves it open, and for 141, to which it gives 449, it is what Exchange sends.
 */
const HTTP_STATUS: ReadonlyMap<number, number> = new Map([
  [110, 500],
  [111, 503],
  [112, 403],
  [113, 507],
  [114, 503],
  [123, 403],
  [124, 403],
  [125, 403],
  [126, 403],
  [127, 403],
  [128, 403],
  [129, 403],
  [130, 403],
  [131, 403],
  [132, 500],
  [137, 501],
  [139, 403],
  [140, 449],
  [141, 403],
  [142, 449],
  [143, 449],
  [144, 449],
  [145, 403],
  [177, 403],
])

export function httpStatusOf(commonStatus: number): number {
  return HTTP_STATUS.get(commonStatus) ?? 400
}

/** The common status that keeps a command out whoever sends it, or nothing. */
export function refusalOfMailbox(line: CommandLine, settings: ActiveSyncSettings): number | undefined {
  if (!settings.versions.includes(line.version.toFixed(1)) || line.version < 12.1) return 138
  if (!/^[\x21-\x7e]{1,32}$/.test(line.deviceId)) return 108
  if (!/^[\x21-\x7e]{1,32}$/.test(line.deviceType)) return 109
  return settings.refusal
}

/** The common status that keeps this device out of a command, or nothing. Provision is how a device gets further. */
export function refusalOfDevice(
  line: CommandLine,
  device: Device,
  settings: ActiveSyncSettings,
  { allowNonProvisionable, allowExternalManagement }: DevicePolicy,
): number | undefined {
  if (device.state === 'Blocked' && device.reason !== 'Policy') return 129
  if (line.command === 'Provision') return undefined
  if (settings.remoteWipe) return 140
  // A device that sends no key at all knows nothing of policies.
  if (line.policyKey === undefined || settings.policyKeyDropped) return allowNonProvisionable ? undefined : 141
  if (line.policyKey === 0) return 142
  if (line.policyKey !== device.policyKey) return 144
  if (allowNonProvisionable) return undefined
  if (device.policyApplied === 'by-others') return allowExternalManagement ? undefined : 145
  return device.policyApplied === 'fully' ? undefined : 139
}
