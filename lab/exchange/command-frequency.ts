import type { CommandFrequency } from '../settings/device-access.ts'
import type { Device } from './active-sync-devices.ts'

/** Counts a command, and blocks the device for a while where it has sent too many. */
export function countCommand(device: Device, frequency: CommandFrequency | undefined, now: number): void {
  if (!frequency) return
  const { mostCommands, withinMinutes, blockedMinutes } = frequency
  device.recent = [...device.recent.filter((at) => now - at < withinMinutes * 60_000), now].slice(-mostCommands - 1)
  if (device.recent.length <= mostCommands || (device.blockedUntil ?? 0) > now) return
  device.blockedUntil = now + blockedMinutes * 60_000
  device.recent = []
}
