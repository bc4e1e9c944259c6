import { randomBytes } from 'node:crypto'
import type { TLSSocket } from 'node:tls'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { type AskContext, askForList } from '../../../../electron/engine/sources/ask-list.ts'
import type { AskRefusalCode } from '../../../../electron/engine/sources/ask-refusal.ts'
import type { AskedRoad } from '../../../../electron/engine/sources/list-request.ts'
import { defaultHttpLimits, type HttpLimits } from '../../../../electron/engine/wire/http-connection.ts'
import { startNameServer } from '../../../../lab/dns/name-server.ts'
import { startTestProxy } from '../wire/test-proxy.ts'
import { createTestCertificates, startTlsServer, type TestCertificates, untilTestEnds } from '../wire/tls-server.ts'

const SECRET = 'canary-S3cret-of-the-application'
const BASIC = Buffer.from(`${SECRET}:`).toString('base64')

let certificates: TestCertificates
let resolvers: string[]
beforeAll(async () => {
  certificates = await createTestCertificates()
  const records = [{ type: 'A' as const, name: 'mail.contoso.test', ttl: 300, data: '127.0.0.1' }]
  const server = await startNameServer({ records: () => records, behaviour: () => 'answers' })
  resolvers = [`127.0.0.1:${server.port}`]
  return () => server.close()
})

type Served = { port: number; requests: string[]; connections: () => number }

/** A vendor's server: it keeps what comes, and answers each request with these bytes. */
async function vendor(
  reply: string | Buffer | ((socket: TLSSocket) => void),
  certificate: keyof Omit<TestCertificates, 'authority'> = 'good',
): Promise<Served> {
  const requests: string[] = []
  const server = await untilTestEnds(
    startTlsServer({ ...certificates[certificate], ALPNProtocols: ['http/1.1'] }, (socket) => {
      socket.on('data', (chunk) => {
        requests.push(chunk.toString('latin1'))
        if (typeof reply === 'function') reply(socket)
        else socket.end(reply)
      })
    }),
  )
  return { port: server.port, requests, connections: server.connections }
}

const answer = (body: string | Buffer, { status = '200 OK', headers = '' } = {}) =>
  Buffer.concat([
    Buffer.from(`HTTP/1.1 ${status}\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n`),
    Buffer.from(body),
  ])

const vendorRoad = (port: number): AskedRoad => ({
  ...{ kind: 'vendor-api', clientId: 'app-1', address: `https://mail.contoso.test:${port}` },
})
const jsonRoad = (port: number, more: Partial<Extract<AskedRoad, { kind: 'json-api' }>> = {}): AskedRoad => ({
  ...{ kind: 'json-api', address: `https://mail.contoso.test:${port}/lists?of=senders`, pointer: '', header: null },
  ...more,
})

function context(more: Partial<AskContext> = {}, limits: Partial<HttpLimits> = {}): AskContext {
  return {
    signal: new AbortController().signal,
    organisation: { resolvers, trust: { certificateAuthorities: [certificates.authority] } },
    ...{ now: () => new Date('2026-11-29T12:00:00Z'), monotonic: () => performance.now(), random: randomBytes },
    limits: { ...defaultHttpLimits, bodyBytes: 64 * 1024, ...limits },
    ...more,
  }
}

async function ask(road: AskedRoad, more: Partial<AskContext> = {}, limits: Partial<HttpLimits> = {}) {
  const result = await askForList(road, SECRET, context(more, limits))
  // Whatever comes of it, the secret is not in it, in no form that it was sent in.
  for (const form of [SECRET, BASIC, BASIC.replace(/=+$/, '')]) expect(JSON.stringify(result)).not.toContain(form)
  return result
}

const list = '{"ip_addresses":["34.67.39.103","34.64.0.0/24"],"updated_at":1700000000}'

describe('askForList', () => {
  it.each(['stranger', 'wrongName', 'expired', 'selfSigned'] as const)(
    'asks nothing of a server whose certificate is %s, and sends no byte of the secret',
    async (certificate) => {
      const served = await vendor(answer(list), certificate)
      expect(await ask(vendorRoad(served.port))).toMatchObject({ refused: 'untrusted' })
      expect(await ask(jsonRoad(served.port))).toMatchObject({ refused: 'untrusted' })
      expect(await ask(jsonRoad(served.port, { header: 'X-Api-Key' }))).toMatchObject({ refused: 'untrusted' })
      expect(served.requests).toEqual([])
      expect(served.connections()).toBe(3)
    },
  )

  it('sends nothing over a version of TLS that is not safe', async () => {
    const requests: unknown[] = []
    const old = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
    const server = await untilTestEnds(
      startTlsServer({ ...certificates.good, ...old }, (socket) => socket.on('data', (chunk) => requests.push(chunk))),
    )
    // Where this machine's OpenSSL does not speak it either, there is no handshake.
    const result = await ask(vendorRoad(server.port))
    expect('refused' in result && ['old-tls', 'unreachable'].includes(String(result.refused))).toBe(true)
    expect(requests).toEqual([])
  })

  it('follows no redirect, and says where it leads', async () => {
    const elsewhere = await vendor(answer(list))
    const headers = `Location: https://mail.contoso.test:${elsewhere.port}/a/app-1/ip_addresses\r\n`
    for (const status of ['301 Moved', '302 Found', '307 Temporary', '308 Permanent']) {
      const served = await vendor(answer('', { status, headers }))
      expect(await ask(vendorRoad(served.port))).toMatchObject({
        refused: 'redirected',
        sentence: expect.stringContaining(`leads on to mail.contoso.test:${elsewhere.port}`),
      })
      expect(served.requests).toHaveLength(1)
    }
    expect(elsewhere.connections()).toBe(0)
  })

  it.each<[what: string, reply: string | Buffer, refused: AskRefusalCode, says: string]>([
    ['401', answer('{}', { status: '401 Unauthorized' }), 'secret-rejected', '401'],
    ['403', answer('{}', { status: '403 Forbidden' }), 'forbidden', 'paid feature'],
    ['404', answer('', { status: '404 Not Found' }), 'not-found', 'region'],
    ['429', answer('', { status: '429 Slow', headers: 'Retry-After: 90\r\n' }), 'too-often', '2 minutes'],
    ['429 alone', answer('', { status: '429 Slow' }), 'too-often', 'Wait'],
    ['503', answer('', { status: '503 Busy', headers: 'Retry-After: 5\r\n' }), 'server-trouble', '503'],
    ['204', answer('', { status: '204 No Content' }), 'other-status', '204'],
    ['418', answer('short', { status: '418 Teapot' }), 'other-status', '418'],
    [
      'a page to sign in at',
      answer('<!doctype html><form>', { headers: 'Content-Type: text/html\r\n' }),
      'no-list',
      'sign in',
    ],
    ['lines of text', answer('34.67.39.103\n'), 'no-list', 'JSON'],
    ['nothing', answer(''), 'no-list', 'nothing in it'],
    ['an empty list', answer('{"ip_addresses":[]}'), 'no-list', 'every sender would be removed'],
    ['an error with status 200', answer('{"message":"Trial is over","type":"api_error"}'), 'no-list', 'Trial is over'],
    ['JSON that is cut', answer('{"ip_addresses":["34.67.'), 'no-list', 'breaks off'],
    [
      'fewer bytes than it says',
      'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"ip_addresses":',
      'cut-off',
      'broke off',
    ],
    ['no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n\r\n', 'unreachable', 'not HTTP'],
    ['Latin-1', answer(Buffer.from('["m\xfcller.example.com"]', 'latin1')), 'not-utf-8', 'UTF-8'],
    ['an unknown coding', answer(list, { headers: 'Content-Encoding: zstd\r\n' }), 'coding', 'packed'],
    ['gzip that is none', answer(list, { headers: 'Content-Encoding: gzip\r\n' }), 'cut-off', 'broke off'],
    ['the secret', answer(`{"message":"wrong: ${SECRET}"}`), 'secret-repeated', 'renew'],
    ['the secret as it was sent', answer(`["${BASIC.toLowerCase()}.example.com"]`), 'secret-repeated', 'renew'],
    ['the secret, escaped', answer(`{"message":"\\u0063anary-S3cret-of-the-application"}`), 'secret-repeated', 'renew'],
    [
      'the secret in an address',
      answer('', { status: '302 Found', headers: `Location: https://${SECRET}.example.com/\r\n` }),
      'redirected',
      'another address',
    ],
  ])('tells of %s', async (_what, reply, refused, says) => {
    const served = await vendor(reply)
    const result = await ask(vendorRoad(served.port))
    expect(result).toMatchObject({ refused, sentence: expect.stringContaining(says) })
    expect(served.requests).toHaveLength(1)
  })

  it.each([
    ['behind its scheme', 'Bearer canary-T0ken-1', '{"error":"unknown token canary-T0ken-1"}'],
    ['of two words', 'Token token="canary-T0ken-2"', '{"error":"unknown token canary-T0ken-2"}'],
    [
      'of Basic, unpacked',
      `Basic ${Buffer.from('canary-user:canary-pass').toString('base64')}`,
      '{"error":"canary-user:canary-pass"}',
    ],
    [
      'of Basic, its password alone',
      `Basic ${Buffer.from('someone:canary-pass').toString('base64')}`,
      '{"error":"canary-pass"}',
    ],
  ])('shows nothing of an answer that repeats the secret %s', async (_what, secret, body) => {
    const served = await vendor(answer(body))
    const road = jsonRoad(served.port, { header: 'Authorization' })
    const result = await askForList(road, secret, context())
    expect(result).toMatchObject({ refused: 'secret-repeated' })
    expect(JSON.stringify(result)).not.toContain('canary')
  })

  it('tells how long the server asks to wait', async () => {
    const served = await vendor(answer('', { status: '429 Slow', headers: 'Retry-After: 90\r\n' }))
    expect(await ask(vendorRoad(served.port))).toMatchObject({ waitMilliseconds: 90_000 })
  })

  it('stops a body without an end, one that is packed to be one, and one that never comes', async () => {
    const endless = await vendor((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      const pour = (): void => {
        while (!socket.destroyed && socket.write(Buffer.alloc(16 * 1024, 0x20)));
      }
      socket.on('drain', pour)
      pour()
    })
    expect(await ask(vendorRoad(endless.port))).toMatchObject({ refused: 'too-large' })
    for (const [coding, bomb] of [
      ['gzip', gzipSync(Buffer.alloc(8 * 1024 * 1024, 0x20))],
      ['br', brotliCompressSync(Buffer.alloc(8 * 1024 * 1024, 0x20))],
    ] as const) {
      const served = await vendor(answer(bomb, { headers: `Content-Encoding: ${coding}\r\n` }))
      expect(bomb.length).toBeLessThan(64 * 1024)
      expect(await ask(vendorRoad(served.port))).toMatchObject({ refused: 'too-large' })
    }
    const slow = await vendor((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{'))
    expect(await ask(vendorRoad(slow.port), {}, { answerMilliseconds: 50 })).toMatchObject({ refused: 'timed-out' })
  })

  it('stops when it is told to', async () => {
    const stop = new AbortController()
    const served = await vendor(() => stop.abort())
    expect(await ask(vendorRoad(served.port), { signal: stop.signal })).toMatchObject({ refused: 'cancelled' })
    expect(await ask(vendorRoad(served.port), { signal: stop.signal })).toMatchObject({ refused: 'cancelled' })
  })

  it('asks nobody without the secret, or with one that no header takes', async () => {
    const served = await vendor(answer(list))
    const without = await askForList(vendorRoad(served.port), null, context())
    expect(without).toMatchObject({ refused: 'no-secret' })
    const broken = jsonRoad(served.port, { header: 'X-Api-Key' })
    for (const secret of ['a\r\nHost: evil.test', 'schlüssel', ' ', ''])
      expect(await askForList(broken, secret, context())).toMatchObject({ refused: 'secret-form' })
    expect(served.connections()).toBe(0)
  })

  it('tells of a name that leads nowhere, and of a port that nobody listens at', async () => {
    expect(await ask({ ...jsonRoad(443), address: 'https://nowhere.contoso.test/' })).toMatchObject({
      ...{ refused: 'unreachable', sentence: expect.stringContaining('does not exist in DNS') },
    })
    const closed = await vendor('')
    expect(await ask(jsonRoad(1))).toMatchObject({ refused: 'unreachable' })
    expect(closed.connections()).toBe(0)
  })

  it('sends the secret as the vendor’s own client does: the user of Basic, with an empty password', async () => {
    const served = await vendor(answer(list))
    expect(await ask(vendorRoad(served.port))).toMatchObject({
      entries: ['34.64.0.0/24', '34.67.39.103/32'],
      ...{ updatedAt: '2023-11-14T22:13:20.000Z', ofWebhooks: false },
    })
    const [request = ''] = served.requests
    expect(request).toMatch(/^GET \/a\/app-1\/ip_addresses HTTP\/1\.1\r\n/)
    expect(request).toContain(`authorization: Basic ${BASIC}\r\n`)
    expect(served.requests).toHaveLength(1)
  })

  it('asks an address of JSON as it stands, and sends the secret in the header that was named alone', async () => {
    const served = await vendor(answer('{"a":{"b":["34.67.39.103"]}}'))
    const road = jsonRoad(served.port, { pointer: '/a/b', header: 'X-Api-Key' })
    expect(await ask(road)).toMatchObject({ entries: ['34.67.39.103/32'] })
    const [request = ''] = served.requests
    expect(request).toMatch(/^GET \/lists\?of=senders HTTP\/1\.1\r\n/)
    expect(request.split(SECRET)).toHaveLength(2)
    expect(request).toContain(`x-api-key: ${SECRET}\r\n`)
    const bare = await vendor(answer('["34.67.39.103"]'))
    await ask(jsonRoad(bare.port))
    expect(bare.requests[0]).not.toContain(SECRET)
  })

  it('goes through the proxy of this machine, which looks the name up and sees nothing of the request', async () => {
    const served = await vendor(answer(list))
    const proxy = await startTestProxy()
    onTestFinished(() => proxy.close())
    const proxyFor = async () => ({ host: '127.0.0.1', port: proxy.port })
    const nobody = { resolvers: ['127.0.0.1:1'], trust: { certificateAuthorities: [certificates.authority] } }
    expect(await ask(vendorRoad(served.port), { proxyFor, organisation: nobody })).toMatchObject({ refused: [] })
    expect(proxy.asked).toEqual([`CONNECT mail.contoso.test:${served.port} HTTP/1.1`])
    const unsupported = async () => ({ unsupported: 'socks' })
    expect(await ask(vendorRoad(served.port), { proxyFor: unsupported })).toMatchObject({ refused: 'unreachable' })
    expect(served.requests).toHaveLength(1)
  })
})
