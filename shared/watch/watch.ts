import { z } from 'zod'
import { RunVerdict } from '../checks/finding.ts'
import { t } from '../language/translate.ts'
import { OrganisationId } from '../organisation/organisation-summary.ts'
import { RunId } from '../run/run.ts'
import { CertificateEnd } from './certificate-ends.ts'
import { LONGEST_MINUTES, SHORTEST_MINUTES } from './due.ts'
import { Turn } from './turn.ts'
import { HeldBack, Unsettled } from './watched-run.ts'

const minutesWords = t`is not a number of minutes; accepted is a whole number from 5 to 1440`

/** That the runs of an organisation are repeated, and how often. */
export const Watch = z.strictObject({
  organisationId: OrganisationId,
  everyMinutes: z.int(minutesWords).min(SHORTEST_MINUTES, minutesWords).max(LONGEST_MINUTES, minutesWords),
  on: z.boolean(),
})
export type Watch = z.infer<typeof Watch>

/** How often, where nobody has said. */
export const DEFAULT_MINUTES = 60

/**
 * A run as the watch sees it. `unsettled`: why its verdict says nothing of the servers. `gone`: it was thinned out, and this
 * is all that is left of it. `service`: “postern watch” made it, and no window.
 */
export const WatchRun = z.strictObject({
  runId: RunId,
  at: z.string(),
  verdict: RunVerdict,
  unsettled: Unsettled.optional(),
  gone: z.literal(true).optional(),
  service: z.literal(true).optional(),
})
export type WatchRun = z.infer<typeof WatchRun>

/** What there is to say of the watch over one organisation. */
export const WatchStatus = z.strictObject({
  watch: Watch,
  /** What the organisation is called. */
  organisation: z.string(),
  /** `waiting-for-turn`: it is due, and another run is under way. */
  state: z.enum(['off', 'waiting', 'waiting-for-turn', 'running']),
  /** When the next run is due; null where it is off. */
  next: z.string().nullable(),
  /** The last runs of the watch, the oldest first. */
  runs: z.array(WatchRun),
  /** What turned, the newest first. */
  turns: z.array(Turn),
  certificates: z.array(CertificateEnd),
  /** Why no password is sent, by the last run. */
  heldBack: HeldBack.nullable(),
  /** What kept the last run from starting, in a sentence. */
  problem: z.string().nullable(),
})
export type WatchStatus = z.infer<typeof WatchStatus>

/** Whether the metrics are served to this machine, at which address, and what is in the way of it. */
export const MetricsState = z.strictObject({
  on: z.boolean(),
  address: z.string().nullable(),
  problem: z.string().nullable(),
})
export type MetricsState = z.infer<typeof MetricsState>
