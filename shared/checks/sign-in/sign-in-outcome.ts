import { type SignIn, withheldSentences } from '../../artifacts/sign-in.ts'
import type { Evidence, Judgement } from '../check.ts'
import { obstructedSignIn } from '../withheld.ts'

type SignInOutcome = 'accepted' | 'rejected' | 'unclear' | 'broken' | 'not-offered' | 'not-tried'

/** What one sign-in at EWS came to: the same for every scheme. `more` is what only this scheme shows. */
export function signInOutcome(signIn: SignIn, more: Evidence = {}): Judgement<SignInOutcome> {
  const { url, result, withheld, username, failure, exchanges } = signIn
  const evidence = {
    server: new URL(url).host,
    username: username ?? 'nobody',
    status: exchanges.at(-1)?.status,
    ...more,
  }
  if (result === 'withheld') {
    if (withheld === undefined || withheld === 'not-offered') return { outcome: 'not-offered', evidence }
    const reason = withheldSentences[withheld]
    return obstructedSignIn(withheld) ?? { outcome: 'not-tried', evidence: { ...evidence, reason } }
  }
  if (result === 'failed') {
    return { outcome: 'broken', evidence: { ...evidence, detail: failure?.detail ?? failure?.code ?? 'no answer' } }
  }
  return { outcome: result, evidence }
}
