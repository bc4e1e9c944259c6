import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { TLSSocket } from 'node:tls'
import { htmlContent, notFound, type Reply } from '../http/reply.ts'
import type { NetworkSettings } from '../settings/network.ts'

/** What goes in a few packets, in bytes of a body. */
const SMALL_BYTES = 16_384

/** When something came over a connection last, in milliseconds of the lab's clock, and how often something has. */
const uses = new WeakMap<TLSSocket, { last: number; requests: number }>()

/**
 * What becomes of a request before a server sees it. Where the way loses it this waits until its sender gives up, and
 * where the connection is forgotten it ends it; both reject with an AbortError, since nobody is left to be answered.
 */
export async function onTheWayThere(
  request: IncomingMessage,
  socket: TLSSocket,
  {
    largeRequests,
    forgetsAfterAnswers = Number.POSITIVE_INFINITY,
    forgetsAfterSilentSeconds = Number.POSITIVE_INFINITY,
  }: NetworkSettings,
  monotonic: () => number,
): Promise<void> {
  const isLarge = Number(request.headers['content-length'] ?? 0) > SMALL_BYTES
  if (isLarge && largeRequests === 'lost') {
    if (!socket.destroyed) await once(socket, 'close')
    throw new DOMException('The sender gave up.', 'AbortError')
  }
  if (isLarge && largeRequests === 'cut') {
    socket.destroy()
    throw new DOMException('The connection was cut.', 'AbortError')
  }
  const { last, requests } = uses.get(socket) ?? { last: monotonic(), requests: 0 }
  const silent = monotonic() - last
  if (silent > forgetsAfterSilentSeconds * 1_000 || requests >= forgetsAfterAnswers) {
    socket.destroy()
    throw new DOMException('The connection was forgotten.', 'AbortError')
  }
  uses.set(socket, { last: monotonic(), requests: requests + 1 })
}

/** What a request with too large a body is answered with, before Exchange sees it. */
export function refusalOfLarge(body: Buffer, { largeRequests }: NetworkSettings): Reply | undefined {
  if (body.length <= SMALL_BYTES) return undefined
  if (largeRequests === 'refused-by-iis') return notFound()
  if (largeRequests !== 'refused-by-firewall') return undefined
  const page = '<html><head><title>Request Rejected</title></head><body>The requested URL was rejected.</body></html>\n'
  return { status: 403, headers: [htmlContent], body: page }
}
