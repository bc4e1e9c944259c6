import { failureClause } from '../../artifacts/failure.ts'
import { type SignIn, type SignIns, withheldSentences } from '../../artifacts/sign-in.ts'
import { t } from '../../language/translate.ts'
import { partsOf } from '../address-parts.ts'
import type { Evidence, Judgement, Obstructed } from '../check.ts'
import { obstructedSignIn } from '../withheld.ts'
import { causeSentence, isRight, refusalCause } from './refusal-cause.ts'

type SignInOutcome = 'accepted' | 'rejected' | 'unclear' | 'broken' | 'not-offered' | 'not-tried'

/**
 * A rejection that is no finding of the scheme's: the password is not known to be right, or something else explains it.
 * One cause is one failure, and that one is told where it is known best.
 */
export function rejectionToldElsewhere(signIn: SignIn, signIns: SignIns): Obstructed | undefined {
  if (signIn.result !== 'rejected') return undefined
  const cause = refusalCause(signIns)
  if (cause) return { blocked: { by: 'signIns', reason: causeSentence(cause) } }
  if (isRight(signIns)) return undefined
  return {
    blocked: { by: 'signIns', reason: t`The sign-in was rejected, and nothing shows that the password is right.` },
  }
}

/** What one sign-in at EWS came to: the same for every scheme. `more` is what only this scheme shows. */
export function signInOutcome(signIn: SignIn, more: Evidence = {}): Judgement<SignInOutcome> {
  const { url, result, withheld, username, failure, exchanges } = signIn
  const evidence = {
    server: partsOf(url).host,
    username: username ?? t`nobody`,
    status: exchanges.at(-1)?.status,
    ...more,
  }
  if (result === 'withheld') {
    if (withheld === undefined || withheld === 'not-offered') return { outcome: 'not-offered', evidence }
    const reason = withheldSentences[withheld]
    return obstructedSignIn(withheld) ?? { outcome: 'not-tried', evidence: { ...evidence, reason } }
  }
  if (result === 'failed') {
    const detail = failure ? failureClause(failure) : t`no answer`
    return { outcome: 'broken', evidence: { ...evidence, detail }, failure }
  }
  return { outcome: result, evidence, ...(result === 'unclear' && { failure }) }
}
