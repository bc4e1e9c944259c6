import { z } from 'zod'
import { ArtifactNameSchema, ArtifactRecords, GatheredState } from '../artifacts/artifacts.ts'
import { Finding, RunVerdict } from '../checks/finding.ts'
import { Trace } from './trace.ts'

export const RunId = z.string().regex(/^run-[0-9a-z-]{8,64}$/)

/** Who ran it, against what, when; no secret is in it. */
export const RunHeader = z.strictObject({
  id: RunId,
  /** Of this format; a newer Postern reads older ones. */
  format: z.literal(1),
  postern: z.string(),
  organisation: z.strictObject({
    name: z.string(),
    domain: z.string(),
    mailbox: z.string(),
    /** Tells whether an organisation of today is the one of then, down to its servers and account; a run that goes on is of the same. */
    digest: z.string().optional(),
  }),
  vantage: z.enum(['inside', 'outside']),
  profile: z.string(),
  startedAt: z.string(),
  finishedAt: z.string().optional(),
  /** The checks that were asked for, when it was not all of them. */
  only: z.array(z.string()).optional(),
  /** The run whose findings it verifies, where it was started for that. */
  verifies: RunId.optional(),
  /** When it went on after it had been interrupted, and what was asked again; the rest was kept from before. */
  resumed: z.array(z.strictObject({ at: z.string(), again: z.array(ArtifactNameSchema) })).optional(),
  /**
   * There where servers were reached as this machine is set to reach them: the proxies that stood between, once it has
   * ended; none, where it named none for them.
   */
  proxies: z.array(z.string()).optional(),
  /** What it leaves behind on a server: while it is under way what it may leave, afterwards what it did. */
  traces: z.array(Trace).min(1).optional(),
  /** Why it ended before its end. */
  endedEarly: z.enum(['cancelled', 'deadline']).optional(),
})

export type RunHeader = z.infer<typeof RunHeader>

/** One pass: what was gathered and what was concluded. This is the JSON of `postern probe --json`. */
export const Run = z.strictObject({
  run: RunHeader,
  verdict: RunVerdict,
  findings: z.array(Finding),
  artifacts: ArtifactRecords,
})
export type Run = z.infer<typeof Run>

/** Progress of a run, in order. Findings come as soon as all that they need is known. */
export const RunEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('started'),
    run: RunHeader,
    gatherers: z.array(ArtifactNameSchema),
    checks: z.array(z.string()),
  }),
  z.strictObject({ type: z.literal('gathering'), artifact: ArtifactNameSchema }),
  z.strictObject({
    type: z.literal('gathered'),
    artifact: ArtifactNameSchema,
    state: GatheredState,
    milliseconds: z.number(),
  }),
  z.strictObject({ type: z.literal('finding'), finding: Finding }),
  z.strictObject({ type: z.literal('finished'), verdict: RunVerdict, run: RunHeader }),
])
export type RunEvent = z.infer<typeof RunEvent>
