import type { Artifacts } from '../../../shared/artifacts/artifacts.ts'
import { asksFor } from '../../../shared/artifacts/ews.ts'
import type { SignIn } from '../../../shared/artifacts/sign-in.ts'
import { t } from '../../../shared/language/translate.ts'
import { getFolderPost } from '../wire/ews-message.ts'
import { targetOf } from './addressing.ts'
import { maySignInAt, whoNamed } from './credential-guard.ts'
import type { Wish } from './ews-back-off.ts'
import { unlessLeftAlone } from './ews-left-alone.ts'
import { Blocked, type GatherContext } from './gatherer.ts'
import { orUnsent } from './or-unsent.ts'
import { blockedByTrust } from './reachable.ts'
import type { SignedAnswer, SignedInScheme } from './sign-in-conversation.ts'
import { requestAsAccount } from './signed-in-request.ts'

type Needed = Pick<Artifacts, 'endpoints' | 'dnsAnswers' | 'tlsHandshake' | 'ewsChallenge'>

/** One sign-in at the EWS address; only what would stand in its way is told where it may not begin yet. */
export async function signInAtEws(
  scheme: SignedInScheme,
  gatherer: string,
  { endpoints, dnsAnswers, tlsHandshake, ewsChallenge }: Needed,
  context: GatherContext,
  { mayBegin }: { mayBegin: boolean } = { mayBegin: true },
): Promise<SignIn | Blocked> {
  const blocked = blockedByTrust(tlsHandshake)
  if (blocked) return blocked
  const url = new URL(endpoints.ews.url)
  const username = context.organisation.account?.username
  const nothing = { url: url.href, scheme, ...(username === undefined ? {} : { username }) }
  const { status } = ewsChallenge.exchange
  if (status !== 401) {
    const seen = status === undefined ? 'gave no answer' : `answers ${status}`
    return new Blocked('ewsChallenge', t`EWS on ${url.host} ${seen} instead of asking for a sign-in.`)
  }
  if (!asksFor(scheme, ewsChallenge)) {
    return { ...nothing, result: 'withheld', withheld: 'not-offered', exchanges: [] }
  }
  const isNamed = whoNamed(endpoints, 'ews') === 'administrator'
  if (!isNamed && !maySignInAt(url, ewsChallenge.exchange, scheme, context)) {
    context.budget.withhold({ url: url.href, gatherer }, 'not-exchange')
    return { ...nothing, result: 'withheld', withheld: 'not-exchange', exchanges: [] }
  }
  if (!mayBegin) return { ...nothing, result: 'withheld', withheld: 'goes-last', exchanges: [] }
  const target = targetOf(url, dnsAnswers, context)
  // The same POST that was challenged: a proxy may treat GET in another way.
  const request = getFolderPost(url, context.organisation.mailbox, context.profile.userAgent)
  const found = await orUnsent(target, request, context, () =>
    unlessLeftAlone({ url: url.href, gatherer }, context, () =>
      requestAsAccount(target, request, { scheme, url: url.href, gatherer, anew: true }, context),
    ),
  )
  if ('unsent' in found) return { ...nothing, result: 'failed', exchanges: [found.unsent], failure: found.failure }
  return { ...nothing, ...describeSignIn(found.asked, `${target.host}:${target.port}`) }
}

/** What came of a sign-in, but for where it was and whose. */
function describeSignIn(
  answer: SignedAnswer & { wish?: Wish },
  where: string,
): Omit<SignIn, 'url' | 'scheme' | 'username'> {
  const { exchanges, challenge, channelBinding, withheld, malformed, wish } = answer
  const seen = {
    exchanges,
    ...(challenge && { challenge }),
    ...(channelBinding && { channelBinding }),
    ...(wish && { leaveAlone: wish }),
  }
  if (withheld) return { ...seen, result: 'withheld', withheld }
  if (answer.result === 'accepted' || answer.result === 'rejected') return { ...seen, result: answer.result }
  // Without a status nothing came back at all: that broke off, and is not an answer that is hard to read.
  if (answer.result === 'unclear' && answer.answer?.exchange.status !== undefined) return { ...seen, result: 'unclear' }
  const failure = exchanges.at(-1)?.failure ?? {
    code: 'ntlm-malformed' as const,
    where,
    detail: malformed ?? 'it offers NTLM but sent no challenge',
  }
  return { ...seen, result: 'failed', failure }
}
