/** A device that has not come for so many days is called silent, where nobody asks for another number. */
export const SILENT_DAYS = 90

const DAY = 86_400_000

/** When a device came first and last, in milliseconds since 1970; null where that was not read. */
export type DeviceTimes = {
  firstSync: number | null
  lastSync: number | null
  lastAttempt: number | null
  /** Exchange says that it never synchronised. */
  neverSynced: boolean
}

/**
 * When a device came last, whether it synchronised or was turned away: one that tries each day is still in somebody's hands.
 * One that never did came when its partnership was made. Null: nobody read it.
 */
export function lastCame({ firstSync, lastSync, lastAttempt, neverSynced }: DeviceTimes): number | null {
  if (lastSync === null && lastAttempt === null) return neverSynced ? firstSync : null
  return Math.max(lastSync ?? Number.NEGATIVE_INFINITY, lastAttempt ?? Number.NEGATIVE_INFINITY)
}

/** Whether it has not come for so many days. One of which nobody read when it came is not silent. */
export function isSilent(times: DeviceTimes, days: number, now: number): boolean {
  const last = lastCame(times)
  return last !== null && last <= now - days * DAY
}
