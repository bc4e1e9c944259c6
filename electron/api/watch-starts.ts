import { type ClockReading, millisecondsUntilDue } from '../../shared/watch/due.ts'
import type { WatchRecords } from './watch-records.ts'

/** When the watch over each organisation last started a run, and so when the next one is due. */
export type WatchStarts = {
  /**
   * Notes a start before it comes about, where other programs with the same watch see it. What it returns takes that back,
   * where it did not.
   */
  note(organisationId: string, at: ClockReading): () => void
  millisecondsUntilDue(organisationId: string, everyMinutes: number, now: ClockReading, notBefore: number): number
}

export function createWatchStarts(records: WatchRecords): WatchStarts {
  /** By organisation, of the starts of this program: what the clock showed that nobody sets. */
  const own = new Map<string, { at: string; monotonic: number }>()

  return {
    note(organisationId, { wall, monotonic }) {
      const before = records.read(organisationId).lastStart
      const ownBefore = own.get(organisationId)
      const at = new Date(wall).toISOString()
      own.set(organisationId, { at, monotonic })
      records.change(organisationId, () => ({ lastStart: at }))
      return () => {
        if (ownBefore) own.set(organisationId, ownBefore)
        records.change(organisationId, ({ lastStart }) => ({ lastStart: lastStart === at ? before : lastStart }))
      }
    },
    millisecondsUntilDue(organisationId, everyMinutes, now, notBefore) {
      const { lastStart: at } = records.read(organisationId)
      const start = own.get(organisationId)
      // Another program's start is known by the wall's clock alone.
      const monotonic = start !== undefined && start.at === at ? start.monotonic : undefined
      const lastStart = at === null ? null : { wall: Date.parse(at), monotonic }
      return millisecondsUntilDue({ everyMinutes, lastStart, now, notBefore })
    },
  }
}
