import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { type LinkSettings, overLine } from '../network/link.ts'
import type { Reply } from './reply.ts'

const HOST = '127.0.0.1'

/** HTTP without TLS on a port of loopback: port 80 of the organisation. */
export interface PlainWebServer {
  readonly port: number
  close(): Promise<void>
}

/** `line`: what connections from then on come over. Port 0 is any that is free. */
export async function startPlainWebServer(
  answer: (request: IncomingMessage) => Reply,
  line: () => LinkSettings,
  port = 0,
): Promise<PlainWebServer> {
  const sockets = new Set<Socket>()
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000, maxHeaderSize: 65_536 })
  server.setTimeout(60_000)
  server.maxConnections = 64
  // Node's own, which begin HTTP.
  const beginHttp = server.listeners('connection')
  server.removeAllListeners('connection')
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    const farEnd = overLine(socket, line())
    for (const begin of beginHttp) begin.call(server, farEnd)
  })
  server.on('clientError', (_error, socket) => socket.destroy())
  server.on('request', (request, response) => {
    response.on('error', () => response.destroy())
    // Nothing that is asked here has a body worth reading.
    request.resume()
    const reply = answer(request)
    const body = Buffer.from(reply.body)
    const headers = [...reply.headers, ['Content-Length', String(body.length)] as const]
    response.writeHead(reply.status, headers.flat())
    response.end(body)
  })
  server.listen(port, HOST)
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
