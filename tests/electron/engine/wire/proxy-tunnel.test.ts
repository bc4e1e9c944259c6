import type { Socket } from 'node:net'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openHttpConnection } from '../../../../electron/engine/wire/http-connection.ts'
import type { ProxyFor, Route } from '../../../../electron/engine/wire/proxy.ts'
import { offerVersion } from '../../../../electron/engine/wire/tls/offer-version.ts'
import { openTls } from '../../../../electron/engine/wire/tls-connection.ts'
import { WireError } from '../../../../electron/engine/wire/wire-error.ts'
import { startTestProxy, type TestProxy, tunnelTo } from './test-proxy.ts'
import { createTestCertificates, startTlsServer, type TestCertificates, type TestServer } from './tls-server.ts'

let certificates: TestCertificates
let proxy: TestProxy | undefined
let server: TestServer | undefined

beforeAll(async () => {
  certificates = await createTestCertificates()
})

afterEach(async () => {
  await proxy?.close()
  server?.close()
  proxy = undefined
  server = undefined
})

const limits = { connectMilliseconds: 4_000, handshakeMilliseconds: 4_000 }

async function startServer(): Promise<TestServer> {
  server = await startTlsServer(certificates.good, (socket) => {
    socket.on('error', () => undefined)
    socket.on('data', () => socket.write('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n'))
  })
  return server
}

function open(route: Route | ProxyFor, more: { milliseconds?: number; signal?: AbortSignal; byAddress?: true } = {}) {
  const { milliseconds = limits.connectMilliseconds, signal = new AbortController().signal, byAddress } = more
  if (!server) throw new Error('No server was started.')
  return openTls(server.target([certificates.authority], { ...(byAddress && { byAddress }) }), {
    ...{ signal, limits: { ...limits, connectMilliseconds: milliseconds }, monotonic: () => performance.now() },
    proxyFor: typeof route === 'function' ? route : async () => route,
  })
}

async function failureOf(opening: Promise<unknown>) {
  const error = await opening.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof WireError)) throw error ?? new Error('It came about.')
  return error.failure
}

const at = () => ({ host: '127.0.0.1', port: proxy?.port ?? 0 })

describe('a proxy that opens no way is what failed, and not the server', () => {
  const says =
    (text: string, end = true) =>
    (socket: Socket) =>
      end ? socket.end(text) : socket.write(text)

  test.each([
    ['refuses', says('HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno'), 'proxy-refused', 'HTTP 403'],
    ['asks for a sign-in', says('HTTP/1.1 407 Who\r\nProxy-Authenticate: NTLM\r\n\r\n'), 'proxy-sign-in', 'HTTP 407'],
    ['does not reach the server', says('HTTP/1.0 502 Bad Gateway\r\n\r\n'), 'proxy-refused', 'HTTP 502'],
    ['leads elsewhere', says('HTTP/1.1 302 Found\r\nLocation: http://wall/\r\n\r\n'), 'proxy-refused', 'HTTP 302'],
    ['refuses behind an interim answer', says('HTTP/1.1 100 C\r\n\r\nHTTP/1.1 403 No\r\n\r\n'), 'proxy-refused', '403'],
    ['speaks TLS', says('\x15\x03\x01\x00\x02\x02\x46'), 'proxy-malformed', 'not HTTP'],
    ['speaks HTTP/2', says('HTTP/2 200\r\n\r\n'), 'proxy-malformed', 'not HTTP'],
    ['sends a line of garbage', says('HELO you\r\n\r\n', false), 'proxy-malformed', 'not HTTP'],
    ['sends a status that is none', says('HTTP/1.1 2x0 OK\r\n\r\n', false), 'proxy-malformed', 'not HTTP'],
    ['switches protocols', says('HTTP/1.1 101 Go\r\n\r\n', false), 'proxy-malformed', 'not HTTP'],
    ['says more than that', says('HTTP/1.1 200 OK\r\n\r\nhello', false), 'proxy-malformed', 'behind its answer'],
    ['closes', (socket: Socket) => socket.end(), 'proxy-malformed', 'closed the connection'],
    ['resets', (socket: Socket) => socket.resetAndDestroy(), 'proxy-malformed', 'ECONNRESET'],
    ['closes inside its header', says('HTTP/1.1 200 OK\r\nVia: '), 'proxy-malformed', 'closed the connection'],
    [
      'sends a header without an end',
      says(`HTTP/1.1 200 OK\r\n${'X-Filler: 0123456789\r\n'.repeat(2_000)}`, false),
      'proxy-malformed',
      'no end',
    ],
    [
      'sends interim answers without an end',
      says('HTTP/1.1 100 C\r\n\r\n'.repeat(2_000), false),
      'proxy-malformed',
      'no end',
    ],
  ] as const)('one that %s', async (_, answer, code, detail) => {
    const { port } = await startServer()
    proxy = await startTestProxy(answer)
    const failure = await failureOf(open(at()))
    expect(failure).toMatchObject({ code, where: `127.0.0.1:${proxy.port}` })
    expect(failure.detail).toContain(detail)
    expect(failure.detail).toContain(`asked for mail.contoso.test:${port}`)
    expect(server?.connections()).toBe(0)
  })

  test('one that is silent, for as long as a connection may take', async () => {
    await startServer()
    proxy = await startTestProxy(() => undefined)
    expect(await failureOf(open(at(), { milliseconds: 150 }))).toMatchObject({ code: 'proxy-unanswered' })
  })

  test('one that does not listen', async () => {
    await startServer()
    proxy = await startTestProxy()
    const gone = at()
    await proxy.close()
    expect(await failureOf(open(gone))).toMatchObject({
      code: 'proxy-unreachable',
      detail: expect.stringContaining('ECONNREFUSED'),
    })
    proxy = undefined
  })

  test('one of another kind, of which this machine tells in words', async () => {
    const { port } = await startServer()
    expect(await failureOf(open({ unsupported: 'SOCKS' }))).toEqual({
      ...{ code: 'proxy-unsupported', where: `mail.contoso.test:${port}`, detail: 'SOCKS' },
    })
  })

  test('one that this machine does not name in time', async () => {
    await startServer()
    const never: ProxyFor = () => new Promise(() => undefined)
    expect(await failureOf(open(never, { milliseconds: 50 }))).toMatchObject({ code: 'proxy-unsupported' })
  })

  test('a run that is stopped says that, and leaves nothing open', async () => {
    await startServer()
    const controller = new AbortController()
    proxy = await startTestProxy(() => controller.abort())
    expect(await failureOf(open(at(), { signal: controller.signal }))).toMatchObject({ code: 'cancelled' })
    await expect.poll(() => proxy?.open()).toBe(0)
    expect(await failureOf(open(at(), { signal: AbortSignal.abort() }))).toMatchObject({ code: 'cancelled' })
  })
})

describe('through a proxy', () => {
  test('TLS is with the server, by its name; which address the proxy found is not told', async () => {
    const { port } = await startServer()
    proxy = await startTestProxy()
    const asked: string[] = []
    const proxyFor: ProxyFor = async (url) => {
      asked.push(url)
      return at()
    }
    const { socket, peer } = await open(proxyFor)
    socket.destroy()
    expect(asked).toEqual([`https://mail.contoso.test:${port}/`])
    expect(proxy.asked).toEqual([`CONNECT mail.contoso.test:${port} HTTP/1.1`])
    expect(peer).toMatchObject({ trusted: true, address: 'mail.contoso.test', proxy: at(), silentAddresses: [] })
  })

  test.each([
    ['a bare status', 'HTTP/1.0 200\r\n\r\n'],
    ['headers, and an interim answer before', 'HTTP/1.1 103 E\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nVia: 1.1 p\r\n\r\n'],
    ['lines that end without a return', 'HTTP/1.1 200 OK\nVia: p\n\n'],
    ['another success', 'HTTP/1.1 204 Fine\r\n\r\n'],
  ])('it opens the way with %s', async (_, established) => {
    await startServer()
    proxy = await startTestProxy(tunnelTo('127.0.0.1', established))
    const { socket, peer } = await open(at())
    socket.destroy()
    expect(peer.trusted).toBe(true)
  })

  test('its answer may come byte by byte', async () => {
    await startServer()
    const lead = tunnelTo('127.0.0.1', '')
    proxy = await startTestProxy(async (socket, authority, request) => {
      // What the client says meanwhile is for the server.
      socket.pause()
      socket.setNoDelay(true)
      for (const byte of 'HTTP/1.1 200 OK\r\n\r\n') {
        socket.write(byte)
        await new Promise(setImmediate)
      }
      lead(socket, authority, request)
    })
    const { socket } = await open(at())
    socket.destroy()
  })

  test('a server whose TLS fails is told as the server, with what was seen on the way', async () => {
    server = await startTlsServer(certificates.good, () => undefined)
    proxy = await startTestProxy((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      socket.once('data', () => socket.end())
    })
    const failure = await failureOf(open(at()))
    expect(failure).toMatchObject({ code: 'tls-failed', where: expect.stringContaining('mail.contoso.test') })
  })

  test('requests and offers of TLS versions go the same way', async () => {
    const { port } = await startServer()
    proxy = await startTestProxy()
    const dependencies = {
      ...{ signal: new AbortController().signal, now: () => new Date(), monotonic: () => performance.now() },
      proxyFor: async () => at(),
    }
    const target = startedTarget()
    const connection = await openHttpConnection(target, dependencies)
    const { exchange } = await connection.request({ method: 'GET', path: '/', headers: {} })
    await connection.close()
    expect(exchange).toMatchObject({ status: 401, address: 'mail.contoso.test' })

    const random = (length: number) => Buffer.alloc(length, 7)
    const answer = await offerVersion(target, 'TLSv1.2', { ...dependencies, limits, random })
    expect(answer).toMatchObject({ ended: 'done', address: 'mail.contoso.test' })

    expect(proxy.asked).toEqual(Array<string>(2).fill(`CONNECT mail.contoso.test:${port} HTTP/1.1`))
  })
})

describe('past every proxy', () => {
  test('what this machine reaches directly', async () => {
    await startServer()
    const { socket, peer } = await open('direct')
    socket.destroy()
    expect(peer).toMatchObject({ address: '127.0.0.1' })
    expect(peer.proxy).toBeUndefined()
  })

  test('a server at its own address, of which nobody is asked', async () => {
    await startServer()
    const { socket, peer } = await open(() => Promise.reject(new Error('It was asked.')), { byAddress: true })
    socket.destroy()
    expect(peer).toMatchObject({ address: '127.0.0.1' })
  })
})

function startedTarget() {
  if (!server) throw new Error('No server was started.')
  return server.target([certificates.authority])
}

test('an address of IPv6 is asked for as a URL has it', async () => {
  proxy = await startTestProxy((socket) => socket.end('HTTP/1.1 403 No\r\n\r\n'))
  const asked: string[] = []
  const failure = await failureOf(
    openTls(
      { host: 'fd00::8', port: 443, address: 'fd00::8', trust: { authorities: [], pinned: [] } as never },
      {
        ...{ signal: new AbortController().signal, limits, monotonic: () => 0 },
        proxyFor: async (url) => {
          asked.push(url)
          return at()
        },
      },
    ),
  )
  expect(asked).toEqual(['https://[fd00::8]/'])
  expect(failure.detail).toContain('asked for [fd00::8]:443')
})
