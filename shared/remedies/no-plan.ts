import { t } from '../language/translate.ts'
import type { ConfigurationCmdlet } from '../management/configuration.ts'
import type { NoPlan } from './remedy.ts'

/** There is no undo without what was there before: `what` has to be read first, by these cmdlets. */
export function notRead(cmdlets: readonly ConfigurationCmdlet[], what: readonly string[]): NoPlan {
  const named =
    what.length > MOST_NAMED ? [...what.slice(0, MOST_NAMED), t`and ${what.length - MOST_NAMED} more`] : what
  return {
    kind: 'not-read',
    cmdlets,
    sentence: t`Without what is set now there is no way back, so this has to be read first: ${named.join(', ')}.`,
  }
}

/** What stays as it is for want of that, where the rest can be done. */
export function leftOut(what: readonly string[]): string[] {
  if (what.length === 0) return []
  const named = what.slice(0, MOST_NAMED).join(', ')
  return [
    what.length > MOST_NAMED
      ? t`Not read, and left as it is: ${named}, and ${what.length - MOST_NAMED} more.`
      : t`Not read, and left as it is: ${named}.`,
  ]
}

/** A remedy for single mailboxes, where none is named. */
export function noMailboxNamed(): NoPlan {
  return {
    kind: 'by-hand',
    sentence: t`No mailbox is named. Name the mailboxes that the integration serves, and the script is made for these.`,
  }
}

const MOST_NAMED = 5
