import type { Verdict } from '../../../shared/checks/finding.ts'
import { t } from '../../../shared/language/translate.ts'
import type { OutcomeKind } from '../../../shared/quarantine/outcome.ts'

/** What readings since a decision say of it, in a word with the icon of a verdict. Null: there was no reading. */
export function outcomeWord(kind: OutcomeKind | null): { word: string; verdict: Verdict } {
  switch (kind) {
    case 'done':
      return { word: t`Decided and done`, verdict: 'pass' }
    case 'not-done':
      return { word: t`Decided and not done`, verdict: 'fail' }
    case 'gone':
      return { word: t`The device is gone`, verdict: 'skip' }
    case 'undone':
      return { word: t`Undone`, verdict: 'skip' }
    case 'changed':
      return { word: t`Changed since the decision`, verdict: 'warn' }
    case 'not-known':
      return { word: t`Not known`, verdict: 'unknown' }
    case null:
      return { word: t`No reading since`, verdict: 'skip' }
  }
}
