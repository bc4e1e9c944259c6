import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { Handlers } from '../../shared/contract/contract.ts'
import { type ServeOptions, serve } from '../../shared/contract/serve.ts'
import type { SetTimer } from '../../shared/contract/set-timer.ts'
import { runFileBytes } from '../../shared/run/run-file.ts'
import { securityHeaders } from '../api/security-headers.ts'
import { keepAlive } from './keep-alive.ts'
import { refusalOf } from './request-refusal.ts'
import type { Sessions } from './sessions.ts'
import { createSocketPort } from './socket-port.ts'

/** The longest message from a window: the longest argument of the contract is a run from a file. */
const LONGEST_MESSAGE = runFileBytes + 64 * 1024

export type SocketServerOptions = {
  port: number
  sessions: Sessions
  handlers: Handlers
  serveOptions: ServeOptions
  random: (length: number) => Buffer
  setTimer: SetTimer
}

/**
 * Accepts the contract's WebSocket at /contract: only from this server's own page (exact Host and Origin) and only with
 * a session. Returns the listener for the HTTP server's `upgrade` event.
 */
export function createSocketServer(options: SocketServerOptions) {
  const { port, sessions, handlers, serveOptions, random, setTimer } = options
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: LONGEST_MESSAGE,
    perMessageDeflate: false,
    clientTracking: false,
  })

  return function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy())
    const refuse = (status: number): void => sendRefusal(socket, status, random)
    const refusal = refusalOf(request, port, true)
    if (refusal) {
      refuse(refusal.status)
      return
    }
    if (request.method !== 'GET' || request.url !== '/contract') {
      refuse(404)
      return
    }
    const session = sessions.find(request.headers.cookie)
    if (session === undefined) {
      refuse(401)
      return
    }
    const giveBack = sessions.takeSocket(session)
    if (giveBack === false) {
      refuse(429)
      return
    }
    socket.on('close', giveBack)
    server.handleUpgrade(request, socket, head, (webSocket) => {
      // A message that is too long or malformed ends the socket by itself; there is no more to do about it.
      webSocket.on('error', () => undefined)
      keepAlive(webSocket, setTimer)
      serve(handlers, createSocketPort(webSocket), serveOptions)
    })
  }
}

function sendRefusal(socket: Duplex, status: number, random: (length: number) => Buffer): void {
  const headers = { ...securityHeaders(random(16).toString('base64')), Connection: 'close', 'Content-Length': '0' }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', ''].join('\r\n'), () => socket.destroy())
}
