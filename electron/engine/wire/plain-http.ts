import type { Socket } from 'node:net'
import { Client } from 'undici'
import { type Failure, isOfProxy } from '../../../shared/artifacts/failure.ts'
import type { HttpExchange } from '../../../shared/artifacts/http-exchange.ts'
import { deadline } from './deadline.ts'
import type { HttpDependencies } from './http-connection.ts'
import { failureOf } from './http-failure.ts'
import { boundInterimAnswers } from './interim-answers.ts'
import { pairsOf } from './kept-headers.ts'
import { openToServer } from './open-tcp.ts'
import { type HttpProxy, placeOfProxy } from './proxy.ts'
import { roundTrips } from './round-trips.ts'
import { authorityOf, placeOf } from './server-place.ts'
import { WireError } from './wire-error.ts'
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
  dependencies: Pick<HttpDependencies, 'signal' | 'now' | 'monotonic' | 'redact' | 'proxyFor'>,
): Promise<HttpExchange> {
  const { signal, now, monotonic, redact, proxyFor } = dependencies
  const mask = (text: string) => maskUserinfo(redact?.(text) ?? text)
  const authority = authorityOf(target, 'http')
  const where = placeOf(target)
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
  let proxy: HttpProxy | undefined
  const limit = deadline(signal, limits.connectMilliseconds + limits.answerMilliseconds)
  try {
    const milliseconds = limits.connectMilliseconds
    const opened = await openToServer(target, { scheme: 'http', signal, milliseconds, proxyFor })
    const open = opened.tcp
    socket = open
    proxy = opened.proxy
    exchange.address = opened.address
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
        // RFC 9112 section 3.2.2: a proxy is asked by the whole URL.
        path: proxy ? exchange.url : path,
        headers,
        signal: limit.signal,
        onInfo: boundInterimAnswers(limit.giveUp, where),
        responseHeaders: 'raw',
      }),
    )
    exchange.milliseconds.firstByte = elapsed() - (exchange.milliseconds.connect ?? 0)
    if (proxy && response.statusCode === 407) {
      await response.body.dump().catch(() => undefined)
      throw new WireError('proxy-sign-in', placeOfProxy(proxy), `HTTP 407, asked for ${where}`)
    }
    exchange.status = response.statusCode
    exchange.headers = pairsOf(response.headers).map(([name, value]) => [name, mask(value)])
    const chunks: Buffer[] = []
    for await (const chunk of response.body) chunks.push(Buffer.from(chunk))
    const body = mask(Buffer.concat(chunks).toString('utf8'))
    if (body !== '') exchange.bodyExcerpt = body.slice(0, EXCERPT_CHARACTERS)
  } catch (error) {
    const failure = failureOf(error, where, limit.timedOut(), signal.aborted)
    exchange.failure = proxy ? ofProxy(failure, proxy) : failure
    // The proxy looks the name up for itself: our address of it was not dialled.
    if (isOfProxy(exchange.failure)) exchange.address = target.host
  } finally {
    limit.clear()
    await client?.destroy().catch(() => undefined)
    socket?.destroy()
    exchange.milliseconds.total = elapsed()
  }
  return exchange
}

/** What stops an answer that a proxy gives is the proxy's, as far as anybody can see. */
function ofProxy(failure: Failure, proxy: HttpProxy): Failure {
  const { code, detail, where } = failure
  if (code === 'cancelled' || code === 'response-too-large' || isOfProxy(failure)) return failure
  const asked = `${detail ? `${detail}, ` : ''}asked for ${where}`
  const isLate = code === 'response-timed-out'
  return { code: isLate ? 'proxy-unanswered' : 'proxy-malformed', where: placeOfProxy(proxy), detail: asked }
}
