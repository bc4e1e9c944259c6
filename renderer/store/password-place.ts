import type { CallResult } from '../../shared/contract/contract.ts'
import { t } from '../../shared/language/translate.ts'
import type { Place } from './place.ts'

/** Where a password goes that is typed into this window, in one sentence; `what` it is called there. */
export function passwordPlace(about: CallResult<'app.about'> | null, what = t`It`): string {
  if (about?.passwords === 'keychain')
    return t`${what} is kept in this computer’s keychain, and never comes back to this window.`
  return t`${what} is kept in memory until Postern ends, never in a file, and never comes back to this window.`
}

/** Whether a password that is missing is asked for above the findings of a place, so that they need not lead to it. */
export function isAskedAbove(place: Place): boolean {
  return place.kind === 'everything' || (place.kind === 'step' && place.step === 'sign-in')
}
