import { z } from 'zod'
import { ArtifactNameSchema } from '../artifacts/artifacts.ts'
import { steps } from './check.ts'

export const Verdict = z.enum(['pass', 'warn', 'fail', 'skip', 'unknown', 'bug'])
export type Verdict = z.infer<typeof Verdict>

/** The order in which findings are read: what must be mended first, what is fine last. */
export const verdictOrder: readonly Verdict[] = ['fail', 'bug', 'warn', 'unknown', 'skip', 'pass']

/** What one check concluded, with the words for it filled in: the same in the window, the terminal and the report. */
export const Finding = z.strictObject({
  check: z.string(),
  step: z.enum(steps),
  /** The check's outcome; `blocked`, `not-gathered` and `threw` are the judge's own. */
  outcome: z.string(),
  verdict: Verdict,
  title: z.string(),
  why: z.string(),
  evidence: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
  /** What to do, or what would tell; null on a pass. */
  advice: z.string().nullable(),
  /** The remedy's id, where Postern has one. */
  remedy: z.string().nullable(),
  /** On a skip: the artifact that holds the failure in the way. */
  blockedBy: ArtifactNameSchema.optional(),
  /** The artifacts that the check looked at: where its raw evidence is. */
  artifacts: z.array(ArtifactNameSchema),
})
export type Finding = z.infer<typeof Finding>

/** The verdict on the whole run. */
export const RunVerdict = z.enum(['ready', 'not-ready', 'could-not-tell', 'bug'])
export type RunVerdict = z.infer<typeof RunVerdict>

/**
 * The run's verdict: any `fail` is not ready; else our own bug; else anything skipped or unknown leaves it open;
 * warnings alone do not stand in the way. No findings at all say nothing.
 */
export function runVerdict(findings: readonly Pick<Finding, 'step' | 'verdict'>[]): RunVerdict {
  const seen = new Set(findings.filter((finding) => !isToldByWarning(finding, findings)).map(({ verdict }) => verdict))
  if (seen.has('fail')) return 'not-ready'
  if (seen.has('bug')) return 'bug'
  if (seen.size === 0 || seen.has('unknown') || seen.has('skip')) return 'could-not-tell'
  return 'ready'
}

/**
 * Nobody needs Autodiscover: without it, addresses are typed by hand. So where its step warns of what is in the way, that
 * other questions about it were skipped for the same leaves nothing open.
 */
function isToldByWarning(
  { step, verdict }: Pick<Finding, 'step' | 'verdict'>,
  findings: readonly Pick<Finding, 'step' | 'verdict'>[],
): boolean {
  return (
    step === 'autodiscover' &&
    verdict === 'skip' &&
    findings.some((other) => other.step === step && other.verdict === 'warn')
  )
}
