import type { X509Certificate } from 'node:crypto'
import type { Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import type { Failure } from '../../../shared/artifacts/failure.ts'
import { namesHost } from './certificate.ts'
import { chainOf, sentWith } from './certificate-chain.ts'
import { deadline } from './deadline.ts'
import { type OpenedTcp, openToServer, type TcpTarget } from './open-tcp.ts'
import type { ProxyFor } from './proxy.ts'
import { roundTrips } from './round-trips.ts'
import { secureContextOf } from './secure-context.ts'
import { indicatedName } from './server-name-indication.ts'
import { placeOf } from './server-place.ts'
import { isPinned, type Trust } from './trust.ts'
import { systemCode, WireError } from './wire-error.ts'

/** `host` is what SNI says, and what the certificate is held against. */
export type TlsTarget = TcpTarget & { trust: Trust }

/** What was learned of the server while connecting. */
export type TlsPeer = Omit<OpenedTcp, 'tcp'> & {
  /** Behind a proxy: until that had opened the way. */
  connectMilliseconds: number
  handshakeMilliseconds: number
  protocol: string
  cipher: string
  /** From the leaf on, each followed by its issuer, as far as they were sent. */
  chain: X509Certificate[]
  /** The leaf and all that was sent beside it, each once, in that order. */
  sent: X509Certificate[]
  nameMatches: boolean
  chainError: string | undefined
  pinned: boolean
  /** Whether a credential may cross: the chain verifies and names the host, or the certificate is pinned. */
  trusted: boolean
}

export type TlsLimits = { connectMilliseconds: number; handshakeMilliseconds: number }

const defaultTlsLimits: TlsLimits = { connectMilliseconds: 5_000, handshakeMilliseconds: 8_000 }

/** Where TCP had connected. */
type Reached = Pick<TlsPeer, 'address' | 'silentAddresses' | 'proxy' | 'connectMilliseconds'>

/** The handshake failed after TCP had connected; what was seen until then stays. */
export class HandshakeError extends WireError {
  readonly reached: Reached

  constructor(failure: Failure, reached: Reached) {
    super(failure.code, failure.where, failure.detail)
    this.reached = reached
  }

  get connectMilliseconds(): number {
    return this.reached.connectMilliseconds
  }
}

/**
 * Opens TCP to the server as `openToServer` does, and TLS over it. The handshake is let through whatever the certificate, because a probe has to
 * see a bad one; `peer.trusted` is what every sender of a credential must ask first.
 * Throws a WireError; a HandshakeError once TCP had connected.
 */
export async function openTls(
  target: TlsTarget,
  options: { signal: AbortSignal; limits?: TlsLimits; monotonic: () => number; proxyFor?: ProxyFor | undefined },
): Promise<{ socket: TLSSocket; peer: TlsPeer }> {
  const limits = options.limits ?? defaultTlsLimits
  const began = options.monotonic()
  const { signal, proxyFor } = options
  const milliseconds = limits.connectMilliseconds
  const { tcp, ...opened } = await openToServer(target, { scheme: 'https', signal, milliseconds, proxyFor })
  const connected = options.monotonic()
  const reached: Reached = { ...opened, connectMilliseconds: connected - began }
  const socket = await roundTrips(
    'tls',
    () => handshake(tcp, target, options.signal, limits.handshakeMilliseconds, reached),
    // RFC 8446 section 2 and RFC 5246 section 7.3.
    (secure) => (secure.getProtocol() === 'TLSv1.3' ? 1 : 2),
  )
  const done = options.monotonic()
  const leaf = socket.getPeerX509Certificate()
  if (!leaf) {
    socket.destroy()
    throw new HandshakeError({ code: 'tls-failed', where: placeOf(target), detail: 'it sent no certificate' }, reached)
  }
  const chainError = chainErrorOf(socket)
  const nameMatches = namesHost(leaf, target.host)
  const pinned = isPinned(target.trust, leaf)
  const sent = sentWith(leaf)
  const peer: TlsPeer = {
    ...reached,
    handshakeMilliseconds: done - connected,
    protocol: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().standardName,
    chain: chainOf(sent, target.trust.authorities),
    sent,
    nameMatches,
    chainError,
    pinned,
    trusted: pinned || (chainError === undefined && nameMatches),
  }
  return { socket, peer }
}

function handshake(
  tcp: Socket,
  target: TlsTarget,
  signal: AbortSignal,
  milliseconds: number,
  reached: Reached,
): Promise<TLSSocket> {
  const where = placeOf(target)
  const servername = indicatedName(target.host)
  const limit = deadline(signal, milliseconds)
  let stop: () => void = () => undefined
  return new Promise<TLSSocket>((resolve, reject) => {
    const socket = connectTls({
      socket: tcp,
      ...(servername !== undefined && { servername }),
      secureContext: secureContextOf(target.trust),
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
      ALPNProtocols: ['http/1.1'],
    })
    withoutCertificateObjects(socket)
    let isSecure = false
    const fail = (failure: Failure) => {
      const asked = failure.code === 'tls-failed' && wasAskedForCertificate(socket)
      // Takes the TCP socket with it; that one alone must not be destroyed from here on.
      socket.destroy()
      reject(new HandshakeError(asked ? { ...failure, code: 'client-certificate-required' } : failure, reached))
    }
    const closedEarly = () => fail({ code: 'tls-failed', where, detail: 'it closed the connection' })
    stop = () => {
      // It asked for a certificate and has not refused to go on without one.
      if (limit.timedOut() && isSecure) return resolve(socket)
      fail({
        code: limit.timedOut() ? 'tls-failed' : 'cancelled',
        where,
        ...(limit.timedOut() && { detail: 'no answer in time' }),
      })
    }
    if (limit.signal.aborted) return stop()
    limit.signal.addEventListener('abort', stop, { once: true })
    socket.once('secureConnect', () => {
      isSecure = true
      // In TLS 1.3 the server says only now whether it goes on without one, by a session ticket or an alert (RFC 8446
      // section 4.4.2.4).
      if (socket.getProtocol() === 'TLSv1.3' && wasAskedForCertificate(socket)) {
        socket.once('session', () => resolve(socket))
      } else {
        socket.off('close', closedEarly)
        resolve(socket)
      }
    })
    socket.on('error', (error) => fail({ code: 'tls-failed', where, detail: systemCode(error) ?? error.message }))
    // Taken away once it is open, or each close of each connection would make an error that nobody waits for.
    socket.once('close', closedEarly)
  }).finally(() => {
    limit.clear()
    limit.signal.removeEventListener('abort', stop)
  })
}

/**
 * Node translates a trusted chain into plain objects, a quarter of what a handshake costs, for its own look at the names.
 * That look is not used: `namesHost` holds the certificate itself against the host, by a stricter rule.
 */
function withoutCertificateObjects(socket: TLSSocket): void {
  Object.defineProperty(socket, 'getPeerCertificate', { value: () => undefined })
}

/**
 * Whether the server sent a CertificateRequest. OpenSSL knows shared signature algorithms on the client's side only
 * then; BoringSSL never does, and the answer is no.
 */
function wasAskedForCertificate(socket: TLSSocket): boolean {
  try {
    return (socket.getSharedSigalgs()?.length ?? 0) > 0
  } catch {
    // A socket that is gone already has nothing to tell.
    return false
  }
}

/** OpenSSL's verdict on the chain. A wrong name is another question, asked apart. */
function chainErrorOf(socket: TLSSocket): string | undefined {
  if (socket.authorized) return undefined
  const error: unknown = socket.authorizationError
  return typeof error === 'string' ? error : (systemCode(error) ?? 'UNKNOWN')
}
