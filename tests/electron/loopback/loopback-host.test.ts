import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { connect as connectSocket } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startLoopbackHost } from '../../../electron/loopback/loopback-host.ts'
import type { ContractBug } from '../../../shared/contract/contract-bug.ts'
import { sampleHandlers } from '../../shared/contract/samples.ts'
import { makeRenderer, startHost } from './loopback-fixture.ts'

/** Sends bytes as they are and returns all that came back until the connection ended. */
async function sendRaw(port: number, bytes: string): Promise<string> {
  const socket = connectSocket(port, '127.0.0.1')
  let received = ''
  socket.on('data', (chunk) => {
    received += chunk
  })
  socket.on('error', () => undefined)
  socket.write(bytes)
  await new Promise<void>((resolve) => socket.on('close', () => resolve()))
  return received
}

function expectSafeHeaders(headers: Record<string, unknown>): void {
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-/)
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  })
  expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
  expect(headers).not.toHaveProperty('x-powered-by')
}

describe('requests that are refused, session or not', () => {
  test.each([
    ['the name localhost', (port: number) => `localhost:${port}`],
    ['a name that was bound to this address', (port: number) => `rebound.attacker.test:${port}`],
    ['another port', (port: number) => `127.0.0.1:${port === 65535 ? 1 : port + 1}`],
    ['no port', () => '127.0.0.1'],
    ['another spelling of the address', (port: number) => `127.1:${port}`],
    ['the address of IPv6', (port: number) => `[::1]:${port}`],
    ['a user name before it', (port: number) => `x@127.0.0.1:${port}`],
    ['a dot after it', (port: number) => `127.0.0.1.:${port}`],
  ])('Host: %s', async (_what, hostOf) => {
    const { host, ask, signIn, tokenPath } = await startHost()
    const refused = await ask(tokenPath, { headers: { host: hostOf(host.port) } })
    expect(refused.status).toBe(403)
    expect(refused.headers).not.toHaveProperty('set-cookie')
    expectSafeHeaders(refused.headers)
    // The token was not used up by it.
    const cookie = await signIn()
    expect(cookie).not.toBe('')
    expect((await ask('/', { headers: { host: hostOf(host.port), cookie } })).status).toBe(403)
  })

  test.each([
    ['another site', () => 'https://attacker.test'],
    ['none, as of a sandboxed frame', () => 'null'],
    ['the same host by name', (port: number) => `http://localhost:${port}`],
    ['the same address by https', (port: number) => `https://127.0.0.1:${port}`],
    ['another port of it', (port: number) => `http://127.0.0.1:${port === 65535 ? 1 : port + 1}`],
    ['the address as a beginning', (port: number) => `http://127.0.0.1:${port}.attacker.test`],
    ['an empty one', () => ''],
  ])('Origin: %s', async (_what, originOf) => {
    const { host, ask, signIn } = await startHost()
    const cookie = await signIn()
    const refused = await ask('/', { headers: { cookie, origin: originOf(host.port) } })
    expect(refused.status).toBe(403)
    expectSafeHeaders(refused.headers)
    expect(refused.body).not.toContain('csp-nonce')
  })

  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'])('method %s', async (method) => {
    const { ask, signIn, origin } = await startHost()
    const cookie = await signIn()
    for (const headers of [{ cookie }, { cookie, origin }] as Record<string, string>[]) {
      const refused = await ask('/', { method, headers })
      expect(refused.status).toBe(405)
      expect(refused.headers.allow).toBe('GET, HEAD')
      expectSafeHeaders(refused.headers)
    }
  })

  test('a preflight of CORS is answered as any other method, with no header of CORS', async () => {
    const { ask, origin } = await startHost()
    const headers = { origin, 'access-control-request-method': 'GET', 'access-control-request-private-network': 'true' }
    const refused = await ask('/contract', { method: 'OPTIONS', headers })
    expect(refused.status).toBe(405)
    expectSafeHeaders(refused.headers)
  })

  test.each([
    ['a body', 'GET / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 2\r\n\r\nhi', 400],
    ['a chunked body', 'GET / HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 400],
    ['two Hosts', 'GET / HTTP/1.1\r\nHost: HOST\r\nHost: attacker.test\r\n\r\n', 403],
    ['an empty Host', 'GET / HTTP/1.1\r\nHost: \r\n\r\n', 403],
    ['no Host', 'GET / HTTP/1.1\r\n\r\n', 400],
    ['no Host in HTTP/1.0', 'GET / HTTP/1.0\r\n\r\n', 403],
    ['two Origins', 'GET / HTTP/1.1\r\nHost: HOST\r\nOrigin: http://HOST\r\nOrigin: http://HOST\r\n\r\n', 403],
    ['a whole address as its target', 'GET http://attacker.test/ HTTP/1.1\r\nHost: HOST\r\n\r\n', 400],
    ['a target that is too long', `GET /?${'x'.repeat(3000)} HTTP/1.1\r\nHost: HOST\r\n\r\n`, 414],
    ['headers that are too long', `GET / HTTP/1.1\r\nHost: HOST\r\nX: ${'x'.repeat(9000)}\r\n\r\n`, 431],
    ['bytes that are no HTTP', '\u0016\u0003\u0001\u0002\r\n\r\n', 400],
    ['a bare line feed in a header', 'GET / HTTP/1.1\r\nHost: HOST\r\nX: a\nContent-Length: 5\r\n\r\n', 400],
  ])('%s', async (_what, bytes, status) => {
    const { host } = await startHost()
    const answer = await sendRaw(host.port, bytes.replaceAll('HOST', `127.0.0.1:${host.port}`))
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  })

  test('CONNECT is not answered', async () => {
    const { host } = await startHost()
    const answer = await sendRaw(
      host.port,
      `CONNECT attacker.test:443 HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\n\r\n`,
    )
    expect(answer).toBe('')
  })

  test('headers that never end are cut off', async () => {
    const { host } = await startHost({ headersMilliseconds: 50 })
    expect(await sendRaw(host.port, 'GET / HTTP/1.1\r\nHost: 127')).toMatch(/^HTTP\/1.1 408 /)
    expect(await sendRaw(host.port, '')).toMatch(/^(HTTP\/1.1 408 |$)/)
  })

  test('it listens at 127.0.0.1 alone', async () => {
    const { host } = await startHost()
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ family, address }) => family === 'IPv4' && address !== '127.0.0.1')
      .map(({ address }) => address)
    for (const address of ['127.0.0.2', ...others]) {
      const socket = connectSocket(host.port, address)
      const [error] = await once(socket, 'error')
      expect(error).toMatchObject({ code: 'ECONNREFUSED' })
    }
  })
})

describe('the one-time token', () => {
  test('is exchanged for a session, and leaves the address', async () => {
    const { host, ask, tokenPath } = await startHost()
    expect(host.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[A-Za-z0-9_-]{43}$/)
    const exchanged = await ask(tokenPath)
    expect(exchanged.status).toBe(303)
    expect(exchanged.headers.location).toBe('/')
    expect(exchanged.headers['cache-control']).toBe('no-store')
    expectSafeHeaders(exchanged.headers)
    const [cookie] = exchanged.headers['set-cookie'] ?? []
    expect(cookie).toMatch(new RegExp(`^postern-${host.port}=[A-Za-z0-9_-]{43}; HttpOnly; SameSite=Strict; Path=/$`))
    expect(cookie).not.toContain(tokenPath.slice('/?token='.length))
    const page = await ask('/', { headers: { cookie: cookie?.split(';')[0] ?? '' } })
    expect(page.status).toBe(200)
  })

  test('opens nothing a second time; the page says how to get a new one', async () => {
    const { ask, tokenPath } = await startHost()
    await ask(tokenPath)
    const again = await ask(tokenPath)
    expect(again.status).toBe(401)
    expect(again.headers).not.toHaveProperty('set-cookie')
    expect(again.body).toContain('This address was used already')
    expect(again.body).toContain('end Postern in its terminal and start it again')
    expectSafeHeaders(again.headers)
  })

  test('leads to the app when it is opened again where its session is', async () => {
    const { ask, signIn, tokenPath } = await startHost()
    const again = await ask(tokenPath, { headers: { cookie: await signIn() } })
    expect([again.status, again.headers.location]).toEqual([303, '/'])
    expect(again.headers).not.toHaveProperty('set-cookie')
  })

  test.each([
    ['just before ten minutes', 10 * 60 * 1000 - 1, 303],
    ['at ten minutes', 10 * 60 * 1000, 401],
    ['a year later', 365 * 86_400_000, 401],
    ['before it was made', -1, 401],
  ])('%s', async (_what, later, status) => {
    let time = Date.UTC(2026, 0, 1)
    const { ask, tokenPath } = await startHost({ now: () => new Date(time) })
    time += later
    const answer = await ask(tokenPath)
    expect(answer.status).toBe(status)
    if (status === 401) expect(answer.body).toContain('This address is too old')
  })

  test.each([
    ['an empty one', () => '/?token='],
    ['a short one', (path: string) => path.slice(0, -1)],
    ['a longer one', (path: string) => `${path}A`],
    ['one of the right length', () => `/?token=${'A'.repeat(43)}`],
    ['the right one twice', (path: string) => `${path}&token=${path.slice('/?token='.length)}`],
    ['a right one among others', (path: string) => `/?token=x&${path.slice(2)}`],
  ])('that is wrong: %s', async (_what, pathOf) => {
    const { ask, tokenPath, signIn } = await startHost()
    const refused = await ask(pathOf(tokenPath))
    expect(refused.status).toBe(401)
    expect(refused.headers).not.toHaveProperty('set-cookie')
    expect(await signIn()).not.toBe('')
  })

  test('is not used up by HEAD, nor taken at another path', async () => {
    const { ask, tokenPath, signIn } = await startHost()
    expect((await ask(tokenPath, { method: 'HEAD' })).status).toBe(401)
    expect((await ask(`/index.html${tokenPath.slice(1)}`)).status).toBe(401)
    expect(await signIn()).not.toBe('')
  })

  test('two hosts have two tokens, and neither opens the other', async () => {
    const [one, other] = [await startHost(), await startHost()]
    expect((await other.ask(one.tokenPath)).status).toBe(401)
    const cookie = await one.signIn()
    expect((await other.ask('/', { headers: { cookie } })).status).toBe(401)
  })
})

describe('pages', () => {
  test.each([
    ['no cookie', () => undefined],
    ['a cookie of another name', (cookie: string) => cookie.replace('postern-', 'postern')],
    ['a cookie of another value', (cookie: string) => `${cookie}A`],
    ['an empty cookie', (cookie: string) => cookie.replace(/=.*/, '=')],
  ])('need a session: %s', async (_what, cookieOf) => {
    const { ask, signIn } = await startHost()
    const cookie = cookieOf(await signIn())
    for (const path of ['/', '/index.html', '/assets/main.js', '/contract', '/nothing']) {
      const refused = await ask(path, cookie === undefined ? {} : { headers: { cookie } })
      expect(refused.status).toBe(401)
      expect(refused.body).toContain('Postern is not open here')
      expectSafeHeaders(refused.headers)
    }
  })

  test.each(['/', '/index.html'])('%s is the page, with a nonce of its own each time', async (path) => {
    const { ask, signIn } = await startHost()
    const headers = { cookie: `other=1; ${await signIn()}` }
    const nonces = new Set<string>()
    for (let time = 0; time < 2; time += 1) {
      const page = await ask(path, { headers })
      expect(page.status).toBe(200)
      expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
      expect(page.headers['cache-control']).toBe('no-store')
      expectSafeHeaders(page.headers)
      const nonce = /nonce="([^"]+)"/.exec(page.body)?.[1] ?? ''
      expect(page.headers['content-security-policy']).toContain(`'nonce-${nonce}'`)
      nonces.add(nonce)
    }
    expect(nonces.size).toBe(2)
  })

  test('files come with their type, and HEAD without a body', async () => {
    const { ask, signIn, origin } = await startHost()
    const headers = { cookie: await signIn(), origin }
    const script = await ask('/assets/main.js', { headers })
    expect([script.status, script.headers['content-type'], script.body]).toEqual([
      200,
      'text/javascript; charset=utf-8',
      'export {}\n',
    ])
    const head = await ask('/assets/main.js', { headers, method: 'HEAD' })
    expect([head.status, head.headers['content-length'], head.body]).toEqual([200, '10', ''])
  })

  test.each([
    '/outside.html',
    '/../outside.html',
    '/assets/../../outside.html',
    '/%2e%2e/outside.html',
    '/..%2foutside.html',
    '/..%5coutside.html',
    '/assets/..\\..\\outside.html',
    '//outside.html',
    '/./index.html',
    '/assets//main.js',
    '/assets/%6dain.js',
    '/assets',
    '/assets/',
    '/assets/main.js/',
    '/assets/main.js%00.css',
    '/assets/notes.map',
    '/ASSETS/main.js',
    '/constructor',
    '/contract',
    '/file:///etc/passwd',
  ])('%s is not there', async (path) => {
    const { ask, signIn } = await startHost()
    const answer = await ask(path, { headers: { cookie: await signIn() } })
    expect(answer.status).toBe(404)
    expectSafeHeaders(answer.headers)
    expect(answer.body).not.toContain('outside')
  })

  test('a file that is gone is a bug of ours, told to the host and not to the page', async () => {
    const rendererDirectory = await makeRenderer()
    const bugs: ContractBug[] = []
    const { ask, signIn } = await startHost({ rendererDirectory, onBug: (bug) => bugs.push(bug) })
    const cookie = await signIn()
    await rm(join(rendererDirectory, 'assets', 'main.js'))
    await expect(ask('/assets/main.js', { headers: { cookie } })).rejects.toThrow()
    expect(bugs.map(({ name, kind }) => [name, kind])).toEqual([['page', 'threw']])
    expect((await ask('/', { headers: { cookie } })).status).toBe(200)
  })
})

describe('start and end', () => {
  test('it does not start without a built renderer', async () => {
    const directory = await makeRenderer()
    await rm(join(directory, 'index.html'))
    await expect(startLoopbackHost({ handlers: sampleHandlers(), rendererDirectory: directory })).rejects.toThrow(
      'The renderer is not built',
    )
  })

  test('close ends connections that are idle or half way through a request, and frees the port', async () => {
    const { host, ask } = await startHost()
    await ask('/')
    const sockets = ['', 'GET / HTTP/1.1\r\nHost'].map((bytes) => {
      const socket = connectSocket(host.port, '127.0.0.1')
      onTestFinished(() => void socket.destroy())
      socket.on('error', () => undefined)
      socket.write(bytes)
      return socket
    })
    await Promise.all(sockets.map((socket) => once(socket, 'connect')))
    const ended = Promise.all(
      sockets.map((socket) => new Promise<void>((resolve) => socket.on('close', () => resolve()))),
    )
    await host.close()
    await ended
    await host.close()
    await expect(ask('/')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })
})
