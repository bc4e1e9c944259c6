import { type ClockReading, millisecondsUntilDue } from '../../shared/watch/due.ts'
import type { WatchRecords } from './watch-records.ts'

/** A start by both clocks; `kept` once it is written down, after which another program's may follow it. */
type Start = { at: string; monotonic: number; kept: boolean }

/** When the watch over each organisation last started a run, and so when the next one is due. */
export type WatchStarts = {
  /** Notes a start before it is known whether there will be one; what it returns takes that back. */
  note(organisationId: string, at: ClockReading): () => void
  /** Writes the noted start down. */
  keep(organisationId: string): void
  /** When the last was, by the wall's clock; null before the first. */
  last(organisationId: string): string | null
  millisecondsUntilDue(organisationId: string, everyMinutes: number, now: ClockReading, notBefore: number): number
}

export function createWatchStarts(records: WatchRecords): WatchStarts {
  const own = new Map<string, Start>()

  /** What this program noted, unless another program has started a run since. */
  function lastOf(organisationId: string): { at: string; monotonic?: number } | null {
    const start = own.get(organisationId)
    if (start && !start.kept) return start
    const { lastStart } = records.read(organisationId)
    if (lastStart === null) return null
    return start?.at === lastStart ? start : { at: lastStart }
  }

  return {
    note(organisationId, { wall, monotonic }) {
      const before = own.get(organisationId)
      own.set(organisationId, { at: new Date(wall).toISOString(), monotonic, kept: false })
      return () => {
        if (before) own.set(organisationId, before)
        else own.delete(organisationId)
      }
    },
    keep(organisationId) {
      const start = own.get(organisationId)
      if (!start) return
      records.change(organisationId, () => ({ lastStart: start.at }))
      start.kept = true
    },
    last: (organisationId) => lastOf(organisationId)?.at ?? null,
    millisecondsUntilDue(organisationId, everyMinutes, now, notBefore) {
      const last = lastOf(organisationId)
      const lastStart = last && { wall: Date.parse(last.at), monotonic: last.monotonic }
      return millisecondsUntilDue({ everyMinutes, lastStart, now, notBefore })
    },
  }
}
