import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export type TestProxy = {
  port: number
  /** The first line of what each connection asked for, in order. */
  asked: string[]
  /** How many connections are open at this moment. */
  open(): number
  close(): Promise<void>
}

/**
 * A proxy on loopback. `answer` says what becomes of each connection once its request is whole: a text that is sent, and
 * what then; or where the way leads.
 */
export async function startTestProxy(
  answer: (socket: Socket, authority: string, request: string) => void = tunnelTo('127.0.0.1'),
): Promise<TestProxy> {
  const asked: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    let read = ''
    const listen = (chunk: Buffer) => {
      read += chunk.toString('latin1')
      if (!read.includes('\r\n\r\n')) return
      socket.off('data', listen)
      const [line = ''] = read.split('\r\n')
      asked.push(line)
      answer(socket, line.split(' ')[1] ?? '', read)
    }
    socket.on('data', listen)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    open: () => sockets.size,
    async close() {
      for (const socket of sockets) socket.destroy()
      const closed = once(server, 'close')
      server.close()
      await closed
    },
  }
}

/**
 * Leads each way to the port that was asked for, at this address: names of a test stand in no DNS. What is asked by a
 * whole URL is asked there.
 */
export function tunnelTo(address: string, established = 'HTTP/1.1 200 Connection established\r\n\r\n') {
  return (socket: Socket, authority: string, request = ''): void => {
    const url = request.startsWith('CONNECT ') ? undefined : URL.parse(authority)
    const port = url ? url.port || 80 : authority.slice(authority.lastIndexOf(':') + 1)
    const upstream = connect({ host: address, port: Number(port) })
    upstream.on('error', () => socket.destroy())
    socket.on('close', () => upstream.destroy())
    upstream.on('close', () => socket.destroy())
    upstream.once('connect', () => {
      if (url) upstream.write(request.replace(authority, url.pathname))
      else socket.write(established)
      socket.pipe(upstream)
      upstream.pipe(socket)
    })
  }
}
