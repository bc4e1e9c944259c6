import { once } from 'node:events'
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, type TLSSocket, type TlsOptions } from 'node:tls'
import { onTestFinished } from 'vitest'
import type { TlsTarget } from '../../../../electron/engine/wire/tls-connection.ts'
import { createAuthority, generateKeyPair, issueLeaf, privateKeyPem } from '../../../../lab/tls/authority.ts'

const DAY = 86_400_000

export type ServerCertificate = { key: string; cert: string }

/** What a server can present to a client that trusts `authority` and looks for mail.contoso.test. */
export type TestCertificates = Record<
  'good' | 'expired' | 'notYetValid' | 'wrongName' | 'stranger' | 'selfSigned' | 'withoutIntermediate',
  ServerCertificate
> & { authority: string }

/** A root, an authority below it, and server certificates, each wrong in one way. */
export async function createTestCertificates(): Promise<TestCertificates> {
  const now = Date.now()
  const days = (from: number, to: number) => ({
    notBefore: new Date(now + from * DAY),
    notAfter: new Date(now + to * DAY),
  })
  const long = days(-100, 100)
  const [rootKeys, issuingKeys, leafKeys] = await Promise.all([generateKeyPair(), generateKeyPair(), generateKeyPair()])
  const root = await createAuthority('CN=Test Root', rootKeys, long)
  const issuing = await createAuthority('CN=Test Issuing', issuingKeys, long, root)
  const stranger = await createAuthority('CN=Strange Root', issuingKeys, long)
  // An issuer of the leaf's own name and key makes the leaf one that signed itself.
  const itself = await createAuthority('CN=mail.contoso.test, O=Contoso, C=DE', leafKeys, long)
  const key = await privateKeyPem(leafKeys)
  const host = ['mail.contoso.test'] as const
  const good = await issueLeaf(issuing, leafKeys, host, days(-1, 50))
  const served = async (leaf: Promise<string> | string, ...rest: string[]) => ({
    key,
    cert: [await leaf, ...rest].join(''),
  })
  return {
    authority: root.pem,
    good: await served(good, issuing.pem),
    expired: await served(issueLeaf(issuing, leafKeys, host, days(-50, -1)), issuing.pem),
    notYetValid: await served(issueLeaf(issuing, leafKeys, host, days(1, 50)), issuing.pem),
    wrongName: await served(issueLeaf(issuing, leafKeys, ['exch01.contoso.local'], days(-1, 50)), issuing.pem),
    stranger: await served(issueLeaf(stranger, leafKeys, host, days(-1, 50)), stranger.pem),
    selfSigned: await served(issueLeaf(itself, leafKeys, host, days(-1, 50))),
    withoutIntermediate: await served(good),
  }
}

export type TestServer = {
  port: number
  /** How many TCP connections it has taken. */
  connections(): number
  /** A client that looks for mail.contoso.test here; it trusts `authorities`, or nothing. */
  target(authorities: string[], more?: Partial<TlsTarget>): TlsTarget
  close(): void
}

/** TLS on a random port of loopback; `serve` gets each connection once its handshake is done. */
export function startTlsServer(
  options: TlsOptions,
  serve: (socket: TLSSocket) => void = () => undefined,
): Promise<TestServer> {
  const server = createTlsServer(options, (socket) => {
    socket.on('error', () => socket.destroy())
    serve(socket)
  })
  return listen(server, () => undefined)
}

/** TCP on a random port of loopback. */
export function startTcpServer(serve: (socket: Socket) => void): Promise<TestServer> {
  return listen(createTcpServer(), serve)
}

async function listen(server: Server, serve: (socket: Socket) => void): Promise<TestServer> {
  const sockets = new Set<Socket>()
  let connections = 0
  server.on('connection', (socket: Socket) => {
    connections += 1
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    serve(socket)
  })
  server.on('tlsClientError', (_error: Error, socket: TLSSocket) => socket.destroy())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    connections: () => connections,
    target: (authorities, more = {}) => ({
      host: 'mail.contoso.test',
      port,
      address: '127.0.0.1',
      trust: { authorities, pinned: new Set() },
      ...more,
    }),
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** A server that is closed after the test in which it is started. */
export async function untilTestEnds(starting: Promise<TestServer>): Promise<TestServer> {
  const server = await starting
  onTestFinished(() => server.close())
  return server
}
