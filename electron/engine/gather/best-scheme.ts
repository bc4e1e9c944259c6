import type { HttpExchange } from '../../../shared/artifacts/http-exchange.ts'
import type { Scheme, WithheldReason } from '../../../shared/artifacts/sign-in.ts'
import type { HttpRequest } from '../wire/http-connection.ts'
import type { TlsPeer, TlsTarget } from '../wire/tls-connection.ts'
import { maySignInAt, type NamedBy } from './credential-guard.ts'
import { withoutDoubtfulNtlm } from './doubtful-binding.ts'
import type { GatherContext } from './gatherer.ts'
import { offeredSchemes, schemeToTry } from './offered-schemes.ts'
import { onceMoreIfLost } from './once-more-if-lost.ts'
import type { SignedInScheme } from './sign-in-conversation.ts'
import { requestAsAccount, sessionOf } from './signed-in-request.ts'

/** A request sent without a credential first, and with one when that was asked for. */
export type BestSchemeAnswer = {
  exchanges: HttpExchange[]
  /** The answer that counts: to the signed-in request, else the last one that came. */
  last: { exchange: HttpExchange; body: Buffer }
  schemes: Scheme[]
  signedInWith?: SignedInScheme
  withheld?: WithheldReason
  /** A sign-in that was begun and not carried through, in words. */
  broken?: string
  /** What is wrong with this server's certificate, when that is why nothing was sent. */
  certificateProblem?: string
}

export type BestSchemeOptions = {
  url: string
  gatherer: string
  /** In the order of preference. */
  schemes: readonly SignedInScheme[]
  /** Who says that the account's credential belongs there; on the word of the network alone, it takes signs of Exchange. */
  namedBy: NamedBy
}

/**
 * Sends `request` as a client would: without a credential, over a signed-in connection where there is one, and once more
 * where the line lost it; then, on a 401, with the first scheme that is offered. The second part goes on with the first
 * one's connection where that stayed open; many a proxy closes it after its 401.
 * Throws a WireError when no connection comes about.
 */
export async function requestWithBestScheme(
  target: TlsTarget,
  request: HttpRequest,
  options: BestSchemeOptions,
  context: GatherContext,
): Promise<BestSchemeAnswer> {
  const known = options.schemes.includes('ntlm') ? sessionOf(context, request) : undefined
  const session = known !== undefined && context.connections.hasSession(target, known) ? known : undefined
  const ask = () =>
    context.connections.lend(target, { session }, context, async (lease) => ({
      open: await lease.request(request, context),
      peer: lease.peer,
      // Asked afterwards: a session that the server had closed is none any more.
      signedIn: lease.session() !== undefined,
    }))
  const { asked, lost } = await onceMoreIfLost(target, request, context, ask, ({ open: { exchange }, signedIn }) =>
    signedIn ? [] : [exchange],
  )
  const { open, peer, signedIn } = asked
  const openly = [...lost, open.exchange]
  if (signedIn && open.exchange.status !== 401) {
    return { exchanges: openly, last: open, schemes: ['ntlm'], signedInWith: 'ntlm' }
  }
  const schemes = offeredSchemes(open.exchange)
  const anonymous = { exchanges: openly, last: open, schemes }
  if (open.exchange.status !== 401 || open.exchange.failure) return anonymous
  const scheme = schemeToTry(withoutDoubtfulNtlm(options.schemes, context), schemes)
  const { url, gatherer, namedBy } = options
  const isStranger = namedBy === 'network' && !maySignInAt(new URL(url), open.exchange, scheme, context)
  if (!scheme || isStranger) {
    const withheld = isStranger ? 'not-exchange' : 'not-offered'
    context.budget.withhold(options, withheld)
    return { ...anonymous, withheld }
  }
  const answer = await requestAsAccount(target, request, { scheme, url, gatherer }, context)
  const exchanges = [...openly, ...answer.exchanges]
  if (answer.withheld) {
    const problem = answer.withheld === 'certificate-untrusted' ? certificateProblem(target, peer) : undefined
    return { ...anonymous, exchanges, withheld: answer.withheld, ...(problem && { certificateProblem: problem }) }
  }
  if (answer.answer) return { exchanges, last: answer.answer, schemes, signedInWith: scheme }
  const exchange = exchanges.at(-1) ?? open.exchange
  if (!answer.malformed && !exchange.failure && !schemes.includes(scheme)) {
    // Negotiate, that takes no NTLM.
    context.budget.withhold(options, 'not-offered')
    return { ...anonymous, exchanges, withheld: 'not-offered' }
  }
  const broken = answer.malformed ?? `${scheme.toUpperCase()} is offered, but no challenge came`
  return { exchanges, last: { exchange, body: Buffer.alloc(0) }, schemes, broken }
}

function certificateProblem(target: TlsTarget, peer: TlsPeer): string {
  if (peer.chainError) return `its chain does not verify: ${peer.chainError}`
  return `it does not cover ${target.host}`
}
