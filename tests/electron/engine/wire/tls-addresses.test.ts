import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTls } from '../../../../electron/engine/wire/tls-connection.ts'
import { createTestCertificates, startTlsServer, type TestCertificates, type TestServer } from './tls-server.ts'
import { wireErrorOf } from './wire-error-of.ts'

let certificates: TestCertificates
let server: TestServer
beforeAll(async () => {
  certificates = await createTestCertificates()
  server = await startTlsServer(certificates.good, () => undefined)
})
afterAll(() => server.close())

// The server listens on 127.0.0.1 alone; its port at other addresses of loopback refuses.
const open = (address: string, ...otherAddresses: string[]) =>
  openTls(server.target([certificates.authority], { address, otherAddresses }), {
    signal: new AbortController().signal,
    monotonic: () => performance.now(),
  })

describe('a name with several addresses', () => {
  it('of which none answers is what the first one said', async () => {
    expect(await wireErrorOf(() => open('127.0.0.9', '127.0.0.8'))).toMatchObject({ code: 'connection-refused' })
  })

  it('of which the first does not answer is reached at the next, and the silent one is told', async () => {
    const { socket, peer } = await open('127.0.0.9', '127.0.0.1', '127.0.0.8')
    socket.destroy()
    expect(peer).toMatchObject({
      address: '127.0.0.1',
      silentAddresses: [{ address: '127.0.0.9', failure: { code: 'connection-refused' } }],
    })
  })

  it('of which the second breaks off the handshake is told of both', async () => {
    const closing = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
    await once(closing, 'listening')
    const { port } = closing.address() as AddressInfo
    const target = { ...server.target([], { address: '127.0.0.9', otherAddresses: ['127.0.0.1'] }), port }
    const opening = openTls(target, { signal: new AbortController().signal, monotonic: () => performance.now() })
    const error: unknown = await opening.catch((thrown: unknown) => thrown)
    closing.close()
    expect(error).toMatchObject({
      reached: {
        address: '127.0.0.1',
        silentAddresses: [{ address: '127.0.0.9', failure: { code: 'connection-refused' } }],
      },
    })
  })

  it('of which the first answers leaves the others alone', async () => {
    const { socket, peer } = await open('127.0.0.1', '127.0.0.9')
    socket.destroy()
    expect(peer).toMatchObject({ address: '127.0.0.1', silentAddresses: [] })
  })
})
