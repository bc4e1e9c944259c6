import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** How much, and for how long, is listened to before a request is whole. */
const limits = { headerBytes: 8 * 1024, headerCount: 64, headersMilliseconds: 5_000, requestMilliseconds: 10_000 }

export type BoundedServer = {
  server: Server
  port: number
  /** Ends everything at once: what is being served, and each connection. */
  close(): Promise<void>
}

/** Listens on 127.0.0.1 alone, at this port (0: a random one), to requests and connections that are bounded. */
export async function listenOnLoopback(options: {
  port: number
  mostConnections: number
  /** Replaces the time in which a request's headers must have come. */
  headersMilliseconds?: number | undefined
}): Promise<BoundedServer> {
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: options.headersMilliseconds ?? limits.headersMilliseconds,
    requestTimeout: limits.requestMilliseconds,
    connectionsCheckingInterval: 500,
    keepAliveTimeout: 5_000,
    insecureHTTPParser: false,
  })
  server.maxHeadersCount = limits.headerCount
  server.maxConnections = options.mostConnections
  const connections = new Set<Socket>()
  server.on('connection', (socket) => {
    connections.add(socket)
    socket.on('close', () => connections.delete(socket))
  })

  server.listen({ host: '127.0.0.1', port: options.port, exclusive: true })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    server,
    port,
    async close() {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      for (const socket of connections) socket.destroy()
      await closed
    },
  }
}
