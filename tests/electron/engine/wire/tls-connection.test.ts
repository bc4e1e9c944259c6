import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { connect as connectTcp, type Socket } from 'node:net'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { describeCertificate } from '../../../../electron/engine/wire/certificate.ts'
import { HandshakeError, openTls, type TlsTarget } from '../../../../electron/engine/wire/tls-connection.ts'
import { trustOf } from '../../../../electron/engine/wire/trust.ts'
import { Certificate } from '../../../../shared/artifacts/tls-handshake.ts'
import { freePort } from '../../../fixtures/free-port.ts'
import {
  createTestCertificates,
  startTcpServer,
  startTlsServer,
  type TestCertificates,
  untilTestEnds,
} from './tls-server.ts'
import { wireErrorOf } from './wire-error-of.ts'

let certificates: TestCertificates
beforeAll(async () => {
  certificates = await createTestCertificates()
})

type Options = { signal?: AbortSignal; connectMilliseconds?: number; handshakeMilliseconds?: number }

function open(target: TlsTarget, options: Options = {}) {
  const {
    signal = new AbortController().signal,
    connectMilliseconds = 10_000,
    handshakeMilliseconds = 10_000,
  } = options
  const limits = { connectMilliseconds, handshakeMilliseconds }
  return openTls(target, { signal, limits, monotonic: () => performance.now() })
}

/** What is learned of a server; the connection is closed again. */
async function peerOf(target: TlsTarget) {
  const { socket, peer } = await open(target)
  socket.destroy()
  return peer
}

describe('a server to which no connection comes about', () => {
  it('refuses', async () => {
    const server = await untilTestEnds(startTcpServer(() => undefined))
    const target = server.target([], { port: await freePort() })
    expect(await wireErrorOf(() => open(target))).toEqual({
      code: 'connection-refused',
      where: `mail.contoso.test:${target.port}`,
      detail: 'ECONNREFUSED',
    })
  })

  it('has an address to which there is no way', async () => {
    const server = await untilTestEnds(startTcpServer(() => undefined))
    const failure = await wireErrorOf(() => open(server.target([], { address: '255.255.255.255' })))
    expect(failure.code).toBe('host-unreachable')
  })

  it('was not to be asked at all', async () => {
    const server = await untilTestEnds(startTcpServer(() => undefined))
    const failure = await wireErrorOf(() => open(server.target([]), { signal: AbortSignal.abort() }))
    expect(failure.code).toBe('cancelled')
    expect(server.connections()).toBe(0)
  })

  it('was not to be asked any more while connecting', async () => {
    const server = await untilTestEnds(startTcpServer(() => undefined))
    const stop = new AbortController()
    const failing = wireErrorOf(() => open(server.target([]), { signal: stop.signal }))
    stop.abort()
    expect((await failing).code).toBe('cancelled')
  })

  it('takes longer than the limit for TCP', async () => {
    const server = await untilTestEnds(startTcpServer(() => undefined))
    const opening = wireErrorOf(() => open(server.target([]), { connectMilliseconds: 1 }))
    // What goes before connecting waits for no one else: it is over when these have had their turn.
    for (let turn = 0; turn < 10; turn += 1) await undefined
    // Nothing connects while this thread is busy, and afterwards timers go before the network.
    const until = performance.now() + 20
    while (performance.now() < until);
    expect((await opening).code).toBe('connection-timed-out')
  })
})

describe('a server that does not complete the handshake', () => {
  async function handshakeErrorOf(target: TlsTarget, options?: Options) {
    const error = await open(target, options).then(
      () => undefined,
      (reason: unknown) => reason,
    )
    if (!(error instanceof HandshakeError)) throw new Error(`No HandshakeError but ${String(error)}`)
    expect(error.connectMilliseconds).toBeGreaterThanOrEqual(0)
    return error.failure
  }

  it.each<[string, (socket: Socket) => void]>([
    ['speaks plain HTTP', (socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['speaks SMTP', (socket) => socket.write('220 mail.contoso.test ESMTP\r\n')],
    ['sends an alert', (socket) => socket.write(Buffer.from('15030300020228', 'hex'))],
    ['closes the connection at once', (socket) => socket.end()],
    ['resets the connection', (socket) => socket.once('data', () => socket.resetAndDestroy())],
    ['closes the connection after the hello', (socket) => socket.once('data', () => socket.end())],
    ['sends half a record and leaves', (socket) => socket.end(Buffer.from('160303ffff02', 'hex'))],
  ])('it %s', async (_name, serve) => {
    const server = await untilTestEnds(startTcpServer(serve))
    const failure = await handshakeErrorOf(server.target([]))
    expect(failure).toMatchObject({ code: 'tls-failed', where: `mail.contoso.test:${server.port}` })
    expect(failure.detail).toMatch(/\w/)
  })

  it('it gets a hello that fits in one packet', async () => {
    const { promise: hello, resolve } = Promise.withResolvers<Buffer>()
    const server = await untilTestEnds(
      startTcpServer((socket) =>
        socket.once('data', (bytes) => {
          resolve(bytes)
          socket.end()
        }),
      ),
    )
    await handshakeErrorOf(server.target([]))
    // The record's own length (RFC 8446 section 5.1), whatever of it has come. 1,220 bytes fit under IPv6's least MTU.
    expect((await hello).readUInt16BE(3)).toBeLessThan(1_215)
  })

  it('it knows no cipher of ours', async () => {
    const server = await untilTestEnds(
      startTlsServer({ ...certificates.good, maxVersion: 'TLSv1.2', ciphers: 'PSK-AES128-CBC-SHA' }),
    )
    expect((await handshakeErrorOf(server.target([]))).code).toBe('tls-failed')
  })

  it('it asks for HTTP/2 and nothing else', async () => {
    const server = await untilTestEnds(startTlsServer({ ...certificates.good, ALPNProtocols: ['h2'] }))
    expect((await handshakeErrorOf(server.target([]))).code).toBe('tls-failed')
  })

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('it wants a client certificate, in %s', async (maxVersion) => {
    const wanted = { requestCert: true, rejectUnauthorized: true }
    const server = await untilTestEnds(startTlsServer({ ...certificates.good, ...wanted, maxVersion }))
    const failure = await handshakeErrorOf(server.target([]))
    expect(failure.code).toBe('client-certificate-required')
    expect(failure.detail).toMatch(/ALERT/)
  })

  it('it says nothing within the limit', async () => {
    const server = await untilTestEnds(startTcpServer(() => undefined))
    expect(await handshakeErrorOf(server.target([]), { handshakeMilliseconds: 20 })).toMatchObject({
      code: 'tls-failed',
      detail: 'no answer in time',
    })
  })

  it('it says nothing, and the run is stopped', async () => {
    const stop = new AbortController()
    const server = await untilTestEnds(startTcpServer((socket) => socket.once('data', () => stop.abort())))
    expect((await handshakeErrorOf(server.target([]), { signal: stop.signal })).code).toBe('cancelled')
  })
})

it('arbitrary bytes in place of a handshake end in a HandshakeError and in nothing else', async () => {
  // Alerts, handshake messages and data of TLS, with arbitrary contents.
  const record = fc
    .tuple(fc.constantFrom(0x14, 0x15, 0x16, 0x17), fc.nat(4), fc.uint8Array({ maxLength: 80 }))
    .map(([kind, minor, body]) => Buffer.from([kind, 3, minor, 0, body.length, ...body]))
  const reply = fc.array(fc.oneof(record, fc.uint8Array({ maxLength: 80 })), { maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(reply, fc.boolean(), async (parts, waits) => {
      const server = await startTcpServer((socket) => {
        const answer = () => socket.end(Buffer.concat(parts))
        if (waits) socket.once('data', answer)
        else answer()
      })
      try {
        const error = await open(server.target([])).then(
          () => undefined,
          (reason: unknown) => reason,
        )
        expect(error).toBeInstanceOf(HandshakeError)
      } finally {
        server.close()
      }
    }),
    { numRuns: 50 },
  )
})

describe('a certificate', () => {
  type Kind = Exclude<keyof TestCertificates, 'authority'>
  it.each<[Kind, string | undefined, boolean]>([
    ['expired', 'CERT_HAS_EXPIRED', true],
    ['notYetValid', 'CERT_NOT_YET_VALID', true],
    ['wrongName', undefined, false],
    ['stranger', 'SELF_SIGNED_CERT_IN_CHAIN', true],
    ['selfSigned', 'DEPTH_ZERO_SELF_SIGNED_CERT', true],
    ['withoutIntermediate', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', true],
  ])('that is %s is seen and not trusted', async (kind, chainError, nameMatches) => {
    const server = await untilTestEnds(startTlsServer(certificates[kind]))
    const peer = await peerOf(server.target([certificates.authority]))
    expect(peer).toMatchObject({ nameMatches, pinned: false, trusted: false })
    expect(peer.chainError).toBe(chainError)
    expect(peer.chain[0]?.raw).toEqual(new X509Certificate(certificates[kind].cert).raw)
  })

  it.each([
    ['a name', 'mail.contoso.test', 'mail.contoso.test'],
    ['a name with its final dot', 'mail.contoso.test.', 'mail.contoso.test'],
    ['an address', '127.0.0.1', false],
  ] as const)('is asked for by the name in the form that RFC 6066 section 3 has: %s', async (_what, host, asked) => {
    const server = await untilTestEnds(
      startTlsServer(certificates.good, (socket) => socket.end(String(socket.servername))),
    )
    const { socket, peer } = await open(server.target([certificates.authority], { host }))
    const [told] = await once(socket, 'data')
    socket.destroy()
    expect(String(told)).toBe(String(asked))
    expect(peer.nameMatches).toBe(asked !== false)
  })

  it('that is good is not trusted without its authority', async () => {
    const server = await untilTestEnds(startTlsServer(certificates.good))
    expect(await peerOf(server.target([]))).toMatchObject({ nameMatches: true, trusted: false })
  })

  it('that is good is trusted', async () => {
    const server = await untilTestEnds(startTlsServer(certificates.good))
    const peer = await peerOf(server.target([certificates.authority]))
    expect(peer).toMatchObject({
      address: '127.0.0.1',
      protocol: 'TLSv1.3',
      cipher: expect.stringMatching(/^TLS_/),
      nameMatches: true,
      chainError: undefined,
      pinned: false,
      trusted: true,
    })
    expect(peer.chain.map(({ subject }) => subject)).toEqual([
      expect.stringContaining('mail.contoso.test'),
      'CN=Test Issuing',
    ])
  })

  it('that is good is not trusted under another name', async () => {
    const server = await untilTestEnds(startTlsServer(certificates.good))
    for (const host of ['owa.contoso.test', 'contoso.test', '127.0.0.1']) {
      const peer = await peerOf(server.target([certificates.authority], { host }))
      expect(peer).toMatchObject({ nameMatches: false, trusted: false })
    }
  })

  it('that was pinned is trusted whatever else is wrong, and no other is', async () => {
    const { fingerprint256 } = new X509Certificate(certificates.selfSigned.cert)
    const trust = trustOf({ trust: { pinned: [fingerprint256.replaceAll(':', '').toLowerCase()] } })
    const pinned = await untilTestEnds(startTlsServer(certificates.selfSigned))
    expect(await peerOf(pinned.target([], { trust }))).toMatchObject({ pinned: true, trusted: true })
    const other = await untilTestEnds(startTlsServer(certificates.stranger))
    expect(await peerOf(other.target([], { trust }))).toMatchObject({ pinned: false, trusted: false })
  })

  it('over an old TLS is seen all the same', async () => {
    const server = await untilTestEnds(startTlsServer({ ...certificates.good, maxVersion: 'TLSv1.2' }))
    expect(await peerOf(server.target([certificates.authority]))).toMatchObject({ protocol: 'TLSv1.2', trusted: true })
  })

  it('is described for a person, as its schema has it', () => {
    const leaf = describeCertificate(new X509Certificate(certificates.good.cert))
    expect(Certificate.parse(leaf)).toMatchObject({
      subject: 'CN=mail.contoso.test, O=Contoso, C=DE',
      issuer: 'CN=Test Issuing',
      names: ['mail.contoso.test'],
      keyType: 'rsa',
      keyBits: 2048,
      selfSigned: false,
    })
    expect(Date.parse(leaf.validFrom)).toBeLessThan(Date.parse(leaf.validTo))
    const root = describeCertificate(new X509Certificate(certificates.selfSigned.cert))
    expect(root).toMatchObject({ selfSigned: true })
  })
})

it.each(['TLSv1.2', 'TLSv1.3'] as const)(
  'a client certificate that is only asked for is left out, in %s',
  async (maxVersion) => {
    const asked = { requestCert: true, rejectUnauthorized: false }
    const server = await untilTestEnds(startTlsServer({ ...certificates.good, ...asked, maxVersion }))
    expect(await peerOf(server.target([certificates.authority]))).toMatchObject({ trusted: true, protocol: maxVersion })
  },
)

it('a server that asks for one and says no more is taken as it is when the limit passes', async () => {
  const server = await untilTestEnds(
    startTlsServer({ ...certificates.good, requestCert: true, rejectUnauthorized: false, minVersion: 'TLSv1.3' }),
  )
  // Only the ClientHello gets through, so that the server never sees the end of the handshake.
  const relay = await untilTestEnds(
    startTcpServer((inside) => {
      const outside = connectTcp(server.port, '127.0.0.1')
      outside.on('error', () => inside.destroy())
      inside.once('data', (hello) => outside.write(hello))
      outside.pipe(inside)
    }),
  )
  const target = relay.target([certificates.authority])
  const { socket, peer } = await open(target, { handshakeMilliseconds: 1_500 })
  socket.destroy()
  expect(peer.trusted).toBe(true)
})

it('stopping afterwards is left to whoever holds the connection', async () => {
  const stop = new AbortController()
  const server = await untilTestEnds(startTlsServer(certificates.good, (socket) => socket.pipe(socket)))
  const { socket } = await open(server.target([certificates.authority]), { signal: stop.signal })
  stop.abort()
  // Torn away below TLS, the socket would take the whole process down at this write.
  const echo = new Promise((resolve) => socket.once('data', resolve))
  socket.write('still here')
  expect(String(await echo)).toBe('still here')
  socket.destroy()
})
