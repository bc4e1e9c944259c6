import { connect as connectTcp, type Socket } from 'node:net'
import { Client } from 'undici'
import type { HttpExchange } from '../../../shared/artifacts/http-exchange.ts'
import { deadline } from './deadline.ts'
import type { HttpDependencies } from './http-connection.ts'
import { failureOf } from './http-failure.ts'
import { boundInterimAnswers } from './interim-answers.ts'
import { pairsOf } from './kept-headers.ts'
import { roundTrips } from './round-trips.ts'
import { failureOfSystemError, WireError } from './wire-error.ts'
import { maskUserinfo } from './without-userinfo.ts'

/** A redirect is a few hundred bytes; a page for people is not worth more. */
const BODY_BYTES = 64 * 1024
const EXCERPT_CHARACTERS = 2_000

export type PlainTarget = { host: string; port: number; address: string }

/**
 * One GET without TLS, and so without any credential: there is no way to hand one in. Trouble on the wire is in
 * `failure`, never thrown. `connectMilliseconds` bounds the connection, `answerMilliseconds` the answer.
 */
export async function getPlain(
  target: PlainTarget,
  path: string,
  userAgent: string,
  limits: { connectMilliseconds: number; answerMilliseconds: number },
  dependencies: Pick<HttpDependencies, 'signal' | 'now' | 'monotonic' | 'redact'>,
): Promise<HttpExchange> {
  const { signal, now, monotonic, redact } = dependencies
  const mask = (text: string) => maskUserinfo(redact?.(text) ?? text)
  const authority = target.port === 80 ? target.host : `${target.host}:${target.port}`
  const where = `${target.host}:${target.port}`
  const began = monotonic()
  const exchange: HttpExchange = {
    method: 'GET',
    url: `http://${authority}${path}`,
    address: target.address,
    requestHeaders: [['user-agent', userAgent]],
    headers: [],
    startedAt: now().toISOString(),
    milliseconds: { total: 0 },
  }
  const elapsed = () => Math.round((monotonic() - began) * 10) / 10
  let socket: Socket | undefined
  let client: Client | undefined
  const limit = deadline(signal, limits.connectMilliseconds + limits.answerMilliseconds)
  try {
    const open = await roundTrips('tcp', () => openTcp(target, where, limits.connectMilliseconds, signal))
    socket = open
    exchange.milliseconds.connect = elapsed()
    let handedOver = false
    client = new Client(`http://${authority}`, {
      pipelining: 1,
      maxResponseSize: BODY_BYTES,
      maxHeaderSize: BODY_BYTES,
      connect: (_options, callback) => {
        if (handedOver || open.destroyed) return callback(new WireError('connection-reset', where), null)
        handedOver = true
        // Called back at once, undici would still be inside the step that asked, and never send the request.
        setImmediate(callback, null, open)
      },
    })
    const headers = { host: authority, 'user-agent': userAgent }
    const asking = client
    const response = await roundTrips('http', () =>
      asking.request({
        method: 'GET',
        path,
        headers,
        signal: limit.signal,
        onInfo: boundInterimAnswers(limit.giveUp, where),
        responseHeaders: 'raw',
      }),
    )
    exchange.milliseconds.firstByte = elapsed() - (exchange.milliseconds.connect ?? 0)
    exchange.status = response.statusCode
    exchange.headers = pairsOf(response.headers).map(([name, value]) => [name, mask(value)])
    const chunks: Buffer[] = []
    for await (const chunk of response.body) chunks.push(Buffer.from(chunk))
    const body = mask(Buffer.concat(chunks).toString('utf8'))
    if (body !== '') exchange.bodyExcerpt = body.slice(0, EXCERPT_CHARACTERS)
  } catch (error) {
    exchange.failure = failureOf(error, where, limit.timedOut(), signal.aborted)
  } finally {
    limit.clear()
    await client?.destroy().catch(() => undefined)
    socket?.destroy()
    exchange.milliseconds.total = elapsed()
  }
  return exchange
}

/** Throws a WireError: `connection-refused`, `connection-timed-out`, `cancelled`… */
function openTcp(target: PlainTarget, where: string, milliseconds: number, signal: AbortSignal): Promise<Socket> {
  const limit = deadline(signal, milliseconds)
  const socket = connectTcp({ host: target.address, port: target.port, noDelay: true })
  return new Promise<Socket>((resolve, reject) => {
    const stop = () => reject(new WireError(limit.timedOut() ? 'connection-timed-out' : 'cancelled', where))
    if (limit.signal.aborted) return stop()
    limit.signal.addEventListener('abort', stop, { once: true })
    socket.once('connect', () => resolve(socket))
    // Stays for the socket's life, so that a late error is heard by somebody; undici hears it too.
    socket.on('error', (error) => {
      const failure = failureOfSystemError(error, where)
      reject(failure ? new WireError(failure.code, where, failure.detail) : error)
    })
  })
    .catch((error: unknown) => {
      socket.destroy()
      throw error
    })
    .finally(limit.clear)
}
