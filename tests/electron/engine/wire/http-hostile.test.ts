import type { TLSSocket } from 'node:tls'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  defaultHttpLimits,
  type HttpLimits,
  openHttpConnection,
} from '../../../../electron/engine/wire/http-connection.ts'
import { HttpExchange, headerValues } from '../../../../shared/artifacts/http-exchange.ts'
import { createTestCertificates, startTlsServer, type TestCertificates } from './tls-server.ts'

let certificates: TestCertificates
beforeAll(async () => {
  certificates = await createTestCertificates()
})

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** One request to a server that answers it as it likes; what the server read, and what came of it. */
async function ask(serve: (socket: TLSSocket) => void, limits: Partial<HttpLimits> = {}) {
  let asked = ''
  const server = await startTlsServer({ ...certificates.good, ALPNProtocols: ['http/1.1'] }, (socket) => {
    socket.once('data', (chunk) => {
      asked = chunk.toString('latin1')
      serve(socket)
    })
  })
  closing.push(() => server.close())
  const connection = await openHttpConnection(server.target([certificates.authority]), {
    signal: new AbortController().signal,
    now: () => new Date(0),
    monotonic: () => performance.now(),
    limits: { ...defaultHttpLimits, ...limits },
  })
  closing.push(() => connection.close())
  const answer = await connection.request({ method: 'GET', path: '/', headers: {} })
  HttpExchange.parse(answer.exchange)
  return { ...answer, asked, open: connection.isOpen() }
}

function head(...headers: string[]): string {
  return `HTTP/1.1 200 OK\r\n${headers.map((header) => `${header}\r\n`).join('')}\r\n`
}

function withBody(body: Buffer, ...headers: string[]): Buffer {
  return Buffer.concat([Buffer.from(head(...headers, `Content-Length: ${body.length}`)), body])
}

/** Writes the same again and again for as long as the client listens; no faster than it reads. */
function writeForever(socket: TLSSocket, first: string, again: string): void {
  const more = () => {
    if (socket.writable) socket.write(again, more)
  }
  socket.write(first, more)
}

describe('an answer that does not end', () => {
  it.each<[string, string, string]>([
    ['in its headers', 'HTTP/1.1 200 OK\r\n', 'X-Filler: 1\r\n'.repeat(500)],
    ['in one header', 'HTTP/1.1 200 OK\r\nX-Filler: ', 'x'.repeat(5000)],
    ['in the name of a header', 'HTTP/1.1 200 OK\r\n', 'x'.repeat(5000)],
    ['in cookies', 'HTTP/1.1 200 OK\r\n', 'Set-Cookie: session=1234; path=/\r\n'.repeat(200)],
    ['in the trailer after its chunks', `${head('Transfer-Encoding: chunked')}0\r\n`, 'X-Filler: 1\r\n'.repeat(500)],
    ['in its body, without a length', head('Connection: close'), 'x'.repeat(5000)],
    ['in chunks of one byte', head('Transfer-Encoding: chunked'), '1\r\nx\r\n'.repeat(1000)],
    ['in bytes after one that promises 10 GB', head('Content-Length: 10737418240'), 'x'.repeat(5000)],
  ])('%s is too large', async (_name, first, again) => {
    const { exchange, body, open } = await ask((socket) => writeForever(socket, first, again), { bodyBytes: 100_000 })
    expect(exchange.failure?.code).toBe('response-too-large')
    expect(body.length).toBeLessThanOrEqual(100_000)
    expect(open).toBe(false)
  })

  it.each<[string, string, string]>([
    ['of its head', 'HTTP/1.1 200 OK\r\nX-Filler: ', 'x'],
    ['of its body', head('Content-Length: 1000000'), 'x'],
    ['of its body, in chunks', head('Transfer-Encoding: chunked'), '1\r\nx\r\n'],
  ])('but comes a byte at a time %s ends at the limit of the whole answer', async (_name, first, drop) => {
    const { exchange, open } = await ask(
      (socket) => {
        socket.write(first)
        const timer = setInterval(() => socket.write(drop), 10)
        socket.on('close', () => clearInterval(timer))
      },
      { answerMilliseconds: 200 },
    )
    expect(exchange.failure?.code).toBe('response-timed-out')
    expect(open).toBe(false)
  })

  it.each<[string, string, string]>([
    ['in its status line', 'HTTP/1.1 200 ', 'OK'.repeat(3000)],
    ['in answers before the answer', '', 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'],
  ])('%s ends at the limit of the whole answer at the latest', async (_name, first, again) => {
    const { exchange, open } = await ask((socket) => writeForever(socket, first, again), { answerMilliseconds: 200 })
    expect(exchange.failure).toBeDefined()
    expect(exchange).not.toHaveProperty('status')
    expect(open).toBe(false)
  })
})

describe('100 Continue that nobody asked for (RFC 9110 section 15.2)', () => {
  const go = 'HTTP/1.1 100 Continue\r\n\r\n'

  it.each([
    ['once', [`${go}${head('Content-Length: 2')}ok`]],
    ['with a header of its own', [`HTTP/1.1 100\r\nVia: 1.1 proxy\r\n\r\n${head('Content-Length: 2')}ok`]],
    ['in a packet of its own', [go, `${head('Content-Length: 2')}ok`]],
    ['twenty times', [go.repeat(20), `${head('Content-Length: 2')}ok`]],
    ['before Early Hints', [`${go}HTTP/1.1 103 Early Hints\r\n\r\n${head('Content-Length: 2')}ok`]],
    ['byte by byte', [...go, `${head('Content-Length: 2')}ok`]],
    ['over HTTP/1.0', [`HTTP/1.0 100 Continue\r\n\r\n${head('Content-Length: 2')}ok`]],
  ])('%s is read past', async (_name, parts) => {
    const { exchange, body, open } = await ask((socket) => {
      socket.setNoDelay(true)
      const next = () => {
        const part = parts.shift()
        if (part !== undefined) socket.write(part, () => setImmediate(next))
      }
      next()
    })
    expect(exchange).not.toHaveProperty('failure')
    expect(exchange.status).toBe(200)
    expect(body.toString()).toBe('ok')
    expect(open).toBe(true)
  })

  it.each([
    ['twenty-one times', `${go.repeat(21)}${head('Content-Length: 0')}`, 'http-malformed'],
    ['and no more', go, 'response-timed-out'],
    [
      'with a head that does not end',
      `HTTP/1.1 100 Continue\r\nX-Filler: ${'x'.repeat(100_000)}`,
      'response-too-large',
    ],
  ])('%s is no answer', async (_name, said, code) => {
    const { exchange, open } = await ask((socket) => socket.write(said), { answerMilliseconds: 500 })
    expect(exchange).not.toHaveProperty('status')
    expect(exchange.failure?.code).toBe(code)
    expect(open).toBe(false)
  })

  it('is a part of a body where it stands in one', async () => {
    const { body } = await ask((socket) => socket.write(withBody(Buffer.from(go))))
    expect(body.toString()).toBe(go)
  })
})

it('a thousand cookies are an answer, and no value of them is kept', async () => {
  const cookies = Array.from({ length: 1000 }, (_, index) => `Set-Cookie: c${index}=deadbeef`)
  const { exchange } = await ask((socket) => socket.write(head(...cookies, 'Content-Length: 0')))
  expect(exchange).not.toHaveProperty('failure')
  expect(headerValues(exchange, 'set-cookie')).toHaveLength(1000)
  expect(JSON.stringify(exchange)).not.toContain('deadbeef')
})

describe('a compressed answer', () => {
  const page = Buffer.from('<html>Hello</html>')

  it('is not asked for', async () => {
    const { asked } = await ask((socket) => socket.write(head('Content-Length: 0')))
    expect(asked).toContain('accept-encoding: identity\r\n')
  })

  it('is unpacked all the same', async () => {
    const { exchange, body, open } = await ask((socket) =>
      socket.write(withBody(gzipSync(page), 'Content-Encoding: gzip')),
    )
    expect(exchange).not.toHaveProperty('failure')
    expect(exchange.bodyExcerpt).toBe('<html>Hello</html>')
    expect(body).toEqual(page)
    expect(open).toBe(true)
  })

  it('that is a bomb is too large, and nothing of it is kept', async () => {
    const bomb = withBody(gzipSync(Buffer.alloc(100_000_000)), 'Content-Encoding: gzip')
    const { exchange, body } = await ask((socket) => socket.write(bomb), { bodyBytes: 200_000 })
    expect(exchange).toMatchObject({ status: 200, failure: { code: 'response-too-large' } })
    expect(body.length).toBeLessThanOrEqual(200_000)
  })

  it('that is not compressed at all is malformed', async () => {
    const { exchange } = await ask((socket) => socket.write(withBody(page, 'Content-Encoding: gzip')))
    expect(exchange.failure).toMatchObject({ code: 'http-malformed', detail: 'its body is not gzip' })
  })
})
