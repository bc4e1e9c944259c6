import type { Autodiscover, AutodiscoverAttempt } from '../../../shared/artifacts/autodiscover.ts'
import type { WithheldReason } from '../../../shared/artifacts/sign-in.ts'
import { WireError } from '../wire/wire-error.ts'
import { type AttemptEnd, meaningOf } from './autodiscover-answer.ts'
import { unauthorised } from './autodiscover-unauthorised.ts'
import { type Leg, lookedUpTarget, poxPost, walkAnonymously } from './autodiscover-walk.ts'
import { maySignInAt } from './credential-guard.ts'
import { withoutDoubtfulNtlm } from './doubtful-binding.ts'
import type { GatherContext } from './gatherer.ts'
import { schemeToTry } from './offered-schemes.ts'
import type { SignedInScheme } from './sign-in-conversation.ts'
import { requestAsAccount } from './signed-in-request.ts'

/** In the order of preference. */
const schemes: readonly SignedInScheme[] = ['ntlm', 'basic']

export type AttemptAnswer = {
  attempt: AutodiscoverAttempt
  settings?: Autodiscover['settings']
  /** Another mailbox that is to be asked for instead. */
  askFor?: string
}

/**
 * Goes on where a way without a credential ended: signs in where that is asked for, follows what the answer says, and
 * goes without a credential again to wherever that leads.
 */
export async function goSignedIn(first: Leg, mailbox: string, context: GatherContext): Promise<AttemptAnswer> {
  let leg = first
  const exchanges = [...first.attempt.exchanges]
  for (;;) {
    const { attempt } = leg
    const urls = [...attempt.urls]
    const finish = (end: AttemptEnd): AutodiscoverAttempt => ({ ...withoutAsking(attempt), ...end, urls, exchanges })
    // What was seen without a credential is shared with others, and stays as it was.
    if (attempt.result !== 'asks-for-sign-in') return { ...leg, attempt: { ...attempt, urls, exchanges } }
    const asked = await signInAt(attempt, mailbox, context)
    exchanges.push(...asked.exchanges)
    if ('end' in asked) return { attempt: finish(asked.end) }
    const meaning = meaningOf(asked.answer, urls, context.organisation)
    const used = { signedInWith: asked.scheme }
    if (meaning.kind === 'ask-for') return { attempt: finish({ ...used, ...meaning.end }), askFor: meaning.mailbox }
    if (meaning.kind === 'end') {
      const answer = { attempt: finish({ ...used, ...meaning.end }) }
      return meaning.settings ? { ...answer, settings: meaning.settings } : answer
    }
    leg = await walkAnonymously(attempt.method, urls, mailbox, context)
    exchanges.push(...leg.attempt.exchanges)
  }
}

/** What belongs to the address that asked, and not to how the way ended. */
function withoutAsking(attempt: AutodiscoverAttempt): AutodiscoverAttempt {
  const { failure: _failure, status: _status, certificateProblem: _problem, ...rest } = attempt
  return rest
}

type SignedIn = { exchanges: AutodiscoverAttempt['exchanges'] } & (
  | { end: AttemptEnd }
  | { answer: Parameters<typeof meaningOf>[0]; scheme: SignedInScheme }
)

async function signInAt(attempt: AutodiscoverAttempt, mailbox: string, context: GatherContext): Promise<SignedIn> {
  const url = new URL(attempt.urls.at(-1) ?? '')
  const from = { url: url.href, gatherer: 'autodiscover' }
  const { asks = { schemes: [], asExchange: false }, certificateProblem } = attempt
  const status = { status: 401 }
  const scheme = schemeToTry(withoutDoubtfulNtlm(schemes, context), asks.schemes)
  const endedBy = (withheld?: WithheldReason) => unauthorised(url, withheld, certificateProblem, context.organisation)
  if (!maySignInAt(url, attempt.exchanges.at(-1) ?? { headers: [] }, scheme, context)) {
    context.budget.withhold(from, 'not-exchange')
    return { exchanges: [], end: endedBy('not-exchange') }
  }
  if (!scheme) {
    context.budget.withhold(from, 'not-offered')
    return { exchanges: [], end: endedBy('not-offered') }
  }
  try {
    const target = await lookedUpTarget(url, context)
    const request = poxPost(url, mailbox, context.profile.userAgent)
    // A connection that EWS let in would be let in here whatever this directory asks: that is no client's case.
    const signedIn = await requestAsAccount(target, request, { scheme, ...from, anew: true }, context)
    const { exchanges, withheld, answer } = signedIn
    if (withheld) return { exchanges, end: endedBy(withheld) }
    const cut = exchanges.at(-1)?.failure
    if (!answer && !signedIn.malformed && !cut && !asks.schemes.includes(scheme)) {
      // Negotiate, that takes no NTLM.
      context.budget.withhold(from, 'not-offered')
      return { exchanges, end: endedBy('not-offered') }
    }
    if (!answer) {
      const detail = signedIn.malformed ?? `${scheme.toUpperCase()} is offered, but no challenge came`
      const failure = cut ?? { code: 'ntlm-malformed' as const, where: url.host, detail }
      return { exchanges, end: { ...status, result: 'sign-in-broken', failure } }
    }
    if (answer.exchange.status === 401) {
      const proven = context.budget.record().attempts.some(({ result }) => result === 'accepted')
      const unproven = proven ? {} : { passwordUnproven: true as const }
      return { exchanges, end: { ...endedBy(), signedInWith: scheme, ...unproven } }
    }
    if (answer.exchange.failure) {
      return { exchanges, end: { ...status, result: 'sign-in-broken', failure: answer.exchange.failure } }
    }
    return { exchanges, answer, scheme }
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    return { exchanges: [], end: { result: 'unreachable', failure: error.failure } }
  }
}
