import type { NtlmInNegotiate } from '../../../shared/artifacts/ews.ts'
import type { HttpExchange } from '../../../shared/artifacts/http-exchange.ts'
import type { HttpRequest } from '../wire/http-connection.ts'
import { signature } from '../wire/ntlm/message-header.ts'
import { encodeNegotiate } from '../wire/ntlm/negotiate-message.ts'
import type { TlsTarget } from '../wire/tls-connection.ts'
import { withConnection } from './connect.ts'
import type { GatherContext } from './gatherer.ts'
import { challengeToken } from './offered-schemes.ts'
import { openExchange } from './once-more-if-lost.ts'

/**
 * Sends NTLM's first message under the name Negotiate, bare as clients of other systems than Windows do, on a connection
 * of its own. It names nobody (MS-NLMP 2.2.1.1). Windows answers with the second one, unless its provider is
 * Negotiate:Kerberos.
 */
export async function askNtlmInNegotiate(
  target: TlsTarget,
  request: HttpRequest,
  context: GatherContext,
): Promise<NtlmInNegotiate> {
  // The body goes with NTLM's last message only.
  const { body: _held, ...opening } = request
  const authorization = `Negotiate ${encodeNegotiate().toString('base64')}`
  const asking = { ...opening, headers: { ...opening.headers, authorization } }
  const ask = () =>
    withConnection(target, context, async (connection) => (await connection.request(asking, context)).exchange, {
      alone: true,
    })
  const seen = await openExchange(target, asking, context, ask)
  return { taken: ntlmTokenInNegotiate(seen.exchange) !== undefined, ...seen }
}

/** NTLM's message in an answer under the name Negotiate; undefined where it carries nothing, or SPNEGO's own. */
export function ntlmTokenInNegotiate(exchange: Pick<HttpExchange, 'headers'>): Buffer | undefined {
  const token = challengeToken(exchange, 'Negotiate')
  return token?.subarray(0, signature.length).equals(signature) ? token : undefined
}
