import { counted, t } from '../../shared/language/translate.ts'
import { accountOf } from '../../shared/run/verdict-words.ts'
import { gatheringWords } from '../../shared/run/words.ts'
import type { WizardStep } from '../store/place.ts'
import { isUnderWay, type RunView } from '../store/run-view.ts'
import { findingsOf, gatheringOf, isBlocked, openChecksOf, type StepState } from './step-graph.ts'
import { wizardStepNames } from './step-words.ts'

/** How far the checks of a step are, in words; with a bar while more of them are to come. */
export type StepAccount = { sentence: string; bar?: { answered: number; total: number } }

/** What a run's checks of a step came to, or how many have answered and what is asked now that the others wait for. */
export function stepAccount(run: RunView, step: WizardStep): StepAccount {
  const findings = findingsOf(run, step)
  const answered = findings.length
  const total = answered + openChecksOf(run, step).length
  if (!isUnderWay(run)) {
    const account = total === 0 ? t`No check of this step was part of the run.` : accountOf(findings)
    const missing = answered > 0 ? total - answered : 0
    return { sentence: missing > 0 ? t`${account} ${missing} more had not answered.` : account }
  }
  const now = gatheringOf(run, step).map((artifact) => gatheringWords[artifact])
  const waits = answered === total ? '' : now.length > 0 ? t` Now ${now.join('; ')}.` : t` The others wait their turn.`
  return {
    sentence: t`${answered} of ${counted(total, 'check')} of this step answered.${waits}`,
    bar: { answered, total },
  }
}

/** What the steps wait for that are passed over on the way from one to another; empty where none is. */
export function passedOverWords(from: WizardStep, to: WizardStep, states: readonly StepState[]): string {
  const place = (one: WizardStep) => states.findIndex(({ step }) => step === one)
  return states
    .slice(place(from) + 1, place(to))
    .filter(isBlocked)
    .map(({ step, blockedBy }) => t`${wizardStepNames[step]} waits for ${blockedBy && wizardStepNames[blockedBy]}.`)
    .join(' ')
}
