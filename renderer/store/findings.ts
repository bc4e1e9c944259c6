import { type Step, steps } from '../../shared/checks/check.ts'
import { type Finding, type Verdict, verdictOrder } from '../../shared/checks/finding.ts'
import type { RunView } from './run-view.ts'
import { artifactSteps, stepNames, verdictHeadings } from './words.ts'

export type Grouping = 'urgency' | 'step'

/** Findings under one heading. `folded` are the passes, which show as one line with a count. */
export type FindingGroup = { id: string; heading: string; shown: Finding[]; folded: Finding[] }

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

/** Groups by urgency (one group a verdict, passes all folded) or by step (in walking order, each with its passes folded). */
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
  return groups.filter((group) => group.shown.length + group.folded.length > 0)
}

function groupOf(id: string, heading: string, findings: Finding[]): FindingGroup {
  return {
    id,
    heading,
    shown: findings.filter((finding) => finding.verdict !== 'pass'),
    folded: findings.filter((finding) => finding.verdict === 'pass'),
  }
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
  if (view.verdict !== null || answered === total) return 'done'
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
