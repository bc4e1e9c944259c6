/** `POSTERN` and 24 hexadecimal digits: the id of the device as which a probe signs in. */
const PROBE = /^POSTERN[0-9A-F]{24}$/i

/** Whether a device is Postern's own. It shows itself as the integration does, and is none of it. */
export function isProbeDevice(deviceId: string | null | undefined): boolean {
  return typeof deviceId === 'string' && PROBE.test(deviceId.trim())
}
