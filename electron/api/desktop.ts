import type { CallResult } from '../../shared/contract/contract.ts'
import { t } from '../../shared/language/translate.ts'
import type { Run } from '../../shared/run/run.ts'
import { runVerdictWords } from '../../shared/run/verdict-words.ts'

/** What only a host with a desktop can do; a browser on loopback has its own ways. */
export type Desktop = {
  /** Saves the page that is shown as a PDF, where the administrator says. */
  savePdf(name: string): Promise<CallResult<'window.savePdf'>>
  /** Tells whoever is not looking at the window. */
  notify(sentence: string): void
}

/** How a notification says that a run has ended. */
export function endSentence({ run, verdict }: Run): string {
  return t`The run of ${run.organisation.name} has ended: ${runVerdictWords[verdict].toLowerCase()}.`
}
