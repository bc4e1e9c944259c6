import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { type ConnectionPool, createConnectionPool } from '../../../../electron/engine/gather/connection-pool.ts'
import { startTestProxy, type TestProxy } from '../wire/test-proxy.ts'
import { createTestCertificates, startTlsServer, type TestCertificates, type TestServer } from '../wire/tls-server.ts'

let certificates: TestCertificates
let pool: ConnectionPool
let proxy: TestProxy
let server: TestServer

beforeAll(async () => {
  certificates = await createTestCertificates()
})
beforeEach(async () => {
  pool = createConnectionPool()
  proxy = await startTestProxy()
  server = await startTlsServer(certificates.good, (socket) => socket.on('error', () => undefined).resume())
})
afterEach(async () => {
  await pool.close()
  await proxy.close()
  server.close()
})

const dependencies = (signal = new AbortController().signal) => ({
  ...{ signal, now: () => new Date(), monotonic: () => 0 },
  proxyFor: async () => ({ host: '127.0.0.1', port: proxy.port }),
})

it('opens no more than four ways through a proxy to one server', async () => {
  const target = server.target([certificates.authority])
  const stopping = new AbortController()
  const four = Promise.withResolvers<void>()
  let held = 0
  const all = Array.from({ length: 6 }, () =>
    pool.lend(target, { alone: true }, dependencies(stopping.signal), async () => {
      held += 1
      if (held === 4) four.resolve()
      await new Promise<void>((resolve) => stopping.signal.addEventListener('abort', () => resolve()))
    }),
  )
  await four.promise
  expect(proxy.asked).toHaveLength(4)
  stopping.abort()
  await Promise.allSettled(all)
  expect(proxy.asked).toHaveLength(4)
})

it('uses a way through a proxy again for the name, and never for an address of it', async () => {
  const target = server.target([certificates.authority])
  const use = (wanted: typeof target) => pool.lend(wanted, {}, dependencies(), async ({ peer }) => peer.proxy)
  const through = { host: '127.0.0.1', port: proxy.port }
  expect(await use(target)).toEqual(through)
  expect(await use({ ...target, address: '127.0.0.9' })).toEqual(through)
  expect(await use({ ...target, byAddress: true })).toBeUndefined()
  expect(await use(target)).toEqual(through)
  expect(await use({ ...target, byAddress: true })).toBeUndefined()
  expect(proxy.asked).toHaveLength(2)
})
