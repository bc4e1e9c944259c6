import type { ArtifactName } from '../artifacts/artifacts.ts'
import { type Finding, type RunVerdict, runVerdict } from '../checks/finding.ts'
import { isSameOrganisation } from '../organisation/same-organisation.ts'
import type { Run, RunHeader } from './run.ts'

/** A run that may verify findings of another, to its end or as far as it came; without a verdict there was none. */
export type VerifyingRun = {
  run: RunHeader
  findings: readonly Finding[]
  verdict: RunVerdict | null
  /** Whether it is still under way; a run without a verdict that is not has broken off. */
  state?: 'under-way' | 'ended' | 'interrupted'
}

/**
 * Why a check that was to be verified was not, so that the older finding stands: the run was stopped or broke off before
 * it; something else was in the way; it was not looked at, or Postern itself failed; the run was of another domain or
 * mailbox; or the older run has no such finding.
 */
export type WhyNotVerified =
  | 'stopped'
  | 'broke-off'
  | 'not-reached'
  | 'not-looked-at'
  | 'postern-failed'
  | 'other-organisation'
  | 'not-in-base'

/** By which run, and when that one ended; when it began, where it came to no end. */
type ByRun = { check: string; by: string; at: string }
export type Verified = ByRun
export type NotVerified = ByRun & { why: WhyNotVerified; blockedBy?: ArtifactName }

export type WithVerified = {
  /** Those of the older run in their order, the verified ones as they were found last. */
  findings: Finding[]
  /** What they all come to. */
  verdict: RunVerdict
  verified: Verified[]
  /** What was tried since the older finding, or since it was verified last, and came to nothing: the last try of each check. */
  notVerified: NotVerified[]
}

/** Findings of a run, with what later runs that verify it have found since. Runs that verify another are left aside. */
export function withVerified(base: Run, later: readonly VerifyingRun[]): WithVerified {
  const ofBase = new Map(base.findings.map((finding) => [finding.check, finding]))
  const latest = new Map<string, { verified: Verified; finding: Finding }>()
  const tries = new Map<string, NotVerified>()
  for (const one of inOrder(later.filter(({ run }) => run.verifies === base.run.id))) {
    const by = { by: one.run.id, at: one.run.finishedAt ?? one.run.startedAt }
    for (const check of askedOf(one, base)) {
      const finding = one.findings.find((each) => each.check === check)
      const came = cameTo(one, base, finding, ofBase.has(check))
      if (came === 'under-way') continue
      if ('found' in came) {
        latest.set(check, { verified: { check, ...by }, finding: came.found })
        tries.delete(check)
      } else {
        tries.set(check, { check, ...by, ...came })
      }
    }
  }
  const findings = base.findings.map((finding) => latest.get(finding.check)?.finding ?? finding)
  const place = new Map(base.findings.map(({ check }, index) => [check, index]))
  const inPlace = (a: ByRun, b: ByRun) =>
    (place.get(a.check) ?? place.size) - (place.get(b.check) ?? place.size) || compareText(a.check, b.check)
  return {
    findings,
    verdict: runVerdict(findings),
    verified: [...latest.values()].map(({ verified }) => verified).toSorted(inPlace),
    notVerified: [...tries.values()].toSorted(inPlace),
  }
}

/** The checks that a run was to verify: those that it was asked for, or all. */
function askedOf({ run, findings }: VerifyingRun, base: Run): Set<string> {
  const told = findings.map(({ check }) => check)
  return new Set([...(run.only ?? base.findings.map(({ check }) => check)), ...told])
}

/** The newer finding; or why there is none that says anything of the older one. */
function cameTo(
  { run, verdict, state }: VerifyingRun,
  base: Run,
  finding: Finding | undefined,
  isInBase: boolean,
): { found: Finding } | Pick<NotVerified, 'why' | 'blockedBy'> | 'under-way' {
  if (!isSameOrganisation(run.organisation, base.run.organisation)) return { why: 'other-organisation' }
  if (!isInBase) return { why: 'not-in-base' }
  const wasStopped = run.endedEarly !== undefined
  if (finding === undefined) {
    if (verdict === null) return state === 'under-way' ? 'under-way' : { why: 'broke-off' }
    return { why: wasStopped ? 'stopped' : 'not-looked-at' }
  }
  if (finding.outcome === 'not-gathered') return { why: wasStopped ? 'stopped' : 'not-looked-at' }
  if (finding.verdict === 'bug') return { why: 'postern-failed' }
  if (finding.verdict !== 'skip') return { found: finding }
  return { why: 'not-reached', ...(finding.blockedBy && { blockedBy: finding.blockedBy }) }
}

/** As they began; of two that began at once, the one that ended later counts. */
function inOrder(runs: readonly VerifyingRun[]): VerifyingRun[] {
  return runs.toSorted(
    ({ run: a }, { run: b }) =>
      Date.parse(a.startedAt) - Date.parse(b.startedAt) ||
      compareText(a.finishedAt ?? '', b.finishedAt ?? '') ||
      compareText(a.id, b.id),
  )
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
