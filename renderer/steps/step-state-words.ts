import { counted, t } from '../../shared/language/translate.ts'
import { askingWords, runVerdictWords } from '../../shared/run/verdict-words.ts'

import { isBlocked, type StepState } from './step-graph.ts'
import { wizardStepNames } from './step-words.ts'

/** How a step stands, in a few words: what is to be done in it, or what it waits for. */
export function stepStateWords(state: StepState): string {
  const { step, progress, counts, total, answered, worst, blockedBy, verdict, mended } = state
  if (step === 'organisation') return progress === 'done' ? t`Named` : t`To be named`
  if (verdict) return runVerdictWords[verdict]
  if (step === 'report' && progress === 'broke-off') return t`Broke off`
  if (blockedBy && isBlocked(state)) return t`Waits for ${wizardStepNames[blockedBy]}`
  if (progress === 'none') return t`Not looked at`
  if (progress === 'waiting') return step === 'report' ? t`When the run has ended` : t`Waiting`
  const parts = askingWords(counts)
  if (parts.length > 0) return parts.join(', ')
  if (progress === 'now' || progress === 'broke-off') return t`${answered} of ${total} answered`
  if (worst === 'skip' && mended === counts.skip) return t`${mended} can be reached now`
  if (worst === 'skip') return counts.skip === total ? t`Not reached` : t`${counts.skip} of ${total} not reached`
  return counted(counts.pass, 'check passes', 'checks pass')
}
