import { createHash } from 'node:crypto'
import { t } from '../../../shared/language/translate.ts'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import type { Profile } from '../../../shared/profiles/profile.ts'
import type { Trace } from '../../../shared/run/trace.ts'

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

/**
 * Whose mailbox a device opens: the account's own, whatever mailbox EWS is asked for. By the organisation's address where
 * that is the same one, as EWS tells, or else their names; if not, by the account's name, which Exchange takes as well.
 */
export function deviceMailbox(organisation: Organisation, same = hasNameOf(organisation)): string {
  return same ? organisation.mailbox : (organisation.account?.username ?? organisation.mailbox)
}

function hasNameOf({ account, impersonation, mailbox }: Organisation): boolean {
  const user = account?.username.replace(/^.*\\/, '').split('@')[0]?.toLowerCase()
  return impersonation !== true && user === mailbox.split('@')[0]?.toLowerCase()
}

/** What a session leaves behind, with the commands of the Exchange Management Shell that take it away again. */
export function traceOfDevice(organisation: Organisation, profile: Profile): Trace {
  const { id, type } = activeSyncDevice(organisation, profile)
  const isInferred = profile.activeSync.deviceTypeInferred && organisation.activeSync?.deviceType === undefined
  const kind = isInferred ? t`${type}, inferred; the organisation’s file can name another: activeSync.deviceType` : type
  const mailbox = deviceMailbox(organisation)
  // Inside single quotes PowerShell wants each of them doubled, and takes the curly ones for the same.
  const quoted = `'${mailbox.replaceAll(/['\u2018-\u201b]/g, '$&$&')}'`
  return {
    what: t`a partnership of the mobile device ${id} (${kind}) with the mailbox of ${mailbox}`,
    undo: `Get-MobileDevice -Mailbox ${quoted} | Where-Object DeviceId -eq '${id}' | Remove-MobileDevice`,
    // The cmdlets have had their names since 2013; PowerShell 2, which 2010 runs on, wants a block.
    undoIn2010: `Get-ActiveSyncDevice -Mailbox ${quoted} | Where-Object {$_.DeviceId -eq '${id}'} | Remove-ActiveSyncDevice`,
  }
}
