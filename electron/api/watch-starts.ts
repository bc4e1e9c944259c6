import { type ClockReading, millisecondsUntilDue } from '../../shared/watch/due.ts'
import type { WatchRecords } from './watch-records.ts'

/** When the watch over each organisation last started a run, and so when the next one is due. */
export type WatchStarts = {
  /**
   * Takes the next start before it comes about, where other programs with the same watch see it. `last`: when the last
   * start was, by which this one is due. Where another program was quicker, nothing is noted and it is undefined; what it
   * returns otherwise takes the start back, where it did not come about.
   */
  claim(organisationId: string, at: ClockReading, last: string | null): (() => void) | undefined
  /** `lastStart`: as it is kept. */
  millisecondsUntilDue(
    organisationId: string,
    kept: { lastStart: string | null; everyMinutes: number },
    now: ClockReading,
    notBefore: number,
  ): number
}

export function createWatchStarts(records: WatchRecords): WatchStarts {
  /** By organisation, of the starts of this program: what the clock showed that nobody sets. */
  const own = new Map<string, { at: string; monotonic: number }>()

  return {
    claim(organisationId, { wall, monotonic }, last) {
      const ownBefore = own.get(organisationId)
      const at = new Date(wall).toISOString()
      let taken = false
      records.change(organisationId, ({ lastStart }) => {
        taken = lastStart === last
        return taken ? { lastStart: at } : {}
      })
      if (!taken) return undefined
      own.set(organisationId, { at, monotonic })
      return () => {
        if (ownBefore) own.set(organisationId, ownBefore)
        records.change(organisationId, ({ lastStart }) => (lastStart === at ? { lastStart: last } : {}))
      }
    },
    millisecondsUntilDue(organisationId, { lastStart: at, everyMinutes }, now, notBefore) {
      const start = own.get(organisationId)
      // Another program's start is known by the wall's clock alone.
      const monotonic = start !== undefined && start.at === at ? start.monotonic : undefined
      const lastStart = at === null ? null : { wall: Date.parse(at), monotonic }
      return millisecondsUntilDue({ everyMinutes, lastStart, now, notBefore })
    },
  }
}
