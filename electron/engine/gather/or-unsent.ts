import type { Failure } from '../../../shared/artifacts/failure.ts'
import type { HttpExchange } from '../../../shared/artifacts/http-exchange.ts'
import { type HttpRequest, unsentExchange } from '../wire/http-connection.ts'
import type { TlsTarget } from '../wire/tls-connection.ts'
import { WireError } from '../wire/wire-error.ts'
import type { GatherContext } from './gatherer.ts'

/** What came of asking; or the exchange that was never sent, because no connection came about, and why. */
export type OrUnsent<T> = { asked: T } | { unsent: HttpExchange; failure: Failure }

/** Runs `ask`, whose WireError means that no connection came about. What else is thrown is our bug, and goes on. */
export async function orUnsent<T>(
  target: TlsTarget,
  request: Pick<HttpRequest, 'method' | 'path'>,
  context: Pick<GatherContext, 'now'>,
  ask: () => Promise<T>,
): Promise<OrUnsent<T>> {
  try {
    return { asked: await ask() }
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    return { unsent: unsentExchange(target, request, error, context.now()), failure: error.failure }
  }
}
