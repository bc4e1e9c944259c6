import type { Finding, RunVerdict } from '../checks/finding.ts'
import type { Run } from '../run/run.ts'
import type { RunState } from '../run/run-summary.ts'

/** What a report is made of: a run that has ended, or what there is of one that has not. */
export type ReportSource = {
  run: Run['run']
  findings: readonly Finding[]
  /** Null while the run is under way, and where it broke off. */
  verdict: RunVerdict | null
  state: RunState
  /** How many checks were to answer. */
  expected: number
  /** The checks that were looked at again after a change, and when. */
  verified?: ReadonlyMap<string, string>
}

/** The report on a run that has ended, as its file holds it. */
export function sourceOfRun({ run, findings, verdict }: Run): ReportSource {
  return { run, findings, verdict, state: 'ended', expected: findings.length }
}
