import { connect, type Socket } from 'node:net'
import type { Failure } from '../../../shared/artifacts/failure.ts'
import { deadline } from './deadline.ts'
import { ownShortage } from './own-shortage.ts'
import { type HttpProxy, type ProxyFor, placeOfProxy, type Route } from './proxy.ts'
import { openTunnel } from './proxy-tunnel.ts'
import { roundTrips } from './round-trips.ts'
import { authorityOf, placeOf } from './server-place.ts'
import { failureOfSystemError, WireError } from './wire-error.ts'

export type TcpTarget = {
  /** The published name. */
  host: string
  port: number
  /** Where the connection goes first. */
  address: string
  /** Where it goes when nothing answers there, in this order, as clients do. */
  otherAddresses?: readonly string[]
  /** It is this address that is looked at, not whatever the name leads to; so no proxy comes between. */
  byAddress?: true
}

/** Where TCP had connected. */
export type OpenedTcp = {
  tcp: Socket
  /** The address that answered; behind a proxy the name, which the proxy looks up for itself. */
  address: string
  /** Those that were tried before it and did not. */
  silentAddresses: { address: string; failure: Failure }[]
  /** The proxy that it leads through. */
  proxy?: HttpProxy
}

export type TcpOptions = {
  signal: AbortSignal
  /** Bounds the connection; behind a proxy the way to it, its answer, and what tells of it, each. */
  milliseconds: number
  scheme: 'http' | 'https'
  proxyFor?: ProxyFor | undefined
}

const MOST_ADDRESSES = 8

/**
 * TCP to a server, as every conversation with one begins: through the proxy that this machine is set to, where a run goes
 * by that (for `http`, it is the proxy that listens there); else to the first of the target's addresses that answers; when
 * none does, throws what the first one said.
 */
export async function openToServer(target: TcpTarget, options: TcpOptions): Promise<OpenedTcp> {
  const route = await routeTo(target, options)
  if (route !== 'direct') return await openThrough(route, target, options)
  const silentAddresses: OpenedTcp['silentAddresses'] = []
  let first: WireError | undefined
  for (const address of [target.address, ...(target.otherAddresses ?? [])].slice(0, MOST_ADDRESSES)) {
    try {
      const tcp = await roundTrips('tcp', () => openTcp({ host: address, port: target.port }, placeOf(target), options))
      return { tcp, address, silentAddresses }
    } catch (error) {
      if (!(error instanceof WireError) || error.failure.code === 'cancelled') throw error
      first ??= error
      silentAddresses.push({ address, failure: error.failure })
    }
  }
  throw first ?? new WireError('no-address', target.host)
}

async function routeTo(target: TcpTarget, options: TcpOptions): Promise<HttpProxy | 'direct'> {
  const { proxyFor, scheme } = options
  if (!proxyFor || target.byAddress) return 'direct'
  const { href } = new URL(`${scheme}://${authorityOf(target, scheme)}`)
  const route = await withinTime(proxyFor(href), target, options)
  if (route === 'direct' || !('unsupported' in route)) return route
  throw new WireError('proxy-unsupported', placeOf(target), route.unsupported)
}

/** Whoever tells of the proxy may have a script to fetch and run first. */
async function withinTime(asked: Promise<Route>, target: TcpTarget, options: TcpOptions): Promise<Route> {
  const limit = deadline(options.signal, options.milliseconds)
  const { promise: stopped, reject } = Promise.withResolvers<never>()
  const stop = () => {
    const late = ['proxy-unsupported', placeOf(target), 'this machine did not tell its proxy in time'] as const
    reject(limit.timedOut() ? new WireError(...late) : new WireError('cancelled', placeOf(target)))
  }
  if (limit.signal.aborted) stop()
  limit.signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([asked, stopped])
  } finally {
    limit.clear()
    limit.signal.removeEventListener('abort', stop)
  }
}

async function openThrough(proxy: HttpProxy, target: TcpTarget, options: TcpOptions): Promise<OpenedTcp> {
  // RFC 9112 section 3.2.3: the port stands there always.
  const authority = placeOfProxy(target)
  const tcp = await roundTrips('tcp', () => toProxy(proxy, authority, options))
  // What is not encrypted is asked of the proxy itself, as clients do: most open no way to port 80.
  if (options.scheme === 'https') await roundTrips('http', () => openTunnel(tcp, proxy, authority, options))
  return { tcp, address: target.host, silentAddresses: [], proxy }
}

async function toProxy(proxy: HttpProxy, authority: string, options: TcpOptions): Promise<Socket> {
  try {
    return await openTcp(proxy, authority, options)
  } catch (error) {
    if (!(error instanceof WireError) || error.failure.code === 'cancelled') throw error
    const { code, detail } = error.failure
    const why = code === 'connection-timed-out' ? 'no answer in time' : (detail ?? code)
    throw new WireError('proxy-unreachable', placeOfProxy(proxy), `${why}, asked for ${authority}`)
  }
}

function openTcp(at: HttpProxy, where: string, { signal, milliseconds }: TcpOptions): Promise<Socket> {
  const limit = deadline(signal, milliseconds)
  const socket = connect({ host: at.host, port: at.port, noDelay: true })
  let stop: () => void = () => undefined
  return new Promise<Socket>((resolve, reject) => {
    stop = () => {
      socket.destroy()
      reject(new WireError(limit.timedOut() ? 'connection-timed-out' : 'cancelled', where))
    }
    if (limit.signal.aborted) return stop()
    limit.signal.addEventListener('abort', stop, { once: true })
    socket.once('connect', () => resolve(socket))
    // Never taken away again: the socket may fail between two of its users, and an unheard error ends the process.
    socket.on('error', (error) => {
      if (ownShortage(error)) return reject(error)
      const failure = failureOfSystemError(error, where) ?? { code: 'host-unreachable' as const, detail: error.message }
      reject(new WireError(failure.code, where, failure.detail))
    })
  }).finally(() => {
    limit.clear()
    // Node crashes when a socket is destroyed below the TLS that was put on it since.
    limit.signal.removeEventListener('abort', stop)
  })
}
