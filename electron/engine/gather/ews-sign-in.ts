import type { Artifacts } from '../../../shared/artifacts/artifacts.ts'
import { asksFor } from '../../../shared/artifacts/ews.ts'
import type { SignIn } from '../../../shared/artifacts/sign-in.ts'
import { getFolderPost } from '../wire/ews-message.ts'
import { targetOf } from './addressing.ts'
import { maySignInAt } from './credential-guard.ts'
import { unlessLeftAlone, type Wish } from './ews-back-off.ts'
import { Blocked, defineGatherer, type GatherContext } from './gatherer.ts'
import { orUnsent } from './or-unsent.ts'
import { blockedByTrust } from './reachable.ts'
import type { SignedAnswer, SignedInScheme } from './sign-in-conversation.ts'
import { requestAsAccount } from './signed-in-request.ts'

type Needed = Pick<Artifacts, 'endpoints' | 'dnsAnswers' | 'tlsHandshake' | 'ewsChallenge'>

/** One NTLM sign-in at the EWS address. */
export const ntlmSignIn = defineGatherer({
  artifact: 'ntlmSignIn',
  needs: ['endpoints', 'dnsAnswers', 'tlsHandshake', 'ewsChallenge'],
  gather: (needed, context) => signIn('ntlm', 'ntlmSignIn', needed, context),
})

/** One Basic sign-in at the EWS address, after NTLM: the scheme that sends the password itself goes last. */
export const basicSignIn = defineGatherer({
  artifact: 'basicSignIn',
  needs: ['endpoints', 'dnsAnswers', 'tlsHandshake', 'ewsChallenge'],
  after: () => ['ntlmSignIn'],
  gather: (needed, context) => signIn('basic', 'basicSignIn', needed, context),
})

async function signIn(
  scheme: SignedInScheme,
  gatherer: string,
  { endpoints, dnsAnswers, tlsHandshake, ewsChallenge }: Needed,
  context: GatherContext,
): Promise<SignIn | Blocked> {
  const blocked = blockedByTrust(tlsHandshake)
  if (blocked) return blocked
  const url = new URL(endpoints.ews.url)
  const username = context.organisation.account?.username
  const nothing = { url: url.href, scheme, ...(username === undefined ? {} : { username }) }
  const { status } = ewsChallenge.exchange
  if (status !== 401) {
    const seen = status === undefined ? 'gave no answer' : `answers ${status}`
    return new Blocked('ewsChallenge', `EWS on ${url.host} ${seen} instead of asking for a sign-in.`)
  }
  if (!asksFor(scheme, ewsChallenge)) {
    return { ...nothing, result: 'withheld', withheld: 'not-offered', exchanges: [] }
  }
  const isNamed = endpoints.ews.source === 'organisation'
  if (!isNamed && !maySignInAt(url, ewsChallenge.exchange, scheme, context)) {
    context.budget.withhold({ url: url.href, gatherer }, 'not-exchange')
    return { ...nothing, result: 'withheld', withheld: 'not-exchange', exchanges: [] }
  }
  const target = targetOf(url, dnsAnswers, context)
  // The same POST that was challenged: a proxy may treat GET in another way.
  const request = getFolderPost(url, context.organisation.mailbox, context.profile.userAgent)
  const found = await orUnsent(target, request, context, () =>
    unlessLeftAlone({ url: url.href, gatherer }, context, () =>
      requestAsAccount(target, request, { scheme, url: url.href, gatherer, anew: true }, context),
    ),
  )
  if ('unsent' in found) return { ...nothing, result: 'failed', exchanges: [found.unsent], failure: found.failure }
  return { ...nothing, ...describe(found.asked, `${target.host}:${target.port}`) }
}

function describe(answer: SignedAnswer & { wish?: Wish }, where: string): Omit<SignIn, 'url' | 'scheme' | 'username'> {
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
