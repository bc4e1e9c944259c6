import { z } from 'zod'
import { RunVerdict } from '../checks/finding.ts'
import { RunHeader } from './run.ts'

/** Where a run stands. `interrupted`: what ran it is gone, or broke off for a bug of ours; it can be gone on with. */
export const RunState = z.enum(['under-way', 'ended', 'interrupted'])
export type RunState = z.infer<typeof RunState>

/** What began a run: somebody at the window, the watch, or a file that was brought in. */
export const RunOrigin = z.enum(['window', 'watch', 'imported'])
export type RunOrigin = z.infer<typeof RunOrigin>

const count = z.int().min(0)

/** A run in a list: all but its artifacts and findings. */
export const RunSummary = z.strictObject({
  header: RunHeader,
  state: RunState,
  /** Null until it has ended, and for good where it broke off. */
  verdict: RunVerdict.nullable(),
  /** How many findings of each verdict there are. */
  counts: z.strictObject({ pass: count, warn: count, fail: count, skip: count, unknown: count, bug: count }),
  origin: RunOrigin,
  /** The organisation of this Postern that it was run for; null for a run of another's. */
  organisationId: z.string().nullable(),
})
export type RunSummary = z.infer<typeof RunSummary>
