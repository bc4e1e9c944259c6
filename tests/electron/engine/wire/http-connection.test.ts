import { connect, type Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import fc from 'fast-check'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  defaultHttpLimits,
  type HttpLimits,
  type HttpRequest,
  openHttpConnection,
  unsentExchange,
} from '../../../../electron/engine/wire/http-connection.ts'
import { HandshakeError } from '../../../../electron/engine/wire/tls-connection.ts'
import { WireError } from '../../../../electron/engine/wire/wire-error.ts'
import { HttpExchange, headerValues } from '../../../../shared/artifacts/http-exchange.ts'
import {
  createTestCertificates,
  startTcpServer,
  startTlsServer,
  type TestCertificates,
  type TestServer,
} from './tls-server.ts'

let certificates: TestCertificates
beforeAll(async () => {
  certificates = await createTestCertificates()
})

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const get: HttpRequest = { method: 'GET', path: '/EWS/Exchange.asmx', headers: { 'user-agent': 'test' } }

async function startServer(serve: (socket: TLSSocket) => void): Promise<TestServer> {
  const server = await startTlsServer({ ...certificates.good, ALPNProtocols: ['http/1.1'] }, serve)
  closing.push(() => server.close())
  return server
}

async function open(server: TestServer, options: { signal?: AbortSignal; limits?: Partial<HttpLimits> } = {}) {
  const connection = await openHttpConnection(server.target([certificates.authority]), {
    signal: options.signal ?? new AbortController().signal,
    now: () => new Date('2026-01-02T03:04:05Z'),
    monotonic: () => performance.now(),
    limits: { ...defaultHttpLimits, ...options.limits },
  })
  closing.push(() => connection.close())
  return connection
}

/** A server that answers one request after the other with these bytes, and says nothing more when they are used up. */
function replying(...replies: (string | Buffer)[]): (socket: TLSSocket) => void {
  const left = [...replies]
  return (socket) => {
    socket.on('data', (chunk) => {
      if (!chunk.includes('\r\n\r\n')) return
      const reply = left.shift()
      if (reply !== undefined) socket.write(reply)
    })
  }
}

/** A server that sends these bytes to the first request and closes the connection. */
function replyingOnce(reply: string | Buffer): (socket: TLSSocket) => void {
  return (socket) => {
    socket.once('data', () => socket.end(reply))
  }
}

async function exchangeWith(serve: (socket: TLSSocket) => void, limits: Partial<HttpLimits> = {}) {
  const server = await startServer(serve)
  const connection = await open(server, { limits })
  const answer = await connection.request(get)
  HttpExchange.parse(answer.exchange)
  return { ...answer, where: `mail.contoso.test:${server.port}`, server, connection }
}

describe('a silent connection', () => {
  const reply = 'HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n'
  afterEach(() => {
    vi.useRealTimers()
  })

  it.each([
    ['is closed by ourselves after ten seconds', {}, 10_000],
    ['is kept for as long as whoever waits says', { idleMilliseconds: 660_000 }, 660_000],
  ])('%s', async (_name, limits, milliseconds) => {
    const server = await startServer(replying(reply, reply))
    const connection = await open(server, { limits })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    expect((await connection.request(get)).exchange.status).toBe(401)
    await new Promise(setImmediate)
    vi.advanceTimersByTime(milliseconds - 1)
    await new Promise(setImmediate)
    expect(connection.isOpen()).toBe(true)
    vi.advanceTimersByTime(1)
    await new Promise(setImmediate)
    expect(connection.isOpen()).toBe(false)
  })
})

describe('an answer that is not HTTP', () => {
  it.each<[string, string | Buffer]>([
    ['is text', 'It works!\r\n\r\n'],
    ['is SMTP', '220 mail.contoso.test ESMTP\r\n'],
    ['is HTML', '<html><body>Hello</body></html>'],
    ['is bytes', Buffer.from('000102fffefd0d0a0d0a', 'hex')],
    ['has another version', 'HTTP/9.9 200 OK\r\n\r\n'],
    ['has a status of letters', 'HTTP/1.1 abc OK\r\n\r\n'],
    ['has a header without a colon', 'HTTP/1.1 200 OK\r\nbroken\r\n\r\n'],
    ['has a space before the colon', 'HTTP/1.1 200 OK\r\nServer : IIS\r\n\r\n'],
    ['has two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    ['has a length below zero', 'HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n'],
    ['has a length and chunks', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['is 101, unasked and without its headers', 'HTTP/1.1 101 Switching Protocols\r\n\r\n'],
    ['is 101, unasked', 'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n'],
  ])('%s', async (_name, reply) => {
    const { exchange, where, body } = await exchangeWith(replying(reply))
    expect(exchange).toMatchObject({ headers: [], failure: { code: 'http-malformed', where } })
    expect(exchange).not.toHaveProperty('status')
    expect(body).toHaveLength(0)
  })

  it('has garbage where a chunk should be: its head and its first chunk are kept', async () => {
    const reply =
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nServer: a\r\n\r\n5\r\nfirst\r\nzz\r\nsecond\r\n0\r\n\r\n'
    const { exchange, where } = await exchangeWith(replying(reply))
    expect(exchange).toMatchObject({ status: 200, failure: { code: 'http-malformed', where } })
    expect(headerValues(exchange, 'server')).toEqual(['a'])
  })
})

describe('a connection whose certificate is not trusted', () => {
  const send = async (authorization: string) => {
    const server = await startServer(replying('HTTP/1.1 204 No Content\r\n\r\n'))
    const dependencies = { signal: new AbortController().signal, now: () => new Date(0), monotonic: () => 0 }
    const connection = await openHttpConnection(server.target([]), dependencies)
    closing.push(() => connection.close())
    return connection.request({ ...get, headers: { ...get.headers, authorization } })
  }

  it.each(['Basic YWxpY2U6c2VjcmV0', 'NTLM TlRMTVNTUAADAAAAGAAYAIIAAAA=', 'Negotiate YIIFkQ==', 'Bearer abc'])(
    'sends nothing with the credential %s',
    async (authorization) => {
      const { exchange, unsent } = await send(authorization)
      expect(exchange).toMatchObject({ requestHeaders: [], headers: [], failure: { code: 'tls-untrusted' } })
      expect(exchange).not.toHaveProperty('status')
      expect(unsent).toBe(true)
    },
  )

  it('sends the first message of NTLM, which names nobody', async () => {
    expect((await send('NTLM TlRMTVNTUAABAAAAB4IIog==')).exchange.status).toBe(204)
  })
})

describe('an answer that is not whole', () => {
  it.each<[string, string]>([
    ['nothing', ''],
    ['half a status line', 'HTTP/1.1 20'],
    ['half a head', 'HTTP/1.1 200 OK\r\nServer: IIS\r\nContent-'],
  ])('%s before the connection closes', async (_name, reply) => {
    const { exchange, where } = await exchangeWith(replyingOnce(reply))
    expect(exchange).toMatchObject({ headers: [], failure: { code: 'connection-reset', where } })
    expect(exchange).not.toHaveProperty('status')
  })

  it.each<[string, string]>([
    ['a length', 'HTTP/1.1 401 Unauthorized\r\nServer: IIS\r\nContent-Length: 100\r\n\r\n<html>half'],
    ['chunks', 'HTTP/1.1 401 Unauthorized\r\nServer: IIS\r\nTransfer-Encoding: chunked\r\n\r\na\r\n<html>half\r\n'],
  ])('half a body, by %s: what came is kept', async (_name, reply) => {
    const { exchange, body, where } = await exchangeWith(replyingOnce(reply))
    expect(exchange).toMatchObject({
      status: 401,
      bodyExcerpt: '<html>half',
      failure: { code: 'connection-reset', where },
    })
    expect(headerValues(exchange, 'Server')).toEqual(['IIS'])
    expect(body.toString()).toBe('<html>half')
  })

  it('the connection is reset', async () => {
    const { exchange } = await exchangeWith((socket) => socket.once('data', () => socket.destroy()))
    expect(exchange.failure?.code).toBe('connection-reset')
  })

  it('bytes come that are no TLS, from a device in between', async () => {
    const between: Socket[] = []
    const server = await startServer((socket) => {
      socket.once('data', () => {
        for (const client of between) client.write('not a record of TLS')
      })
    })
    const device = await startTcpServer((client) => {
      between.push(client)
      const onward = connect(server.port, '127.0.0.1')
      onward.on('error', () => client.destroy())
      client.on('close', () => onward.destroy())
      client.pipe(onward).pipe(client)
    })
    closing.push(() => device.close())
    const { exchange } = await (await open(device)).request(get)
    expect(exchange.failure).toMatchObject({
      code: 'connection-reset',
      detail: expect.stringMatching(/^ERR_SSL_|EPROTO/),
    })
  })

  it('nothing comes within the limit', async () => {
    const { exchange, where } = await exchangeWith(() => undefined, { answerMilliseconds: 20 })
    expect(exchange.failure).toEqual({ code: 'response-timed-out', where })
  })

  it('the body does not end within the limit', async () => {
    const serve = replying('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf')
    const { exchange, where } = await exchangeWith(serve, { answerMilliseconds: 150 })
    expect(exchange.failure).toEqual({ code: 'response-timed-out', where })
    expect(exchange).toMatchObject({ status: 200, bodyExcerpt: 'half' })
  })

  it('the run is stopped while waiting', async () => {
    const stop = new AbortController()
    const server = await startServer((socket) => socket.once('data', () => stop.abort()))
    const connection = await open(server, { signal: stop.signal })
    const { exchange } = await connection.request(get)
    expect(exchange.failure?.code).toBe('cancelled')
  })

  it('the run was stopped before', async () => {
    const stop = new AbortController()
    const server = await startServer(replying('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'))
    const connection = await open(server, { signal: stop.signal })
    stop.abort()
    const { exchange } = await connection.request(get)
    expect(exchange.failure?.code).toBe('cancelled')
    expect(exchange).not.toHaveProperty('status')
  })
})

describe('an answer that is too large', () => {
  it('in its head', async () => {
    const head = `HTTP/1.1 200 OK\r\n${`X-Filler: ${'x'.repeat(1000)}\r\n`.repeat(100)}\r\n`
    const { exchange, where } = await exchangeWith(replying(head))
    expect(exchange).toMatchObject({ headers: [], failure: { code: 'response-too-large', where } })
  })

  it('in its head, without an end', async () => {
    const { exchange } = await exchangeWith((socket) => {
      const more = () => {
        if (socket.writable) socket.write('X-Filler: 1\r\n'.repeat(1000), more)
      }
      socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\n', more))
    })
    expect(exchange.failure?.code).toBe('response-too-large')
  })

  it('by its length', async () => {
    const reply = `HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n${'x'.repeat(5000)}`
    const { exchange, where, body } = await exchangeWith(replying(reply), { bodyBytes: 1000 })
    expect(exchange).toMatchObject({ status: 200, failure: { code: 'response-too-large', where } })
    expect(body.length).toBeLessThanOrEqual(1000)
  })

  it('in chunks, without an end', async () => {
    const { exchange, body } = await exchangeWith(
      (socket) => {
        const chunk = `3e8\r\n${'x'.repeat(1000)}\r\n`
        const more = () => {
          if (socket.writable) socket.write(chunk, more)
        }
        socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n', more))
      },
      { bodyBytes: 10_000 },
    )
    expect(exchange).toMatchObject({ status: 200, failure: { code: 'response-too-large' } })
    expect(body.length).toBeLessThanOrEqual(10_000)
    expect(exchange.bodyExcerpt?.length).toBeLessThanOrEqual(2000)
  })
})

describe('one connection', () => {
  const empty = 'HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n'

  it('carries several requests', async () => {
    const { connection, server, exchange } = await exchangeWith(replying(empty, empty.replace('401', '200')))
    expect(exchange.milliseconds).toHaveProperty('handshake')
    const second = await connection.request(get)
    expect(second.exchange).toMatchObject({ status: 200 })
    expect(second.exchange.milliseconds).not.toHaveProperty('handshake')
    expect(server.connections()).toBe(1)
  })

  it('is never opened again when the server closes it between two requests', async () => {
    const { connection, server, exchange } = await exchangeWith(
      replyingOnce('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'),
    )
    expect(exchange).toMatchObject({ status: 401 })
    const second = await connection.request(get)
    expect(second.exchange.failure?.code).toBe('connection-reset')
    expect(second.exchange).not.toHaveProperty('status')
    expect(server.connections()).toBe(1)
  })

  it('is never opened again when the server breaks off the second answer', async () => {
    let count = 0
    const { connection, server } = await exchangeWith((socket) => {
      socket.on('data', () => {
        count += 1
        if (count === 1) socket.write(empty)
        else socket.destroy()
      })
    })
    expect((await connection.request(get)).exchange.failure?.code).toBe('connection-reset')
    expect((await connection.request(get)).exchange.failure?.code).toBe('connection-reset')
    expect(server.connections()).toBe(1)
    expect(count).toBe(2)
  })

  it('does not follow a redirect', async () => {
    const reply = 'HTTP/1.1 302 Found\r\nLocation: https://mail.contoso.test/owa\r\nContent-Length: 0\r\n\r\n'
    const { exchange, server } = await exchangeWith(replying(reply))
    expect(exchange.status).toBe(302)
    expect(headerValues(exchange, 'location')).toEqual(['https://mail.contoso.test/owa'])
    expect(server.connections()).toBe(1)
  })

  it('takes 100, 102 and 103 for what comes before the answer', async () => {
    const before = 'HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'
    const { exchange } = await exchangeWith(replying(`${before}${empty}`))
    expect(exchange).toMatchObject({ status: 401 })
    expect(exchange).not.toHaveProperty('failure')
    expect(headerValues(exchange, 'link')).toEqual([])
  })

  it('asks for what it is told to ask, with the port in Host', async () => {
    let asked = ''
    const server = await startServer((socket) => {
      socket.on('data', (chunk) => {
        asked += chunk.toString('latin1')
        if (asked.endsWith('<a/>')) socket.write(empty)
      })
    })
    const connection = await open(server)
    await connection.request({ method: 'POST', path: '/a?b=c', headers: { 'user-agent': 'test' }, body: '<a/>' })
    const [line, ...headers] = asked.split('\r\n')
    expect(line).toBe('POST /a?b=c HTTP/1.1')
    expect(headers.map((header) => header.toLowerCase())).toEqual(
      expect.arrayContaining([`host: mail.contoso.test:${server.port}`, 'user-agent: test', 'content-length: 4']),
    )
    expect(asked.match(/host:/gi)).toHaveLength(1)
  })
})

describe('what is kept of an exchange', () => {
  it('is no credential and no cookie', async () => {
    const token = Buffer.from('alice:Passw0rd!a').toString('base64')
    const server = await startServer(
      replying(
        'HTTP/1.1 200 OK\r\nset-cookie: session=deadbeef; path=/\r\nSet-Cookie: other=cafe\r\nSet-Cookie: bare\r\nContent-Length: 0\r\n\r\n',
      ),
    )
    const connection = await open(server)
    const { exchange } = await connection.request({ ...get, headers: { Authorization: `Basic ${token}` } })
    expect(exchange.requestHeaders).toEqual([['Authorization', 'Basic (not kept)']])
    expect(headerValues(exchange, 'set-cookie')).toEqual(['session=(not kept)', 'other=(not kept)', 'bare=(not kept)'])
    const text = JSON.stringify(exchange)
    for (const secret of [token, 'Passw0rd', 'deadbeef', 'cafe']) expect(text).not.toContain(secret)
  })

  it('is no credential that the answer repeats, not even by halves where the excerpt ends', async () => {
    const token = Buffer.from('alice:Passw0rd!a, and more?>').toString('base64')
    const page = `${'x'.repeat(1990)}${token}${encodeURIComponent(token)}`
    const reply = `HTTP/1.1 200 OK\r\nX-Echo: Basic ${token}\r\nContent-Length: ${page.length}\r\n\r\n${page}`
    const server = await startServer(replying(reply))
    const connection = await open(server)
    const { exchange } = await connection.request({ ...get, headers: { authorization: `Basic ${token}` } })
    expect(headerValues(exchange, 'x-echo')).toEqual(['Basic (not kept)'])
    expect(exchange.bodyExcerpt).toBe(`${'x'.repeat(1990)}(not kept)`)
    expect(JSON.stringify(exchange)).not.toContain(token.slice(0, 6))
  })

  it('is no name and password in an address that the answer holds, not even by halves where the excerpt ends', async () => {
    const page = `${'x'.repeat(1960)}<a href="https://user:s3cret-and-more@mail.contoso.test/">`
    const location = 'https://user:s3 cret@mail.contoso.test/'
    const head = `HTTP/1.1 302 Found\r\nLocation: ${location}\r\nRefresh: 0; url=https://user:s3cret@b.test/\r\n`
    const { exchange } = await exchangeWith(replying(`${head}Content-Length: ${page.length}\r\n\r\n${page}`))
    expect(headerValues(exchange, 'location')).toEqual(['https://(not kept)@mail.contoso.test/'])
    expect(headerValues(exchange, 'refresh')).toEqual(['0; url=https://(not kept)@b.test/'])
    expect(exchange.bodyExcerpt).toBe(
      `${'x'.repeat(1960)}<a href="https://(not kept)@mail.contoso.test/">`.slice(0, 2_000),
    )
  })

  it('is the version, where it is the old one', async () => {
    const old = await exchangeWith(replyingOnce('HTTP/1.0 401 Unauthorized\r\nContent-Length: 0\r\n\r\n'))
    expect(old.exchange).toMatchObject({ status: 401, version: '1.0' })
    const { exchange } = await exchangeWith(replying('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n'))
    expect(exchange).not.toHaveProperty('version')
  })

  it('is the head in order, the address, the phases and the clock', async () => {
    const reply = 'HTTP/1.1 200 OK\r\nB: 1\r\nA: \xe4\r\nB: 2\r\nContent-Length: 2\r\n\r\nok'
    const { exchange, where, body } = await exchangeWith(replying(Buffer.from(reply, 'latin1')))
    expect(exchange).toEqual({
      method: 'GET',
      url: `https://${where}/EWS/Exchange.asmx`,
      address: '127.0.0.1',
      requestHeaders: [['user-agent', 'test']],
      status: 200,
      headers: [
        ['B', '1'],
        ['A', 'ä'],
        ['B', '2'],
        ['Content-Length', '2'],
      ],
      bodyExcerpt: 'ok',
      startedAt: '2026-01-02T03:04:05.000Z',
      milliseconds: {
        connect: expect.any(Number),
        handshake: expect.any(Number),
        firstByte: expect.any(Number),
        total: expect.any(Number),
      },
    })
    expect(body.toString()).toBe('ok')
  })

  it('of a request that was never sent says why', () => {
    const target = {
      host: 'mail.contoso.test',
      port: 443,
      address: '192.0.2.1',
      trust: { authorities: [], pinned: new Set<string>() },
    }
    const now = new Date(0)
    const refused = new WireError('connection-refused', 'mail.contoso.test:443', 'ECONNREFUSED')
    expect(HttpExchange.parse(unsentExchange(target, get, refused, now))).toMatchObject({
      url: 'https://mail.contoso.test/EWS/Exchange.asmx',
      requestHeaders: [],
      milliseconds: { total: 0 },
      failure: refused.failure,
    })
    const reached = { address: '10.20.0.14', silentAddresses: [], connectMilliseconds: 12.34 }
    const broken = new HandshakeError({ code: 'tls-failed', where: 'mail.contoso.test:443' }, reached)
    expect(unsentExchange(target, get, broken, now).milliseconds).toEqual({ connect: 12.3, total: 12.3 })
  })

  it('says where the connection went, and not an address that nobody dialled', () => {
    const target = {
      host: 'mail.contoso.test',
      port: 443,
      address: '10.20.0.13',
      trust: { authorities: [], pinned: new Set<string>() },
    }
    const where = 'mail.contoso.test:443'
    const addressOf = (error: WireError) => unsentExchange(target, get, error, new Date(0)).address
    expect(addressOf(new WireError('connection-refused', where))).toBe('10.20.0.13')
    const second = { address: '10.20.0.14', silentAddresses: [], connectMilliseconds: 1 }
    expect(addressOf(new HandshakeError({ code: 'tls-failed', where }, second))).toBe('10.20.0.14')
    for (const code of ['proxy-unreachable', 'proxy-refused', 'proxy-sign-in', 'proxy-unsupported'] as const) {
      expect(addressOf(new WireError(code, '10.0.0.8:3128'))).toBe('mail.contoso.test')
    }
  })
})

it('arbitrary answers end in an exchange that fits its schema, and never in an exception', async () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'HTTP/1.1 200 OK\r\n',
      'HTTP/1.1 401 Unauthorized\r\n',
      'HTTP/1.1 100 Continue\r\n\r\n',
      'HTTP/1.1 101 Switching Protocols\r\n\r\n',
      'HTTP/1.1 204 No Content\r\n\r\n',
      'HTTP/1.0 200\r\n',
      'HTTP/1.1 999 \r\n',
      'Content-Length: 3\r\n',
      'Content-Length: 0\r\n',
      'Content-Length: 99999999999999999999\r\n',
      'Transfer-Encoding: chunked\r\n',
      'Transfer-Encoding: gzip, chunked\r\n',
      'Connection: close\r\n',
      'Keep-Alive: timeout=0\r\n',
      'Set-Cookie: \r\n',
      '\r\n',
      '3\r\nabc\r\n',
      '0\r\n\r\n',
      'ffffffffffffffffff\r\n',
      '\n',
    ),
    fc.string({ unit: 'binary', maxLength: 20 }),
  )
  const reply = fc.array(piece, { maxLength: 8 }).map((parts) => Buffer.from(parts.join(''), 'latin1'))
  await fc.assert(
    fc.asyncProperty(fc.tuple(reply, reply), async ([first, second]) => {
      const server = await startTlsServer(certificates.good, (socket) => {
        socket.once('data', () => {
          socket.write(first)
          socket.once('data', () => socket.end(second))
          // What came with the first answer too many is there before the second request.
          setImmediate(() => socket.end())
        })
      })
      try {
        const connection = await open(server, { limits: { answerMilliseconds: 2_000 } })
        for (const request of [get, { ...get, method: 'OPTIONS' } as const]) {
          HttpExchange.parse((await connection.request(request)).exchange)
        }
        await connection.close()
      } finally {
        server.close()
      }
      expect(server.connections()).toBe(1)
    }),
    { numRuns: 50 },
  )
})
