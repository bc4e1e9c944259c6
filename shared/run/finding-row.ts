import { z } from 'zod'
import { Finding } from '../checks/finding.ts'
import { RunId } from './run.ts'

/** A finding in a list over many runs. */
export const FindingRow = z.strictObject({
  runId: RunId,
  startedAt: z.string(),
  /** What the run's organisation is called. */
  organisation: z.string(),
  check: Finding.shape.check,
  step: Finding.shape.step,
  verdict: Finding.shape.verdict,
  title: z.string(),
})
export type FindingRow = z.infer<typeof FindingRow>
