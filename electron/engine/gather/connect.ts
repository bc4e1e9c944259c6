import { type HttpConnection, openHttpConnection } from '../wire/http-connection.ts'
import type { TlsTarget } from '../wire/tls-connection.ts'
import { WireError } from '../wire/wire-error.ts'
import type { GatherContext } from './gatherer.ts'

/**
 * Opens an HTTP connection within the limit of connections to one server, runs `use` on it, and closes it whatever
 * happens. Throws a WireError when it cannot be opened.
 */
export async function withConnection<T>(
  target: TlsTarget,
  context: GatherContext,
  use: (connection: HttpConnection) => Promise<T>,
): Promise<T> {
  const release = await placeFor(target, context)
  try {
    const connection = await openHttpConnection(target, context)
    try {
      return await use(connection)
    } finally {
      await connection.close()
    }
  } finally {
    release()
  }
}

/** A place among the connections to a server; waiting for one ends with the run. */
export async function placeFor(target: TlsTarget, context: GatherContext): Promise<() => void> {
  try {
    return await context.connections.acquire(`${target.host}:${target.port}`, context.signal)
  } catch {
    throw new WireError('cancelled', `${target.host}:${target.port}`)
  }
}
