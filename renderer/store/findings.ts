import { type Step, steps } from '../../shared/checks/check.ts'
import { type Finding, type Verdict, verdictOrder } from '../../shared/checks/finding.ts'
import { isUnderWay, type RunView } from './run-view.ts'
import { artifactSteps, counted, stepNames, verdictHeadings } from './words.ts'

export type Grouping = 'urgency' | 'step'

/** Findings that show as one line with a count: passes, and many checks that wait for the same thing. */
export type FindingFold = { id: string; verdict: 'pass' | 'skip'; sentence: string; findings: Finding[] }

/** Findings under one heading. */
export type FindingGroup = { id: string; heading: string; total: number; shown: Finding[]; folds: FindingFold[] }

/** How many findings of each verdict there are. */
export function countVerdicts(findings: readonly Pick<Finding, 'verdict'>[]): Record<Verdict, number> {
  const counts: Record<Verdict, number> = { fail: 0, bug: 0, warn: 0, unknown: 0, skip: 0, pass: 0 }
  for (const { verdict } of findings) counts[verdict] += 1
  return counts
}

/** What must be mended first, what is fine last; within a verdict by step, then in the order of arrival. */
export function inReadingOrder(findings: readonly Finding[]): Finding[] {
  return findings.toSorted(
    (a, b) =>
      verdictOrder.indexOf(a.verdict) - verdictOrder.indexOf(b.verdict) ||
      steps.indexOf(a.step) - steps.indexOf(b.step),
  )
}

/** Groups by urgency (one group a verdict) or by step (in walking order); passes are folded in either. */
export function groupFindings(findings: readonly Finding[], by: Grouping): FindingGroup[] {
  const ordered = inReadingOrder(findings)
  const groups: FindingGroup[] =
    by === 'urgency'
      ? verdictOrder.map((verdict) =>
          groupOf(
            verdict,
            verdictHeadings[verdict],
            ordered.filter((finding) => finding.verdict === verdict),
          ),
        )
      : steps.map((step) =>
          groupOf(
            step,
            stepNames[step],
            ordered.filter((finding) => finding.step === step),
          ),
        )
  return groups.filter((group) => group.total > 0)
}

/** So many checks that wait for the same thing are folded; fewer are shown as they are. */
const FOLDED_SKIPS = 3

function groupOf(id: string, heading: string, findings: Finding[]): FindingGroup {
  const folds = foldsOf(id, findings)
  const folded = new Set(folds.flatMap((fold) => fold.findings))
  return { id, heading, total: findings.length, shown: findings.filter((finding) => !folded.has(finding)), folds }
}

function foldsOf(group: string, findings: readonly Finding[]): FindingFold[] {
  const skips = Map.groupBy(
    findings.filter((finding) => finding.verdict === 'skip'),
    (finding) => finding.advice ?? '',
  )
  const folds: FindingFold[] = []
  for (const [advice, waiting] of skips) {
    if (waiting.length < FOLDED_SKIPS) continue
    const sentence = `${counted(waiting.length, 'check was', 'checks were')} not reached. ${advice}`
    folds.push({ id: `${group} skip ${folds.length}`, verdict: 'skip', sentence, findings: waiting })
  }
  const passes = findings.filter((finding) => finding.verdict === 'pass')
  const sentence = counted(passes.length, 'check passes', 'checks pass')
  if (passes.length > 0) folds.push({ id: `${group} pass`, verdict: 'pass', sentence, findings: passes })
  return folds
}

/** A step as the rail shows it. `worst` is absent until one of its checks has answered. */
export type StepState = {
  step: Step
  progress: 'waiting' | 'now' | 'done' | 'none'
  counts: Record<Verdict, number>
  total: number
  worst?: Verdict
}

/** The steps in walking order, each with how far it is and what was found. `none`: no check of it belongs to this run. */
export function stepStates(view: RunView | undefined): StepState[] {
  return steps.map((step) => {
    const findings = view?.findings.filter((finding) => finding.step === step) ?? []
    const expected = view?.checks.filter((check) => check.startsWith(`${step}/`)).length ?? 0
    const total = Math.max(expected, findings.length)
    const worst = verdictOrder.find((verdict) => findings.some((finding) => finding.verdict === verdict))
    return {
      step,
      total,
      counts: countVerdicts(findings),
      progress: progressOfStep(view, step, findings.length, total),
      worst,
    }
  })
}

function progressOfStep(view: RunView | undefined, step: Step, answered: number, total: number): StepState['progress'] {
  if (!view || total === 0) return 'none'
  if (!isUnderWay(view) || answered === total) return answered > 0 ? 'done' : 'none'
  const atWork = Object.entries(view.gatherers).some(
    ([artifact, state]) => state === 'now' && artifactSteps[artifact as keyof typeof artifactSteps].includes(step),
  )
  return atWork || answered > 0 ? 'now' : 'waiting'
}

const placeKeys = ['url', 'server', 'name', 'host', 'address', 'mailbox', 'domain', 'username']

/** Where a finding was made, from its evidence: an address, a name, a server; undefined when it names none. */
export function placeOf(finding: Pick<Finding, 'evidence'>): string | undefined {
  for (const key of placeKeys) {
    const value = finding.evidence[key]
    if (typeof value === 'string' && value !== '') return value
  }
  return undefined
}
