import type { HttpExchange } from '../../../shared/artifacts/http-exchange.ts'
import type { HttpRequest } from '../wire/http-connection.ts'
import type { TlsTarget } from '../wire/tls-connection.ts'
import type { Lease } from './connection-lease.ts'
import type { GatherContext } from './gatherer.ts'
import { onceMoreIfLost } from './once-more-if-lost.ts'
import { requestSignedIn, resultOf, type SignedAnswer, type SignedInScheme } from './sign-in-conversation.ts'

export type AccountRequestOptions = {
  scheme: SignedInScheme
  url: string
  gatherer: string
  /** Signs in even where a signed-in connection is at hand: for whoever asks about the sign-in itself. */
  anew?: boolean
}

/**
 * Sends one request as the account, if the budget allows and the connection is trusted. With NTLM, a connection that
 * the account has signed in on earlier in the run is used as it is, without a new sign-in; where the server no longer
 * takes it, the account signs in again, through the budget. A connection that is broken off before any of the credential
 * has left is replaced once; one that carried some never is. Throws a WireError when no connection comes about.
 */
export async function requestAsAccount(
  target: TlsTarget,
  request: HttpRequest,
  options: AccountRequestOptions,
  context: GatherContext,
): Promise<SignedAnswer> {
  const session = options.scheme === 'ntlm' ? sessionOf(context, request) : undefined
  const wanted = { session: options.anew ? undefined : session }
  const ask = () =>
    context.connections.lend(target, wanted, context, async (lease) => {
      const before: HttpExchange[] = []
      if (lease.session() !== undefined) {
        const kept = await requestInSession(lease, request, context)
        if (kept.answer?.exchange.status !== 401) return kept
        before.push(...kept.exchanges)
        if (!lease.isOpen()) await lease.renew()
      }
      const signedIn = await requestSignedIn(lease, request, { ...options, host: target.host }, context)
      if (session !== undefined && signedIn.result === 'accepted') lease.signedInAs(session)
      return { ...signedIn, exchanges: [...before, ...signedIn.exchanges] }
    })
  const { asked, lost } = await onceMoreIfLost(target, request, context, ask, withoutCredential)
  return { ...asked, exchanges: [...lost, ...asked.exchanges] }
}

/**
 * What was seen, where nothing but the first message of NTLM has left, which names nobody; the server may have closed
 * behind its challenge.
 */
function withoutCredential({ result, exchanges }: SignedAnswer): readonly HttpExchange[] {
  return result === 'not-sent' ? exchanges : []
}

/**
 * What the pool knows a connection by that the account has signed in on with NTLM. Each virtual directory (the path's
 * first part) has settings of its own for sign-in, Extended Protection among them; so one does not vouch for another.
 */
export function sessionOf(context: Pick<GatherContext, 'organisation'>, request: HttpRequest): string | undefined {
  const { account } = context.organisation
  const directory = request.path.split(/[/?]/)[1]?.toLowerCase() ?? ''
  return account && `ntlm ${account.username} /${directory}`
}

/** The request as it is: the connection is signed in. */
async function requestInSession(lease: Lease, request: HttpRequest, context: GatherContext): Promise<SignedAnswer> {
  const answer = await lease.request(request, context)
  return { result: resultOf(answer, 'ntlm'), exchanges: [answer.exchange], answer }
}
