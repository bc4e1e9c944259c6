import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'

/** Whoever serves a connection that came in at the balancer. */
export interface Behind {
  take(socket: Socket): void
}

/** A balancer of layer 4 at one address: it hands each connection on as it is, TLS and all. */
export interface Balancer {
  listen(host: string, port: number): Promise<void>
  /** Closes the port; the connections belong to the servers behind it. */
  stop(): Promise<void>
}

/** `choose` says for each connection who gets it; to nobody, and it is reset, as a dead server's would be. */
export function createBalancer(choose: () => Behind | undefined): Balancer {
  const server = createServer({ noDelay: true })
  server.maxConnections = 512
  server.on('connection', (socket: Socket) => {
    socket.on('error', () => socket.destroy())
    const behind = choose()
    if (behind) behind.take(socket)
    else socket.resetAndDestroy()
  })
  return {
    listen: async (host, port) => {
      server.listen(port, host)
      await once(server, 'listening')
    },
    stop: async () => {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      await closed
    },
  }
}
