import { z } from 'zod'
import { ArtifactNameSchema } from '../artifacts/artifacts.ts'
import { RunVerdict } from '../checks/finding.ts'
import { Run } from './run.ts'
import { RunOrigin, RunState } from './run-summary.ts'

/** A run as Postern keeps it, from its first moment on: with what has come of it so far, and what was to come. */
export const KeptRun = z.strictObject({
  ...Run.shape,
  /** Null until it has ended, and for good where it broke off. */
  verdict: RunVerdict.nullable(),
  state: RunState,
  origin: RunOrigin,
  organisationId: z.string().nullable(),
  /** What was to be gathered, and which checks were to answer. */
  gatherers: z.array(ArtifactNameSchema),
  checks: z.array(z.string()),
})
export type KeptRun = z.infer<typeof KeptRun>

/** The run alone, as a file holds it; undefined while there is no verdict. */
export function runOf({ run, verdict, findings, artifacts }: KeptRun): Run | undefined {
  return verdict === null ? undefined : { run, verdict, findings, artifacts }
}
