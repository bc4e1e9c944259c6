import { type Finding, runVerdict } from '../../shared/checks/finding.ts'
import { causeOfSkip } from '../../shared/run/finding-groups.ts'
import type { RunView } from './run-view.ts'

/** A finding as it was seen last, and the run that saw it, in which its evidence is. */
export type SeenAgain = { finding: Finding; run: RunView }

/** By check: what was looked at again since a run, as it was seen last. */
export function seenAgain(base: RunView, verifications: readonly RunView[]): ReadonlyMap<string, SeenAgain> {
  const seen = new Map<string, SeenAgain>()
  for (const run of verifications) {
    if (run.header.verifies !== base.header.id) continue
    for (const finding of run.findings) seen.set(finding.check, { finding, run })
  }
  return seen
}

/** A run with what was looked at again laid over its findings, each in its place; its evidence stays what it was. */
export function withSeenAgain(base: RunView, verifications: readonly RunView[]): RunView {
  const seen = seenAgain(base, verifications)
  if (seen.size === 0) return base
  const findings = base.findings.map((finding) => seen.get(finding.check)?.finding ?? finding)
  return { ...base, findings, verdict: base.verdict && runVerdict(findings) }
}

/** The checks that were not reached for the sake of what one finding tells of. */
export function waitingFor(check: string, findings: readonly Finding[]): string[] {
  return findings
    .filter((finding) => finding.verdict === 'skip' && causeOfSkip(finding, findings)?.check === check)
    .map((finding) => finding.check)
}

const nowWords: Readonly<Record<Finding['verdict'], string>> = {
  pass: 'Verified now: passes',
  fail: 'Verified now: still fails',
  warn: 'Verified now: to look at',
  unknown: 'Verified now: could not tell',
  skip: 'Verified now: not reached',
  bug: 'Postern failed to verify it',
}

/** What looking again came to, in a few words. */
export function verifiedWords({ verdict }: Pick<Finding, 'verdict'>): string {
  return nowWords[verdict]
}
