import type { Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { getPlain } from '../../../../electron/engine/wire/plain-http.ts'
import { startTestProxy, type TestProxy } from './test-proxy.ts'

let proxy: TestProxy

afterEach(() => proxy.close())

function get(answerMilliseconds = 4_000) {
  return getPlain(
    { host: 'contoso.test', port: 80, address: '127.0.0.9' },
    '/a',
    'Client 1',
    { connectMilliseconds: answerMilliseconds, answerMilliseconds },
    {
      ...{ signal: new AbortController().signal, now: () => new Date(), monotonic: () => performance.now() },
      proxyFor: async (url) =>
        url === 'http://contoso.test/' ? { host: '127.0.0.1', port: proxy.port } : { unsupported: url },
    },
  )
}

describe('a proxy that gives no answer is what failed', () => {
  test.each([
    [
      'asks for a sign-in',
      (socket: Socket) => socket.end('HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n'),
      'proxy-sign-in',
    ],
    ['closes', (socket: Socket) => socket.end(), 'proxy-malformed'],
    ['sends garbage', (socket: Socket) => socket.end('\x15\x03\x01\x00\x02\x02\x46'), 'proxy-malformed'],
  ] as const)('one that %s', async (_, answer, code) => {
    proxy = await startTestProxy(answer)
    const { failure, status, address } = await get()
    expect(failure).toMatchObject({ code, where: `127.0.0.1:${proxy.port}` })
    expect(failure?.detail).toContain('asked for contoso.test:80')
    expect(status).toBeUndefined()
    expect(address).toBe('contoso.test')
  })

  test('one that takes no connection, and no address of ours is said to have been dialled', async () => {
    proxy = await startTestProxy()
    const { port } = proxy
    await proxy.close()
    const { failure, address } = await get()
    expect(failure).toMatchObject({ code: 'proxy-unreachable', where: `127.0.0.1:${port}` })
    expect(address).toBe('contoso.test')
  })

  test('one that is silent', async () => {
    proxy = await startTestProxy(() => undefined)
    expect((await get(100)).failure).toMatchObject({ code: 'proxy-unanswered', where: `127.0.0.1:${proxy.port}` })
  })
})

test('a proxy is asked by the whole URL, and what it brings is the answer', async () => {
  proxy = await startTestProxy((socket) =>
    socket.end('HTTP/1.1 302 Found\r\nLocation: https://mail.contoso.test/x\r\nContent-Length: 0\r\n\r\n'),
  )
  const answer = await get()
  expect(proxy.asked).toEqual(['GET http://contoso.test/a HTTP/1.1'])
  expect(answer).toMatchObject({ status: 302, address: 'contoso.test', url: 'http://contoso.test/a' })
  expect(answer.failure).toBeUndefined()
})
