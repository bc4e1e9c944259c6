import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { getPlain } from '../../../../electron/engine/wire/plain-http.ts'

const servers: Server[] = []
const sockets = new Set<Socket>()
afterEach(() => {
  for (const socket of sockets) socket.destroy()
  for (const server of servers.splice(0)) server.close()
})

/** A server that does what it is told with each connection, and keeps what it was sent. */
async function start(serve: (socket: Socket) => void): Promise<{ port: number; received: () => string }> {
  let received = ''
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1')
      if (received.includes('\r\n\r\n')) serve(socket)
    })
  })
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, received: () => received }
}

const dependencies = () => ({
  signal: new AbortController().signal,
  now: () => new Date('2026-11-24T22:41:07Z'),
  monotonic: () => 0,
})
const limits = { connectMilliseconds: 2_000, answerMilliseconds: 2_000 }
const HOST = 'autodiscover.contoso.test'

function get(port: number, more: Partial<Parameters<typeof getPlain>[4]> = {}, bounds = limits) {
  return getPlain({ host: HOST, port, address: '127.0.0.1' }, '/a?b', 'Client 1', bounds, {
    ...dependencies(),
    ...more,
  })
}

describe('what goes wrong is told, never thrown', () => {
  it('a port that is closed', async () => {
    const { port } = await start(() => undefined)
    for (const server of servers.splice(0)) server.close()
    expect((await get(port)).failure).toMatchObject({ code: 'connection-refused', where: `${HOST}:${port}` })
  })

  it('a server that says nothing', async () => {
    const { port } = await start(() => undefined)
    const { failure, status } = await get(port, {}, { connectMilliseconds: 50, answerMilliseconds: 50 })
    expect(failure?.code).toBe('response-timed-out')
    expect(status).toBeUndefined()
  })

  it.each([
    ['is not HTTP', '220 ESMTP\r\n\r\n', 'http-malformed'],
    ['closes', '', 'connection-reset'],
    [
      'sends more than a redirect is',
      `HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n${'x'.repeat(100_000)}`,
      'response-too-large',
    ],
    [
      'sends a head without an end',
      `HTTP/1.1 200 OK\r\n${`X: ${'1'.repeat(100)}\r\n`.repeat(1_000)}`,
      'response-too-large',
    ],
  ])('a server that %s', async (_what, reply, code) => {
    const { port } = await start((socket) => (reply === '' ? socket.end() : socket.write(reply)))
    expect((await get(port)).failure?.code).toBe(code)
  })

  it('a run that has stopped', async () => {
    const { port, received } = await start((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'))
    const signal = AbortSignal.abort()
    expect((await get(port, { signal })).failure?.code).toBe('cancelled')
    expect(received()).toBe('')
  })
})

describe('an answer', () => {
  it('keeps its status, headers and beginning', async () => {
    const reply =
      'HTTP/1.1 302 Found\r\nLocation: https://mail.contoso.test/a\r\nSet-Cookie: a=b\r\nContent-Length: 5\r\n\r\nmoved'
    const { port, received } = await start((socket) => socket.end(reply))
    const exchange = await get(port)
    expect(exchange).toMatchObject({
      method: 'GET',
      url: `http://${HOST}:${port}/a?b`,
      address: '127.0.0.1',
      status: 302,
      headers: [
        ['Location', 'https://mail.contoso.test/a'],
        ['Set-Cookie', 'a=(not kept)'],
        ['Content-Length', '5'],
      ],
      bodyExcerpt: 'moved',
      startedAt: '2026-11-24T22:41:07.000Z',
    })
    expect(exchange).not.toHaveProperty('failure')
    // Nothing secret has a way in here.
    expect(received().toLowerCase()).not.toMatch(/^(?:authorization|cookie):/m)
    expect(received()).toMatch(new RegExp(`^GET /a\\?b HTTP/1\\.1\\r\\nhost: ${HOST}:${port}\\r\\n`, 'i'))
  })

  it('keeps no name and password of an address', async () => {
    const { port } = await start((socket) =>
      socket.end('HTTP/1.1 302 Found\r\nLocation: https://user:s3cret@b.test/\r\nContent-Length: 0\r\n\r\n'),
    )
    expect((await get(port)).headers[0]).toEqual(['Location', 'https://(not kept)@b.test/'])
  })

  it('is redacted before it is cut', async () => {
    const body = `${'x'.repeat(1_995)}SECRET`
    const { port } = await start((socket) =>
      socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`),
    )
    const { bodyExcerpt } = await get(port, { redact: (text) => text.replaceAll('SECRET', '(no)') })
    expect(bodyExcerpt).toBe(`${'x'.repeat(1_995)}(no)`)
  })
})
