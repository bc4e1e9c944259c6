import type {
  MobileDevice,
  MobileDeviceMailboxPolicy,
  MobileDeviceStatistics,
} from '../management/mobile-configuration.ts'
import type { ActiveSyncMailbox } from './quarantine-configuration.ts'

/** What was not read, or is not among what was read. */
export type NotRead = 'not-read'

/** One partnership of a device with a mailbox, with all that was read of it. */
export type Device = {
  /** Its identity in small letters: what it is known by. */
  key: string
  partnership: MobileDevice
  statistics: MobileDeviceStatistics | NotRead
  /** The mailbox as the device's identity names it: `contoso.test/Users/Bob`. */
  mailboxName: string
  mailbox: ActiveSyncMailbox | NotRead
  policy: MobileDeviceMailboxPolicy | NotRead
}

/** Texts of Exchange compare without case: general knowledge, which no page says of device ids and rules. */
export function sameText(left: string | null | undefined, right: string | null | undefined): boolean {
  return typeof left === 'string' && typeof right === 'string' && keyOf(left) === keyOf(right)
}

/** What a text is compared by. */
export function keyOf(text: string): string {
  return text.trim().toLowerCase()
}

/** Whether a list of ids has one; undefined where the list was not read. */
export function listHas(list: readonly string[] | undefined, id: string): boolean | undefined {
  return list?.some((entry) => sameText(entry, id))
}
