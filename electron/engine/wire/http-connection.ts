import { Client } from 'undici'
import type { HttpExchange } from '../../../shared/artifacts/http-exchange.ts'
import { deadline } from './deadline.ts'
import { failureOf } from './http-failure.ts'
import { pairsOf, withoutCredential, withoutEchoOf } from './kept-headers.ts'
import { HandshakeError, openTls, type TlsLimits, type TlsPeer, type TlsTarget } from './tls-connection.ts'
import { WireError } from './wire-error.ts'

const EXCERPT_CHARACTERS = 2_000

export type HttpRequest = {
  method: 'GET' | 'POST' | 'OPTIONS'
  /** Path and query. */
  path: string
  headers: Record<string, string>
  /** Text goes as UTF-8. */
  body?: string | Uint8Array
}

export type HttpLimits = TlsLimits & { answerMilliseconds: number; bodyBytes: number }

export const defaultHttpLimits: HttpLimits = {
  connectMilliseconds: 5_000,
  handshakeMilliseconds: 8_000,
  answerMilliseconds: 20_000,
  bodyBytes: 1024 * 1024,
}

export type HttpDependencies = {
  signal: AbortSignal
  now: () => Date
  monotonic: () => number
  limits?: HttpLimits
  /** Takes secrets out of what a server repeats, before it is cut to an excerpt. */
  redact?: (text: string) => string
}

/** One TCP and TLS connection with HTTP/1.1 over it: NTLM and channel binding belong to a connection, so it never reconnects. */
export type HttpConnection = {
  peer: TlsPeer
  /** Sends one request and reads the answer. Trouble on the wire is in `exchange.failure`, never thrown. */
  request(request: HttpRequest): Promise<{ exchange: HttpExchange; body: Buffer }>
  close(): Promise<void>
}

/** Opens the connection; throws a WireError as openTls does. */
export async function openHttpConnection(target: TlsTarget, dependencies: HttpDependencies): Promise<HttpConnection> {
  const limits = dependencies.limits ?? defaultHttpLimits
  const { socket, peer } = await openTls(target, { ...dependencies, limits })
  const origin = originOf(target)
  let handedOver = false
  const client = new Client(origin, {
    pipelining: 1,
    maxResponseSize: limits.bodyBytes,
    maxHeaderSize: 64 * 1024,
    headersTimeout: limits.answerMilliseconds,
    bodyTimeout: limits.answerMilliseconds,
    keepAliveTimeout: 30_000,
    connect: (_options, callback) => {
      // undici asks again when the server has closed; a second connection would lose the sign-in without a word.
      if (handedOver || socket.destroyed) {
        callback(new WireError('connection-reset', `${target.host}:${target.port}`), null)
      } else {
        handedOver = true
        // Called back at once, undici would still be inside the step that asked, and never send the request.
        setImmediate(callback, null, socket)
      }
    },
  })
  let first = true
  return {
    peer,
    async request(request) {
      const phases = first
        ? { connect: round(peer.connectMilliseconds), handshake: round(peer.handshakeMilliseconds) }
        : {}
      first = false
      return exchangeOver(client, { ...target, address: peer.address }, request, limits, dependencies, phases)
    },
    async close() {
      await client.destroy().catch(() => undefined)
      socket.destroy()
    },
  }
}

async function exchangeOver(
  client: Client,
  target: TlsTarget,
  request: HttpRequest,
  limits: HttpLimits,
  dependencies: HttpDependencies,
  connecting: { connect?: number; handshake?: number },
): Promise<{ exchange: HttpExchange; body: Buffer }> {
  const where = `${target.host}:${target.port}`
  const limit = deadline(dependencies.signal, limits.answerMilliseconds)
  const began = dependencies.monotonic()
  const chunks: Buffer[] = []
  const withoutEcho = withoutEchoOf(request.headers.authorization)
  const mask = (text: string) => withoutEcho(dependencies.redact?.(text) ?? text)
  const exchange: HttpExchange = {
    method: request.method,
    url: `${originOf(target)}${request.path}`,
    address: target.address,
    requestHeaders: Object.entries(request.headers).map(([name, value]) => [name, withoutCredential(name, value)]),
    headers: [],
    startedAt: dependencies.now().toISOString(),
    milliseconds: { ...connecting, total: 0 },
  }
  try {
    const response = await client.request({
      method: request.method,
      path: request.path,
      headers: { host: hostHeader(target), ...request.headers },
      body: request.body ?? null,
      signal: limit.signal,
      responseHeaders: 'raw',
    })
    exchange.milliseconds.firstByte = round(dependencies.monotonic() - began)
    exchange.status = response.statusCode
    exchange.headers = pairsOf(response.headers).map(([name, value]) => [name, mask(value)])
    for await (const chunk of response.body) chunks.push(Buffer.from(chunk))
  } catch (error) {
    exchange.failure = failureOf(error, where, limit.timedOut(), dependencies.signal.aborted)
  } finally {
    limit.clear()
  }
  const body = Buffer.concat(chunks)
  // Masked before it is cut, so that no credential is left by halves.
  if (body.length > 0) exchange.bodyExcerpt = mask(body.toString('utf8')).slice(0, EXCERPT_CHARACTERS)
  exchange.milliseconds.total = round(
    (connecting.connect ?? 0) + (connecting.handshake ?? 0) + dependencies.monotonic() - began,
  )
  return { exchange, body }
}

/** The exchange for a connection that could not be opened: nothing was sent, and why. */
export function unsentExchange(
  target: TlsTarget,
  request: Pick<HttpRequest, 'method' | 'path'>,
  error: WireError,
  now: Date,
): HttpExchange {
  const connect = error instanceof HandshakeError ? { connect: round(error.connectMilliseconds) } : {}
  return {
    method: request.method,
    url: `${originOf(target)}${request.path}`,
    address: target.address,
    requestHeaders: [],
    headers: [],
    startedAt: now.toISOString(),
    milliseconds: { ...connect, total: connect.connect ?? 0 },
    failure: error.failure,
  }
}

/** RFC 9110 section 7.2: the port is named where it is not the scheme's own. */
function hostHeader(target: TlsTarget): string {
  const host = target.host.includes(':') ? `[${target.host}]` : target.host
  return target.port === 443 ? host : `${host}:${target.port}`
}

function originOf(target: TlsTarget): string {
  return `https://${hostHeader(target)}`
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10
}
