import { UnquotableText, valueText } from '../management/quote.ts'
import type { NoPlan, Plan, Remedy } from './remedy.ts'

/** The same remedy, which hands over no plan with a text that no script can hold: it says which way is left. */
export function quotable(remedy: Remedy): Remedy {
  return {
    ...remedy,
    plan: (configuration, subject) => {
      const plan = remedy.plan(configuration, subject)
      return (plan.kind === 'plan' && unquotable(plan)) || plan
    },
  }
}

/** Where a text of a plan can stand in no script: which way is left. */
export function unquotable({ apply, undo }: Pick<Plan, 'apply' | 'undo'>): NoPlan | undefined {
  try {
    for (const { parameters } of [...apply, ...undo]) for (const value of Object.values(parameters)) valueText(value)
    return undefined
  } catch (error) {
    if (!(error instanceof UnquotableText)) throw error
    return { kind: 'by-hand', sentence: error.message }
  }
}
