import { runsToThinOut } from '../../shared/watch/watch-retention.ts'
import type { RunStore } from '../engine/store/run-store.ts'
import { StoreRefused } from '../engine/store/store-refused.ts'
import type { WatchRecords } from './watch-records.ts'

/** No more go at once: to overwrite what is deleted takes its time, and the others go after the next run. */
const MOST_AT_ONCE = 100

/**
 * Deletes for good what is not kept any longer of the runs that the watch made over one organisation, and returns how many
 * those were. The runs at which something turned that the desk tells of stay.
 */
export function thinOut(
  { runs, records, now }: { runs: RunStore; records: WatchRecords; now: () => Date },
  organisationId: string,
): number {
  try {
    const told = new Set(records.read(organisationId).turns.map(({ runId }) => runId))
    const kept = runs.watched(organisationId).map((run) => ({ ...run, held: run.held || told.has(run.id) }))
    const wanted = runsToThinOut(kept, now()).slice(0, MOST_AT_ONCE)
    if (wanted.length === 0) return 0
    const gone = new Set(runs.thinOut(wanted))
    records.change(organisationId, (record) => ({
      runs: record.runs.map((run) => (gone.has(run.runId) ? { ...run, gone: true as const } : run)),
    }))
    return gone.size
  } catch (error) {
    // A disk that fails now, or that another program writes to, is there again after the next run.
    if (error instanceof StoreRefused) return 0
    throw error
  }
}
