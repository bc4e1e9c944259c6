import { once } from 'node:events'
import type { Socket } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  defaultHttpLimits,
  type HttpRequest,
  openHttpConnection,
} from '../../../../electron/engine/wire/http-connection.ts'
import { createTestCertificates, startTcpServer, type TestCertificates } from './tls-server.ts'

let certificates: TestCertificates
beforeAll(async () => {
  certificates = await createTestCertificates()
})

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const challenge = 'HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n'
const credential: HttpRequest = {
  method: 'POST',
  path: '/EWS/Exchange.asmx',
  headers: { authorization: 'Basic YWxpY2U6c2VjcmV0' },
  body: '<soap/>',
}

const plain: HttpRequest = { method: 'GET', path: '/', headers: {} }

type End = { tcp: Socket; tls: TLSSocket }

/** A connection on which one request has been answered, the server's end of it, and what that has read since. */
async function afterChallenge(behind: (end: End) => void = () => undefined) {
  const { promise: taken, resolve: take } = Promise.withResolvers<End>()
  const server = await startTcpServer((tcp) => {
    const context = createSecureContext(certificates.good)
    const tls = new TLSSocket(tcp, { isServer: true, secureContext: context, ALPNProtocols: ['http/1.1'] })
    tls.on('error', () => tls.destroy())
    take({ tcp, tls })
  })
  closing.push(() => server.close())
  const stop = new AbortController()
  const connection = await openHttpConnection(server.target([certificates.authority]), {
    signal: stop.signal,
    now: () => new Date(0),
    monotonic: () => performance.now(),
    limits: { ...defaultHttpLimits, answerMilliseconds: 500 },
  })
  closing.push(() => connection.close())
  const end = await taken
  end.tls.once('data', () => end.tls.write(challenge, () => behind(end)))
  expect((await connection.request(plain)).exchange.status).toBe(401)
  let read = ''
  end.tls.on('data', (chunk) => {
    read += chunk.toString('latin1')
  })
  return { connection, stop, ...end, read: () => read }
}

describe('a request of which nothing has left', () => {
  it('says so where the server had closed the connection', async () => {
    const { connection, tls, read } = await afterChallenge()
    tls.end()
    await once(tls, 'close')
    expect(await connection.request(credential)).toMatchObject({
      unsent: true,
      exchange: { failure: { code: 'connection-reset' } },
    })
    expect(read()).toBe('')
  })

  it('says so where the server resets the connection before the request’s turn has come', async () => {
    const { connection, tcp, read } = await afterChallenge()
    // A request is written once the loop has seen what had come in before it; the reset is seen first. One without a
    // credential does not wait any longer than that.
    const asked = await new Promise<ReturnType<typeof connection.request>[]>((resolve) => {
      setImmediate(() => {
        tcp.resetAndDestroy()
        resolve([connection.request(plain)])
      })
    })
    expect(await asked[0]).toMatchObject({
      unsent: true,
      exchange: { failure: { code: 'connection-reset', detail: 'ECONNRESET' } },
    })
    expect(read()).toBe('')
  })

  it('says so where the reset comes right behind the answer before', async () => {
    const { connection, read } = await afterChallenge(({ tcp }) => tcp.resetAndDestroy())
    expect(await connection.request(credential)).toMatchObject({
      unsent: true,
      exchange: { failure: { code: 'connection-reset', detail: 'ECONNRESET' } },
    })
    expect(read()).toBe('')
  })

  it('says so where the run had been stopped', async () => {
    const { connection, stop, read } = await afterChallenge()
    stop.abort()
    expect(await connection.request(credential)).toMatchObject({
      unsent: true,
      exchange: { failure: { code: 'cancelled' } },
    })
    expect(read()).toBe('')
  })
})

describe('a request that has left', () => {
  it.each<[what: string, answer: (end: End, stop: AbortController) => void, code: string]>([
    ['is read and the connection closed', ({ tls }) => tls.end(), 'connection-reset'],
    ['is read and the connection reset', ({ tcp }) => tcp.resetAndDestroy(), 'connection-reset'],
    ['is told to go on before the close', ({ tls }) => tls.end('HTTP/1.1 100 Continue\r\n\r\n'), 'connection-reset'],
    ['is answered by half a head', ({ tls }) => tls.end('HTTP/1.1 401 Unauth'), 'connection-reset'],
    ['is answered by no HTTP', ({ tls }) => tls.end('\0\0\0'), 'http-malformed'],
    ['is not answered in time', () => undefined, 'response-timed-out'],
    ['is on its way when the run is stopped', (_end, stop) => stop.abort(), 'cancelled'],
  ])('never says otherwise where it %s', async (_what, answer, code) => {
    const { connection, stop, tcp, tls, read } = await afterChallenge()
    tls.once('data', () => answer({ tcp, tls }, stop))
    const { unsent, exchange } = await connection.request(credential)
    expect(exchange.failure?.code).toBe(code)
    expect(read()).toContain(credential.headers.authorization)
    expect(unsent).toBeUndefined()
  })
})
