import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

const MOST_KEPT_BYTES = 4096

/** A host of nobody's here, on a port of loopback: it notes who comes, and what they bring. */
export interface ForeignHost {
  readonly port: number
  /** The first bytes of each connection so far, oldest first. */
  readonly visits: readonly Buffer[]
  close(): Promise<void>
}

export async function startForeignHost(): Promise<ForeignHost> {
  const visits: Buffer[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    const visit = visits.push(Buffer.alloc(0)) - 1
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk: Buffer) => {
      visits[visit] = Buffer.concat([visits[visit] ?? Buffer.alloc(0), chunk]).subarray(0, MOST_KEPT_BYTES)
      if (chunk.includes('\r\n\r\n')) socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    visits,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
