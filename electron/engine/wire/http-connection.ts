import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import type { TLSSocket } from 'node:tls'
import { Client } from 'undici'
import { isOfProxy } from '../../../shared/artifacts/failure.ts'
import { type HttpExchange, headerValues } from '../../../shared/artifacts/http-exchange.ts'
import { createBoundedBody } from './bounded-body.ts'
import { carriesCredential } from './carried-credential.ts'
import { decodeContent } from './content-encoding.ts'
import { countWrites } from './counted-writes.ts'
import { deadline } from './deadline.ts'
import { failureOf } from './http-failure.ts'
import { boundInterimAnswers, type ContinueSkipper, skipContinue } from './interim-answers.ts'
import { pairsOf, withoutCredential, withoutEchoOf } from './kept-headers.ts'
import type { ProxyFor } from './proxy.ts'
import { roundTrips } from './round-trips.ts'
import { authorityOf, placeOf } from './server-place.ts'
import { HandshakeError, openTls, type TlsLimits, type TlsPeer, type TlsTarget } from './tls-connection.ts'
import { WireError } from './wire-error.ts'
import { maskUserinfo } from './without-userinfo.ts'

const EXCERPT_CHARACTERS = 2_000
const MOST_HEADER_BYTES = 64 * 1024
/** Many a load balancer forgets a silent connection after 15 seconds; one that is older than this is not trusted. */
const IDLE_MILLISECONDS = 10_000

export type HttpRequest = {
  method: 'GET' | 'POST' | 'OPTIONS'
  /** Path and query. */
  path: string
  headers: Record<string, string>
  /** Text goes as UTF-8. */
  body?: string | Uint8Array
}

export type HttpLimits = TlsLimits & {
  answerMilliseconds: number
  bodyBytes: number
  /** How long a connection is left silent before it is closed, where it is asked to last longer than usual. */
  idleMilliseconds?: number
}

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
  /** Where servers are reached as this machine is set to reach them; directly, when left out. */
  proxyFor?: ProxyFor | undefined
}

export type HttpAnswer = {
  exchange: HttpExchange
  body: Buffer
  /** Nothing of the request has left this machine: its turn never came, or the connection was found closed before. */
  unsent?: true
}

/** One TCP and TLS connection with HTTP/1.1 over it: NTLM and channel binding belong to a connection, so it never reconnects. */
export type HttpConnection = {
  readonly peer: TlsPeer
  /**
   * Sends one request and reads the answer. Trouble on the wire is in `exchange.failure`, never thrown. Who uses a
   * connection that another opened brings its own signal and limits. A credential is not sent where the certificate is
   * not trusted: `tls-untrusted`.
   */
  request(request: HttpRequest, dependencies?: HttpDependencies): Promise<HttpAnswer>
  /** Whether another request may be sent: every answer so far has come to its end, and nobody has closed it. */
  isOpen(): boolean
  close(): Promise<void>
}

/** Opens the connection; throws a WireError as openTls does. */
export async function openHttpConnection(target: TlsTarget, dependencies: HttpDependencies): Promise<HttpConnection> {
  const limits = dependencies.limits ?? defaultHttpLimits
  const { socket, peer } = await openTls(target, { ...dependencies, limits })
  const at = { ...target, address: peer.address }
  let handedOver = false
  // No limits of its own: each request has those of whoever sends it.
  const client = new Client(originOf(target), {
    pipelining: 1,
    maxHeaderSize: MOST_HEADER_BYTES,
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: limits.idleMilliseconds ?? IDLE_MILLISECONDS,
    keepAliveTimeoutThreshold: 0,
    connect: (_options, callback) => {
      // undici asks again when the server has closed; a second connection would lose the sign-in without a word.
      if (handedOver || socket.destroyed) {
        callback(new WireError('connection-reset', placeOf(target)), null)
      } else {
        handedOver = true
        // Called back at once, undici would still be inside the step that asked, and never send the request.
        setImmediate(callback, null, socket)
      }
    },
  })
  const skipper = skipContinue(socket)
  const writes = countWrites(socket)
  let first = true
  let failed = false
  return {
    peer,
    async request(request, own = dependencies) {
      // Asked here as well as by whoever sends: a connection may have taken the place of the one that was asked about.
      if (!peer.trusted && carriesCredential(request)) return unsentAnswer(at, request, own.now())
      const phases = first
        ? { connect: round(peer.connectMilliseconds), handshake: round(peer.handshakeMilliseconds) }
        : {}
      first = false
      // What has come in meanwhile is read first, a reset behind the last answer above all: a credential that is written
      // into one may have left, for all that anybody knows.
      if (carriesCredential(request)) await turnOfTheLoop()
      const answer = await exchangeOver({ client, skipper, writes }, at, request, own, phases)
      if (answer.exchange.failure) failed = true
      return answer
    },
    isOpen: () => !failed && !socket.destroyed && !socket.readableEnded && socket.writable,
    async close() {
      await client.destroy().catch(() => undefined)
      await closed(socket)
    },
  }
}

/** Closes the socket, and waits until it is: whoever comes next may count on it. */
async function closed(socket: TLSSocket): Promise<void> {
  if (socket.closed) return
  const { promise, resolve } = Promise.withResolvers<void>()
  socket.once('close', () => resolve())
  socket.destroy()
  await promise
}

async function exchangeOver(
  { client, skipper, writes }: { client: Client; skipper: ContinueSkipper; writes: () => number },
  target: TlsTarget,
  request: HttpRequest,
  dependencies: HttpDependencies,
  connecting: { connect?: number; handshake?: number },
): Promise<HttpAnswer> {
  const where = placeOf(target)
  const limits = dependencies.limits ?? defaultHttpLimits
  const limit = deadline(dependencies.signal, limits.answerMilliseconds)
  const began = dependencies.monotonic()
  const received = createBoundedBody(limits.bodyBytes)
  let unsent = false
  let body: Buffer | undefined
  const withoutEcho = withoutEchoOf(request.headers.authorization)
  const mask = (text: string) => maskUserinfo(withoutEcho(dependencies.redact?.(text) ?? text))
  const exchange: HttpExchange = {
    method: request.method,
    url: `${originOf(target)}${request.path}`,
    address: target.address,
    requestHeaders: Object.entries(request.headers).map(([name, value]) => [name, withoutCredential(name, value)]),
    headers: [],
    startedAt: dependencies.now().toISOString(),
    milliseconds: { ...connecting, total: 0 },
  }
  const onInfo = boundInterimAnswers(limit.giveUp, where)
  const before = writes()
  skipper.expectAnswer(onInfo)
  try {
    const response = await roundTrips('http', () =>
      client.request({
        method: request.method,
        path: request.path,
        headers: { host: authorityOf(target, 'https'), 'accept-encoding': 'identity', ...request.headers },
        body: request.body ?? null,
        signal: limit.signal,
        onInfo,
        responseHeaders: 'raw',
      }),
    )
    exchange.milliseconds.firstByte = round(dependencies.monotonic() - began)
    exchange.status = response.statusCode
    if (skipper.isOld()) exchange.version = '1.0'
    exchange.headers = pairsOf(response.headers).map(([name, value]) => [name, mask(value)])
    for await (const chunk of response.body) {
      if (!received.add(chunk)) throw new WireError('response-too-large', where)
    }
    const codings = headerValues(exchange, 'content-encoding')
    if (codings.length > 0) body = decodeContent(received.bytes(), codings, limits.bodyBytes, where)
  } catch (error) {
    exchange.failure = failureOf(error, where, limit.timedOut(), dependencies.signal.aborted)
    unsent = writes() === before
  } finally {
    limit.clear()
  }
  body ??= received.bytes()
  // Masked before it is cut, so that no credential is left by halves.
  if (body.length > 0) exchange.bodyExcerpt = mask(body.toString('utf8')).slice(0, EXCERPT_CHARACTERS)
  exchange.milliseconds.total = round(
    (connecting.connect ?? 0) + (connecting.handshake ?? 0) + dependencies.monotonic() - began,
  )
  return { exchange, body, ...(unsent && { unsent }) }
}

/** A credential that may not cross this connection. */
function unsentAnswer(target: TlsTarget, request: HttpRequest, now: Date): HttpAnswer {
  const error = new WireError('tls-untrusted', placeOf(target))
  return { exchange: unsentExchange(target, request, error, now), body: Buffer.alloc(0), unsent: true }
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
    address: triedAddress(target, error),
    requestHeaders: [],
    headers: [],
    startedAt: now.toISOString(),
    milliseconds: { ...connect, total: connect.connect ?? 0 },
    failure: error.failure,
  }
}

/** Where the connection went; by way of a proxy the name, which that looks up for itself, and not what we know of it. */
function triedAddress(target: TlsTarget, error: WireError): string {
  if (error instanceof HandshakeError) return error.reached.address
  return isOfProxy(error.failure) ? target.host : target.address
}

function originOf(target: TlsTarget): string {
  return `https://${authorityOf(target, 'https')}`
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10
}
