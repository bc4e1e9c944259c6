import type { Artifacts } from '../../../shared/artifacts/artifacts.ts'
import { asksFor } from '../../../shared/artifacts/ews.ts'
import { openedTls } from '../../../shared/artifacts/shown-certificate.ts'
import type { SignIn } from '../../../shared/artifacts/sign-in.ts'
import type { SignInOrder } from '../../../shared/artifacts/sign-in-order.ts'
import type { HttpRequest } from '../wire/http-connection.ts'
import { targetOf } from './addressing.ts'
import { certificateSigns } from './certificate-signs.ts'
import { withConnection } from './connect.ts'
import { describeSignIn } from './ews-sign-in-attempt.ts'
import { type Blocked, defineGatherer, type GatherContext } from './gatherer.ts'
import { withNodeLimits } from './node-limits.ts'
import { offeredSchemes } from './offered-schemes.ts'
import { orUnsent } from './or-unsent.ts'
import { blockedByTrust } from './reachable.ts'
import { requestAsAccount } from './signed-in-request.ts'

type Needed = Pick<Artifacts, 'endpoints' | 'dnsAnswers' | 'ewsChallenge'>

/**
 * NTLM goes first: Basic may be on offer and blocked by an authentication policy. But where something opens TLS on the way
 * to EWS, Extended Protection refuses NTLM for that alone, and nobody could tell it from a wrong password. There everything
 * goes by Basic, which no channel binding is part of, and NTLM is the last sign-in; where EWS does not ask for Basic, the
 * password is tried at ActiveSync beside it, and NTLM follows at once, since EWS has nothing else.
 */
export const signInOrder = defineGatherer({
  artifact: 'signInOrder',
  needs: ['endpoints', 'dnsAnswers', 'tlsHandshake', 'ewsChallenge'],
  uses: () => ['serverCertificates'],
  gather: async (needed, context): Promise<SignInOrder | Blocked> => {
    const blocked = blockedByTrust(needed.tlsHandshake)
    if (blocked) return blocked
    const names = namesOfExchange(needed)
    const met = await context.connections.met(({ host }) => names.includes(host), enough(context))
    const opened = openedTls(certificateSigns(context.gathered, met))
    if (!opened || !asksFor('ntlm', needed.ewsChallenge)) return { ntlm: 'first' }
    // A realm of Basic need not have a domain for a name without one.
    const hasDomain = /[\\@]/.test(context.organisation.account?.username ?? '')
    if (!hasDomain || context.password === undefined) return { ntlm: 'first', opened }
    if (asksFor('basic', needed.ewsChallenge)) return { ntlm: 'last', opened }
    const proof = await signInAtActiveSync(needed, context)
    return { ntlm: 'first', opened, ...(proof && { proof }) }
  },
})

/**
 * By the time that EWS has answered, Autodiscover is being asked without a credential; whose certificate is shown there is
 * waited for, and no longer than for a server that may be dead.
 */
function enough({ signal, limits }: GatherContext): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(withNodeLimits(limits).connectMilliseconds)])
}

/** Names of Exchange; at the domain itself a web site stands, whose certificate says nothing of the way to EWS. */
function namesOfExchange({ dnsAnswers }: Needed): string[] {
  return dnsAnswers.names.filter(({ purpose }) => purpose !== 'domain').map(({ name }) => name)
}

/** OPTIONS, which leaves no device behind; nothing where ActiveSync is not beside EWS or does not ask for Basic. */
async function signInAtActiveSync(
  { endpoints, dnsAnswers }: Needed,
  context: GatherContext,
): Promise<SignIn | undefined> {
  const url = new URL(endpoints.activeSync.url)
  if (url.host !== new URL(endpoints.ews.url).host) return undefined
  const target = targetOf(url, dnsAnswers, context)
  const headers = { 'user-agent': context.profile.userAgent }
  const request: HttpRequest = { method: 'OPTIONS', path: url.pathname + url.search, headers }
  const options = { scheme: 'basic', url: url.href, gatherer: 'signInOrder' } as const
  const found = await orUnsent(target, request, context, async () => {
    const { exchange } = await withConnection(target, context, (connection) => connection.request(request, context))
    if (exchange.status !== 401 || !offeredSchemes(exchange).includes('basic')) return undefined
    return requestAsAccount(target, request, options, context)
  })
  if ('unsent' in found || !found.asked) return undefined
  const username = context.organisation.account?.username
  const told = describeSignIn(found.asked, `${target.host}:${target.port}`)
  return { url: url.href, scheme: 'basic', ...(username !== undefined && { username }), ...told }
}
