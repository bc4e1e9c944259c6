import { z } from 'zod'
import { Finding, RunVerdict } from '../../shared/checks/finding.ts'
import { CertificateEnd } from '../../shared/watch/certificate-ends.ts'
import { noStanding, Standing } from '../../shared/watch/standing.ts'
import { Turn } from '../../shared/watch/turn.ts'
import { DEFAULT_MINUTES, Watch, WatchRun } from '../../shared/watch/watch.ts'
import { HeldBack } from '../../shared/watch/watched-run.ts'
import type { SettingsStore } from '../engine/store/settings-store.ts'
import { watchKeyOf } from '../engine/store/watch-key.ts'

/** What the metrics tell of the last whole run. */
const LastRun = z.strictObject({
  verdict: RunVerdict,
  startedAt: z.string(),
  finishedAt: z.string().optional(),
  offline: z.boolean(),
  findings: z.array(Finding.pick({ check: true, step: true, verdict: true })),
})

/** What is kept of the watch over one organisation. */
const WatchRecord = z.strictObject({
  everyMinutes: Watch.shape.everyMinutes,
  on: z.boolean(),
  /** When the watch last started a run, in this program or another; null before the first. */
  lastStart: z.string().nullable(),
  standing: Standing,
  /** The last runs of the watch, the oldest first; and what turned, the newest first. */
  runs: z.array(WatchRun),
  turns: z.array(Turn),
  last: LastRun.nullable(),
  certificates: z.array(CertificateEnd),
  heldBack: HeldBack.nullable(),
})
export type WatchRecord = z.infer<typeof WatchRecord>

const fresh: WatchRecord = {
  ...{ everyMinutes: DEFAULT_MINUTES, on: false, lastStart: null, standing: noStanding },
  ...{ runs: [], turns: [], last: null, certificates: [], heldBack: null },
}

/** The watch over each organisation, as it is kept. */
export type WatchRecords = {
  read(organisationId: string): WatchRecord
  /**
   * Writes what is changed over what is kept now: another program may have a watch over the same organisation, and writes
   * nothing between what `change` is given and what it returns.
   */
  change(organisationId: string, change: (record: WatchRecord) => Partial<WatchRecord>): void
}

function recordOf(kept: unknown): WatchRecord {
  const parsed = WatchRecord.safeParse(kept)
  return parsed.success ? parsed.data : fresh
}

/** Records over the store. What is of another version and does not parse is begun anew. */
export function createWatchRecords(store: SettingsStore): WatchRecords {
  return {
    read: (organisationId) => recordOf(store.read(watchKeyOf(organisationId))),
    change(organisationId, change) {
      store.change(watchKeyOf(organisationId), (kept) => {
        const before = recordOf(kept)
        return { ...before, ...change(before) }
      })
    },
  }
}
