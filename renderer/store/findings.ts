import { type Step, steps } from '../../shared/checks/check.ts'
import { type Finding, type Verdict, verdictOrder } from '../../shared/checks/finding.ts'
import { countVerdicts, inReadingOrder } from '../../shared/run/finding-groups.ts'
import { artifactSteps } from '../../shared/run/words.ts'
import { isUnderWay, type RunView } from './run-view.ts'

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

/** Findings that the page shows: of one step, or all; failures first. */
export function shownFindings({ run, step }: { run: RunView; step: Step | null }): Finding[] {
  return inReadingOrder(step ? run.findings.filter((finding) => finding.step === step) : run.findings)
}
