import { X509Certificate } from 'node:crypto'
import type { Socket } from 'node:net'
import type { TlsOptions } from 'node:tls'
import { beforeAll, describe, expect, it } from 'vitest'
import { type TlsVersion, tlsVersions } from '../../../../../electron/engine/wire/tls/client-hello.ts'
import { offerVersion } from '../../../../../electron/engine/wire/tls/offer-version.ts'
import type { TlsTarget } from '../../../../../electron/engine/wire/tls-connection.ts'
import { freePort } from '../../../../fixtures/free-port.ts'
import {
  createTestCertificates,
  startTcpServer,
  startTlsServer,
  type TestCertificates,
  untilTestEnds,
} from '../tls-server.ts'
import { wireErrorOf } from '../wire-error-of.ts'

let certificates: TestCertificates
beforeAll(async () => {
  certificates = await createTestCertificates()
})

function offer(target: TlsTarget, version: TlsVersion, options: { signal?: AbortSignal; milliseconds?: number } = {}) {
  return offerVersion(target, version, {
    signal: options.signal ?? new AbortController().signal,
    limits: { connectMilliseconds: 10_000, handshakeMilliseconds: options.milliseconds ?? 10_000 },
    random: (length) => Buffer.alloc(length, 7),
    monotonic: () => performance.now(),
  })
}

/** What a server with these options says to each version. */
async function answers(options: TlsOptions) {
  const server = await untilTestEnds(
    startTlsServer({ ...certificates.good, ciphers: 'DEFAULT@SECLEVEL=0', ...options }),
  )
  const said: string[] = []
  for (const version of tlsVersions) {
    const { flight, ended } = await offer(server.target([]), version)
    expect(ended).toBe('done')
    said.push(flight.alert ?? `${flight.cipher} ${flight.keyExchange}`)
  }
  return said
}

describe('OpenSSL as a server', () => {
  it('takes what it is set to, at each version', async () => {
    expect(await answers({ minVersion: 'TLSv1' })).toEqual([
      'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA x25519',
      'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA x25519',
      'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 x25519',
      'TLS_AES_256_GCM_SHA384 x25519',
    ])
    expect(await answers({ maxVersion: 'TLSv1.2' })).toEqual([
      'protocol_version',
      'protocol_version',
      'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 x25519',
      'protocol_version',
    ])
  })

  it('names another group by a HelloRetryRequest', async () => {
    expect(await answers({ minVersion: 'TLSv1.3', ecdhCurve: 'P-384' })).toEqual([
      'protocol_version',
      'protocol_version',
      'protocol_version',
      'TLS_AES_256_GCM_SHA384 secp384r1',
    ])
  })

  it('sends its chain, which is read as it was sent', async () => {
    const server = await untilTestEnds(startTlsServer(certificates.good))
    const { flight } = await offer(server.target([]), 'TLSv1.2')
    const subjects = flight.certificates?.map((der) => new X509Certificate(der).subject.split('\n')[0])
    expect(subjects).toEqual(['CN=mail.contoso.test', 'CN=Test Issuing'])
  })

  it.each([true, false])('tells in TLS 1.2 whether it wants a client certificate: %s', async (requestCert) => {
    const server = await untilTestEnds(
      startTlsServer({ ...certificates.good, requestCert, rejectUnauthorized: requestCert }),
    )
    const { flight } = await offer(server.target([]), 'TLSv1.2')
    expect(flight.clientCertificateRequested).toBe(requestCert)
  })
})

describe('a server that does not answer as one', () => {
  it.each<[string, (socket: Socket) => void, string]>([
    ['speaks plain HTTP', (socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'), 'malformed'],
    ['closes the connection', (socket) => socket.end(), 'closed'],
    ['resets the connection', (socket) => socket.once('data', () => socket.resetAndDestroy()), 'reset'],
    ['sends half a record and leaves', (socket) => socket.end(Buffer.from('16030300ff02', 'hex')), 'closed'],
  ])('%s', async (_name, serve, ended) => {
    const server = await untilTestEnds(startTcpServer(serve))
    expect((await offer(server.target([]), 'TLSv1.2')).ended).toBe(ended)
  })

  it('says nothing within the limit', async () => {
    const server = await untilTestEnds(startTcpServer(() => undefined))
    expect((await offer(server.target([]), 'TLSv1.2', { milliseconds: 20 })).ended).toBe('timed-out')
  })

  it('refuses the connection', async () => {
    const server = await untilTestEnds(startTcpServer(() => undefined))
    const port = await freePort()
    expect((await wireErrorOf(() => offer(server.target([], { port }), 'TLSv1.2'))).code).toBe('connection-refused')
  })

  it('is left alone when the run is stopped', async () => {
    const stop = new AbortController()
    const server = await untilTestEnds(startTcpServer((socket) => socket.once('data', () => stop.abort())))
    const failure = await wireErrorOf(() => offer(server.target([]), 'TLSv1.2', { signal: stop.signal }))
    expect(failure.code).toBe('cancelled')
  })
})
