import { isBrokenOff } from '../../../shared/artifacts/failure.ts'
import type { HttpExchange } from '../../../shared/artifacts/http-exchange.ts'
import { type HttpRequest, unsentExchange } from '../wire/http-connection.ts'
import type { TlsTarget } from '../wire/tls-connection.ts'
import { WireError } from '../wire/wire-error.ts'
import type { GatherContext } from './gatherer.ts'
import { orUnsent } from './or-unsent.ts'

/**
 * Runs `ask`, and once more where its connection was broken off before any byte of an answer came: what a line does now
 * and then is not what the server says. `lost` is what was seen of the first time. Only for what may be sent twice, which
 * a credential may not: `seenOf` gives its exchanges, of which the last tells, or none where it may not. A WireError that
 * is thrown says that no connection came about, and that nothing was sent.
 */
export async function onceMoreIfLost<T>(
  target: TlsTarget,
  request: Pick<HttpRequest, 'method' | 'path'>,
  context: Pick<GatherContext, 'now'>,
  ask: () => Promise<T>,
  seenOf: (asked: T) => readonly HttpExchange[],
): Promise<{ asked: T; lost: HttpExchange[] }> {
  let lost: readonly HttpExchange[]
  try {
    const asked = await ask()
    lost = seenOf(asked)
    const last = lost.at(-1)
    if (last === undefined || !isLost(last)) return { asked, lost: [] }
  } catch (error) {
    if (!(error instanceof WireError) || !isBrokenOff(error.failure)) throw error
    lost = [unsentExchange(target, request, error, context.now())]
  }
  return { asked: await ask(), lost: [...lost] }
}

/** One exchange without a credential, got in this way: the one that was not sent where no connection comes about. */
export async function openExchange(
  target: TlsTarget,
  request: Pick<HttpRequest, 'method' | 'path'>,
  context: Pick<GatherContext, 'now'>,
  ask: () => Promise<HttpExchange>,
): Promise<{ exchange: HttpExchange; lost?: HttpExchange[] }> {
  const found = await orUnsent(target, request, context, () =>
    onceMoreIfLost(target, request, context, ask, (exchange) => [exchange]),
  )
  if ('unsent' in found) return { exchange: found.unsent }
  const { asked: exchange, lost } = found.asked
  return { exchange, ...(lost.length > 0 && { lost }) }
}

function isLost({ status, failure }: HttpExchange): boolean {
  return status === undefined && failure !== undefined && isBrokenOff(failure)
}
