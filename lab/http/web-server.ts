import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { TLSSocket } from 'node:tls'
import { type LinkSettings, overLine } from '../network/link.ts'
import type { TlsVersion } from '../settings/tls.ts'
import { everythingAllowed, type ServedCertificate } from '../tls/certificates.ts'
import { httpSysError, type Reply } from './reply.ts'

/** An address of loopback and a port of it; port 0 is any that is free. */
export interface Place {
  readonly host: string
  readonly port: number
}

export interface WebServer {
  readonly port: number
  /** Serves a connection that came in elsewhere, at a balancer. */
  take(socket: Socket): void
  /** Opens its port at a place, or closes it. Connections that stand are cut, so that a change shows at once. */
  setListening(place: Place | undefined): Promise<void>
  close(): Promise<void>
}

export interface WebServerOptions {
  readonly place: Place
  /** For clients that ask for no name. */
  readonly defaultCertificate: ServedCertificate
  /** The versions of TLS that are spoken from the next time on that it listens. */
  versions(): { oldest: TlsVersion; newest: TlsVersion }
  /** What a connection comes over. */
  line(socket: Socket): LinkSettings
  /** Lets a connection in, before TLS begins; or keeps it, or cuts it. */
  admit(socket: Socket, letIn: (tls: { clientCertificate: boolean }) => void): void
  /** The certificate for a name that a client asked for by SNI. */
  certificateFor(serverName: string): Promise<ServedCertificate>
  answer(request: IncomingMessage, socket: TLSSocket): Promise<Reply>
}

/** HTTPS on a port of loopback. Every phase of a connection has an end; nothing a client sends stops it. */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const sockets = new Set<Socket>()
  const server = createServer({
    ...secureOptions(options),
    ALPNProtocols: ['http/1.1'],
    SNICallback: (name, done) => {
      options.certificateFor(name.toLowerCase()).then(({ context }) => done(null, context), done)
    },
    handshakeTimeout: 10_000,
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 60_000,
    connectionsCheckingInterval: 2_000,
    maxHeaderSize: 65_536,
  })
  server.setTimeout(120_000)
  server.maxConnections = 256
  // Node's own, which begin TLS.
  const beginTls = server.listeners('connection')
  server.removeAllListeners('connection')
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    options.admit(socket, ({ clientCertificate }) => {
      // Read when TLS begins on a connection, which is below.
      Object.assign(server, { requestCert: clientCertificate, rejectUnauthorized: clientCertificate })
      const farEnd = overLine(socket, options.line(socket))
      for (const begin of beginTls) begin.call(server, farEnd)
    })
  })
  server.on('tlsClientError', (_error, socket) => socket.destroy())
  server.on('clientError', (error, socket) => refuse(error, socket))
  server.on('request', (request, response) => {
    void respondTo(request, response, options)
  })
  const port = await listen(server, options.place)
  const stop = async (): Promise<void> => {
    const closed = server.listening ? once(server, 'close') : undefined
    // First, so that nobody comes in while the others are sent away.
    if (server.listening) server.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }
  return {
    port,
    // A dead server resets what a balancer sends it.
    take: (socket) => (server.listening ? server.emit('connection', socket) : socket.resetAndDestroy()),
    setListening: async (place) => {
      await stop()
      server.setSecureContext(secureOptions(options))
      if (place) await listen(server, place)
    },
    close: stop,
  }
}

function secureOptions({ defaultCertificate, versions }: WebServerOptions) {
  const { key, chain: cert } = defaultCertificate
  const { oldest: minVersion, newest: maxVersion } = versions()
  return { key, cert, minVersion, maxVersion, ciphers: everythingAllowed }
}

async function listen(server: Server, { host, port }: Place): Promise<number> {
  server.listen(port, host)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

async function respondTo(request: IncomingMessage, response: ServerResponse, options: WebServerOptions): Promise<void> {
  response.on('error', () => response.destroy())
  try {
    if (!(request.socket instanceof TLSSocket)) throw new Error('The request did not come over TLS.')
    send(request, response, await options.answer(request, request.socket))
  } catch (error) {
    // A client that went away, or a lab that closes, leaves nobody to answer.
    if (request.socket.destroyed || (error instanceof Error && error.name === 'AbortError')) {
      request.socket.destroy()
      return
    }
    process.emitWarning(error instanceof Error ? error : String(error))
    send(request, response, httpSysError(500, 'Internal Server Error', 'The lab has a bug'))
  }
}

function send(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
  if (reply.raw) {
    void reply.raw.sendOver(request.socket)
    return
  }
  const body = typeof reply.body === 'string' ? Buffer.from(reply.body) : reply.body
  const headers = [...reply.headers, ['Content-Length', String(body.length)] as const]
  // What is left of a body that was too large is not worth reading.
  if (!request.complete) headers.push(['Connection', 'close'])
  response.writeHead(reply.status, headers.flat())
  response.end(body, () => {
    if (!request.complete) request.socket.destroySoon()
  })
}

/** A request that Node's parser gave up on: the answer is that of http.sys. */
function refuse(error: Error & { code?: string }, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const reply =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? httpSysError(400, 'Bad Request', 'Request Too Long')
      : httpSysError(400, 'Bad Request', 'Invalid Request')
  const headers = reply.headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  const length = `Content-Length: ${Buffer.byteLength(reply.body)}\r\n`
  socket.end(`HTTP/1.1 ${reply.status} Bad Request\r\n${headers}Connection: close\r\n${length}\r\n${reply.body}`)
}
