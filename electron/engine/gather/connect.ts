import type { HttpConnection } from '../wire/http-connection.ts'
import type { TlsTarget } from '../wire/tls-connection.ts'
import type { GatherContext } from './gatherer.ts'

/**
 * Runs `use` on an HTTP connection to the target that nobody has signed in on: one that was opened earlier in the run,
 * where one is idle, else a new one; within the limit of connections to one server. With `alone` it is a new one, and
 * closed afterwards. Throws a WireError when it cannot be opened.
 */
export function withConnection<T>(
  target: TlsTarget,
  context: GatherContext,
  use: (connection: HttpConnection) => Promise<T>,
  options: { alone?: boolean } = {},
): Promise<T> {
  return context.connections.lend(target, options, context, use)
}

/**
 * Runs `use` within the limit of connections to one server, for a connection that it opens and closes itself because it
 * is no HTTP. Throws a WireError when the run ends before there is a place.
 */
export function withPlace<T>(target: TlsTarget, context: GatherContext, use: () => Promise<T>): Promise<T> {
  return context.connections.reserve(target, context, use)
}
