import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { TLSSocket } from 'node:tls'
import type { NetworkSettings } from '../settings/network.ts'

/** What goes in a few packets, in bytes of a body. */
const SMALL_BYTES = 16_384

const used = new WeakSet<TLSSocket>()

/**
 * What becomes of a request before a server sees it. Where the way loses it this waits until its sender gives up, and
 * where the connection is forgotten it ends it; both reject with an AbortError, since nobody is left to be answered.
 */
export async function onTheWayThere(
  request: IncomingMessage,
  socket: TLSSocket,
  { losesLargeRequests, forgetsConnections }: NetworkSettings,
): Promise<void> {
  if (losesLargeRequests && Number(request.headers['content-length'] ?? 0) > SMALL_BYTES) {
    if (!socket.destroyed) await once(socket, 'close')
    throw new DOMException('The sender gave up.', 'AbortError')
  }
  if (forgetsConnections && used.has(socket)) {
    socket.destroy()
    throw new DOMException('The connection was forgotten.', 'AbortError')
  }
  used.add(socket)
}
