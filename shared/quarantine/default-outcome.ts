import { t } from '../language/translate.ts'
import type { Desk } from './desk.ts'
import { asBefore, type KnownOfDecision, type Outcome } from './outcome.ts'
import type { DefaultDecision } from './quarantine-report.ts'

/** A new default of the organisation held against a later reading, as `outcomeOf` does with other decisions. */
export function outcomeOfDefault(
  { accessLevel, was }: Pick<DefaultDecision, 'accessLevel' | 'was'>,
  { settings: { defaultLevel } }: Desk,
  known: KnownOfDecision,
): Outcome {
  if (defaultLevel === undefined)
    return {
      kind: 'not-known',
      sentence: t`What became of it is not known without Get-ActiveSyncOrganizationSettings.`,
    }
  if (defaultLevel === accessLevel) return { kind: 'done', sentence: t`The organisation’s default is ${accessLevel}.` }
  if (defaultLevel === was)
    return asBefore(known, {
      'not-done': t`The organisation’s default is ${defaultLevel}, as before the decision.`,
      undone: t`It was undone: the organisation’s default is ${defaultLevel}, as before the decision.`,
      changed: t`It was done, and the organisation’s default is now ${defaultLevel}, as before the decision.`,
    })
  return {
    kind: 'changed',
    sentence: t`It was changed since the decision: the organisation’s default is ${defaultLevel}.`,
  }
}
