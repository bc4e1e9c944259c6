import { createHash } from 'node:crypto'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import type { Profile } from '../../../shared/profiles/profile.ts'

/** The mobile device that Postern signs in as. */
export type ActiveSyncDevice = { id: string; type: string }

/**
 * The device of one mailbox: the same in every run, and recognisable in Get-MobileDevice by its id, `POSTERN` and 24
 * hexadecimal digits of a hash of the mailbox. MS-ASHTTP 2.2.1.1.1.2.2 allows 32 letters and digits.
 */
export function activeSyncDevice(organisation: Organisation, profile: Profile): ActiveSyncDevice {
  const hash = createHash('sha256').update(organisation.mailbox.toLowerCase()).digest('hex')
  return {
    id: `POSTERN${hash.slice(0, 24).toUpperCase()}`,
    type: organisation.activeSync?.deviceType ?? profile.activeSync.deviceType,
  }
}

/** The Exchange Management Shell command that takes the device's partnership away again. */
export function removalOf(device: ActiveSyncDevice, mailbox: string): string {
  // A single quote is doubled inside single quotes; an address may hold one.
  const quoted = `'${mailbox.replaceAll("'", "''")}'`
  return `Get-MobileDevice -Mailbox ${quoted} | Where-Object DeviceId -eq '${device.id}' | Remove-MobileDevice`
}
