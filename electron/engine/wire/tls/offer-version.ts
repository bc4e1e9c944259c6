import type { Socket } from 'node:net'
import { deadline } from '../deadline.ts'
import { openToServer } from '../open-tcp.ts'
import type { ProxyFor } from '../proxy.ts'
import { roundTrips } from '../round-trips.ts'
import { placeOf } from '../server-place.ts'
import type { TlsLimits, TlsTarget } from '../tls-connection.ts'
import { systemCode, WireError } from '../wire-error.ts'
import { TlsMalformed } from './byte-reader.ts'
import { closeNotify, encodeClientHello, type TlsVersion } from './client-hello.ts'
import { readServerFlight, type ServerFlight } from './server-flight.ts'

/** How the conversation ended: all was said, or it was cut off before that. */
export type FlightEnd = 'done' | 'closed' | 'reset' | 'timed-out' | 'malformed'

export type VersionAnswer = {
  address: string
  connectMilliseconds: number
  /** From the offer until the answer was whole, or cut off. */
  answerMilliseconds: number
  flight: ServerFlight
  ended: FlightEnd
}

/**
 * Offers one version of TLS to a server over a connection of its own, reads what it answers in the clear, and takes its
 * leave. No library of TLS takes part, so that every version can be offered from everywhere, and what was sent is seen
 * as it was sent. Nothing is encrypted, and nothing of a person's crosses. Throws a WireError where TCP does not come
 * about, or when the run is stopped.
 */
export async function offerVersion(
  target: TlsTarget,
  version: TlsVersion,
  options: {
    signal: AbortSignal
    limits: TlsLimits
    random: (length: number) => Buffer
    monotonic: () => number
    proxyFor?: ProxyFor | undefined
  },
): Promise<VersionAnswer> {
  const began = options.monotonic()
  const { signal, limits, proxyFor } = options
  const milliseconds = limits.connectMilliseconds
  const { tcp, address } = await openToServer(target, { scheme: 'https', signal, milliseconds, proxyFor })
  const connectMilliseconds = options.monotonic() - began
  const { flight, push } = readServerFlight()
  const limit = deadline(options.signal, options.limits.handshakeMilliseconds)
  try {
    const offered = options.monotonic()
    tcp.write(encodeClientHello(version, target.host, options.random))
    const ended = await roundTrips('tls', () => readToEnd(tcp, push, () => flight.done, limit.signal))
    const answerMilliseconds = options.monotonic() - offered
    if (options.signal.aborted) throw new WireError('cancelled', placeOf(target))
    if (ended === 'done' && flight.alert === undefined) tcp.end(closeNotify)
    return { address, connectMilliseconds, answerMilliseconds, flight, ended }
  } finally {
    limit.clear()
    await closed(tcp)
  }
}

/** Closes once everything is sent, and waits until it is: the place among the connections is another's from then on. */
async function closed(tcp: Socket): Promise<void> {
  if (tcp.closed) return
  const { promise, resolve } = Promise.withResolvers<void>()
  tcp.once('close', () => resolve())
  tcp.destroySoon()
  await promise
}

function readToEnd(
  tcp: Socket,
  push: (chunk: Buffer) => void,
  isDone: () => boolean,
  signal: AbortSignal,
): Promise<FlightEnd> {
  let stop: () => void = () => undefined
  return new Promise<FlightEnd>((resolve) => {
    stop = () => {
      tcp.destroy()
      resolve('timed-out')
    }
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop, { once: true })
    tcp.on('data', (chunk: Buffer) => {
      try {
        push(chunk)
        if (isDone()) resolve('done')
      } catch (error) {
        if (!(error instanceof TlsMalformed)) throw error
        tcp.destroy()
        resolve('malformed')
      }
    })
    tcp.once('end', () => resolve('closed'))
    tcp.on('error', (error) => resolve(systemCode(error) === 'ECONNRESET' ? 'reset' : 'closed'))
    tcp.once('close', () => resolve('closed'))
  }).finally(() => signal.removeEventListener('abort', stop))
}
