import { t } from '../language/translate.ts'
import type { Desk } from './desk.ts'
import type { Outcome } from './outcome.ts'
import type { DefaultDecision } from './quarantine-report.ts'

/** A new default of the organisation held against a later reading, as `outcomeOf` does with other decisions. */
export function outcomeOfDefault(
  { accessLevel, was }: DefaultDecision,
  { settings: { defaultLevel } }: Desk,
  wasDone = false,
): Outcome {
  if (defaultLevel === undefined)
    return {
      kind: 'not-known',
      sentence: t`What became of it is not known without Get-ActiveSyncOrganizationSettings.`,
    }
  if (defaultLevel === accessLevel) return { kind: 'done', sentence: t`The organisation’s default is ${accessLevel}.` }
  if (!wasDone && defaultLevel === was)
    return { kind: 'not-done', sentence: t`The organisation’s default is ${defaultLevel}, as before the decision.` }
  return {
    kind: 'changed',
    sentence: t`It was changed since: the organisation’s default is ${defaultLevel}.`,
  }
}
