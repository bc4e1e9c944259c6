import type { HttpExchange } from '../../../shared/artifacts/http-exchange.ts'
import type { Scheme, WithheldReason } from '../../../shared/artifacts/sign-in.ts'
import type { HttpConnection, HttpRequest } from '../wire/http-connection.ts'
import type { GatherContext } from './gatherer.ts'
import { offeredSchemes } from './offered-schemes.ts'
import { requestSignedIn, type SignedInScheme } from './sign-in-conversation.ts'

/** A request sent without a credential first, and with one when that was asked for. */
export type BestSchemeAnswer = {
  exchanges: HttpExchange[]
  /** The answer that counts: to the signed-in request, else to the one without a credential. */
  last: { exchange: HttpExchange; body: Buffer }
  schemes: Scheme[]
  signedInWith?: SignedInScheme
  withheld?: WithheldReason
}

/**
 * Sends `request` as a client would: without a credential, then, on a 401, with NTLM where it is offered, else Basic.
 * Both are the same request, so that what a proxy does to it is seen either way.
 */
export async function requestWithBestScheme(
  connection: HttpConnection,
  request: HttpRequest,
  options: { url: string; gatherer: string; host: string },
  context: GatherContext,
): Promise<BestSchemeAnswer> {
  const open = await connection.request(request)
  const schemes = offeredSchemes(open.exchange)
  const anonymous = { exchanges: [open.exchange], last: open, schemes }
  if (open.exchange.status !== 401 || open.exchange.failure) return anonymous
  const scheme = (['ntlm', 'basic'] as const).find((candidate) => schemes.includes(candidate))
  if (!scheme) {
    context.budget.withhold(options, 'not-offered')
    return { ...anonymous, withheld: 'not-offered' }
  }
  const signedIn = await requestSignedIn(connection, request, { ...options, scheme }, context)
  const exchanges = [open.exchange, ...signedIn.exchanges]
  if (signedIn.withheld) return { ...anonymous, exchanges, withheld: signedIn.withheld }
  return { exchanges, last: signedIn.answer ?? open, schemes, signedInWith: scheme }
}
