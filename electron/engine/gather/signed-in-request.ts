import type { HttpRequest } from '../wire/http-connection.ts'
import type { TlsTarget } from '../wire/tls-connection.ts'
import { withConnection } from './connect.ts'
import type { GatherContext } from './gatherer.ts'
import { requestSignedIn, type SignedAnswer, type SignedInScheme } from './sign-in-conversation.ts'

/**
 * Sends one request as the account, if the budget allows and the connection is trusted. Throws a WireError when no
 * connection comes about.
 */
export function requestAsAccount(
  target: TlsTarget,
  request: HttpRequest,
  options: { scheme: SignedInScheme; url: string; gatherer: string },
  context: GatherContext,
): Promise<SignedAnswer> {
  return withConnection(target, context, (connection) =>
    requestSignedIn(connection, request, { ...options, host: target.host }, context),
  )
}
