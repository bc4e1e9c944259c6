import type { AnyCheck } from '../checks/check.ts'
import { type Finding, runVerdict } from '../checks/finding.ts'
import { judge } from '../checks/judge.ts'
import type { Run } from './run.ts'

/**
 * A stored run, judged by these checks: its artifacts stay as they were gathered, its findings and verdict are made
 * anew. A check whose artifacts the run never asked for is left out, so that an older run is not held against what it
 * could not know; a run of chosen checks is judged by the same ones.
 */
export function judgeAgain(run: Run, checks: readonly AnyCheck[]): Run {
  const { artifacts } = run
  const { only } = run.run
  const findings: Finding[] = []
  for (const check of checks) {
    const { id, needs } = check.meta
    if (only !== undefined && !only.includes(id)) continue
    if (needs.every((name) => artifacts[name] !== undefined)) findings.push(judge(check, artifacts))
  }
  return { ...run, findings, verdict: runVerdict(findings) }
}
