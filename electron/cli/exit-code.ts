import type { RunVerdict } from '../../shared/checks/finding.ts'
import { t } from '../../shared/language/translate.ts'

/** What a script reads: the verdict as an exit code, and the two ways not to have one. */
export const exitCodes = { ready: 0, 'not-ready': 1, usage: 2, 'could-not-tell': 3, bug: 70 } as const satisfies Record<
  RunVerdict | 'usage',
  number
>

/** A mistake in how Postern was called: one sentence that says what, where and what is accepted. Exit code 2. */
export class UsageError extends Error {}

/** A signal came before there was anything to tell. Exit code 3: nothing is known. */
export class StoppedError extends Error {
  constructor() {
    super(t`Stopped before anything was looked at.`)
  }
}
