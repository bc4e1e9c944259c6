import type { IncomingMessage, ServerResponse } from 'node:http'
import { ContractError, contractErrors } from '../../shared/contract/error-code.ts'
import { openMetricsContentType } from '../../shared/watch/open-metrics.ts'
import type { ServeMetrics } from '../api/watch-metrics.ts'
import { listenOnLoopback } from './bounded-server.ts'
import { refusalOf } from './request-refusal.ts'

/** A Prometheus or two, and somebody who looks. */
const MOST_CONNECTIONS = 16

/**
 * Serves metrics to whoever is on this machine: at 127.0.0.1 alone, under that name alone (so that no page of another
 * name leads here), to be read and nothing else. Nothing in them is secret, and there is no token.
 */
export const serveMetrics: ServeMetrics = async ({ port: wanted, text, onBug }) => {
  const { server, port, close } = await listenOnLoopback({ port: wanted, mostConnections: MOST_CONNECTIONS })
  server.on('request', (request, response) => answer(request, response, { port, text, onBug }))
  return { address: `http://127.0.0.1:${port}/metrics`, close }
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { port, text, onBug }: Parameters<ServeMetrics>[0],
): void {
  response.setHeader('Cache-Control', 'no-store')
  response.setHeader('X-Content-Type-Options', 'nosniff')
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
  const refusal = refusalOf(request, port, false)
  if (refusal) {
    if (refusal.status === 405) response.setHeader('Allow', 'GET, HEAD')
    // What was sent with it is not read, so the connection can't be used again.
    response.setHeader('Connection', 'close')
    send(request, response, refusal.status, 'text/plain; charset=utf-8', `${refusal.sentence}\n`)
    return
  }
  if (request.url?.split('?')[0] !== '/metrics') {
    send(request, response, 404, 'text/plain; charset=utf-8', 'There is only /metrics here.\n')
    return
  }
  let metrics: string
  try {
    metrics = text()
  } catch (thrown) {
    // By the code alone: its detail names a file of this person's, and everybody on this machine may ask here.
    const isRefused = thrown instanceof ContractError && thrown.code === 'not-kept'
    if (!isRefused) onBug?.(thrown)
    const [status, sentence] = isRefused
      ? [503, contractErrors['not-kept']]
      : [500, 'Postern itself failed. This is our bug.']
    send(request, response, status, 'text/plain; charset=utf-8', `${sentence}\n`)
    return
  }
  send(request, response, 200, openMetricsContentType, metrics)
}

function send(request: IncomingMessage, response: ServerResponse, status: number, type: string, text: string): void {
  const body = Buffer.from(text, 'utf8')
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': body.length })
  response.end(request.method === 'HEAD' ? undefined : body)
}
