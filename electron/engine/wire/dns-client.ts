import { createSocket } from 'node:dgram'
import { connect, isIP } from 'node:net'
import { deadline } from './deadline.ts'
import { type DnsAnswer, type DnsQuestion, decodeAnswer, encodeQuestion, isTruncated } from './dns-message.ts'
import { ownShortage } from './own-shortage.ts'
import { roundTrips } from './round-trips.ts'
import { failureOfSystemError, WireError } from './wire-error.ts'

/** How long one try may take, and how many there are. */
export type DnsLimits = { tryMilliseconds: number; tries: number }

const defaultDnsLimits: DnsLimits = { tryMilliseconds: 2_000, tries: 2 }

export type Resolver = { address: string; port: number }

/** Reads `10.0.0.53`, `10.0.0.53:5353`, `[fd00::53]:53`; a bare IPv6 address, as the system lists them, too. */
export function parseResolver(text: string): Resolver {
  if (isIP(text)) return { address: text, port: 53 }
  const match = /^\[?([0-9a-f.:]+?)\]?(?::(\d{1,5}))?$/i.exec(text)
  const address = match?.[1] ?? ''
  const port = Number(match?.[2] ?? 53)
  if (!isIP(address) || port < 1 || port > 65535) {
    throw new WireError('resolver-unreachable', text, 'it is not an address')
  }
  return { address, port }
}

/**
 * Asks one resolver one question: UDP, twice at most, then TCP when the answer was cut (RFC 7766 section 5).
 * Throws a WireError: `resolver-unreachable`, `dns-malformed`, `cancelled`, or `name-not-found` for what is no name.
 */
export async function askResolver(
  resolver: Resolver,
  question: DnsQuestion,
  options: { signal: AbortSignal; randomId: () => number; limits?: DnsLimits | undefined },
): Promise<DnsAnswer> {
  const where = `${resolver.address}:${resolver.port}`
  const { signal, limits = defaultDnsLimits } = options
  let last: WireError | undefined
  for (let attempt = 0; attempt < limits.tries; attempt += 1) {
    const id = options.randomId()
    const bytes = encodeQuestion(id, question)
    try {
      const answer = await roundTrips('dns', () => overUdp(resolver, bytes, id, signal, limits.tryMilliseconds))
      if (!isTruncated(answer)) return decodeAnswer(answer, id, question, where)
      const whole = await roundTrips(
        'dns',
        () => afterCutAnswer(overTcp(resolver, bytes, signal, limits.tryMilliseconds)),
        // One of TCP's before the question's own.
        () => 2,
      )
      return decodeAnswer(whole, id, question, where)
    } catch (error) {
      if (!(error instanceof WireError) || error.failure.code !== 'resolver-unreachable') throw error
      last = error
    }
  }
  throw last ?? new WireError('resolver-unreachable', where)
}

function overUdp(
  resolver: Resolver,
  bytes: Buffer,
  id: number,
  signal: AbortSignal,
  milliseconds: number,
): Promise<Buffer> {
  const where = `${resolver.address}:${resolver.port}`
  const limit = deadline(signal, milliseconds)
  const socket = createSocket(isIP(resolver.address) === 6 ? 'udp6' : 'udp4')
  return new Promise<Buffer>((resolve, reject) => {
    const stop = () =>
      reject(limit.timedOut() ? new WireError('resolver-unreachable', where) : new WireError('cancelled', where))
    if (limit.signal.aborted) return stop()
    limit.signal.addEventListener('abort', stop, { once: true })
    socket.on('error', (error) => reject(unreachable(error, where)))
    // A datagram with another id is a late answer or a forged one: waited past, not judged (RFC 5452 section 9.1).
    socket.on('message', (message) => {
      if (message.length >= 2 && message.readUInt16BE(0) === id) resolve(message)
    })
    // A connected socket takes datagrams from that address alone and hears ICMP "port unreachable".
    // Not by its callback: that is also called when connecting has failed (no route), and the error then goes unheard.
    socket.once('connect', () => socket.send(bytes))
    socket.connect(resolver.port, resolver.address)
  }).finally(() => {
    limit.clear()
    socket.close()
  })
}

function overTcp(resolver: Resolver, bytes: Buffer, signal: AbortSignal, milliseconds: number): Promise<Buffer> {
  const where = `${resolver.address}:${resolver.port}`
  const limit = deadline(signal, milliseconds)
  const socket = connect(resolver.port, resolver.address)
  return new Promise<Buffer>((resolve, reject) => {
    const stop = () =>
      reject(limit.timedOut() ? new WireError('resolver-unreachable', where) : new WireError('cancelled', where))
    if (limit.signal.aborted) return stop()
    limit.signal.addEventListener('abort', stop, { once: true })
    let received = Buffer.alloc(0)
    socket.on('error', (error) => reject(unreachable(error, where)))
    socket.on('close', () => reject(new WireError('resolver-unreachable', where, 'it closed the connection')))
    socket.on('connect', () => {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(bytes.length)
      socket.write(Buffer.concat([length, bytes]))
    })
    socket.on('data', (chunk) => {
      // The length prefix bounds the message to 65,535 bytes; anything past it is not read.
      received = Buffer.concat([received, chunk])
      const wanted = received.length >= 2 ? received.readUInt16BE(0) + 2 : Number.POSITIVE_INFINITY
      if (received.length >= wanted) resolve(received.subarray(2, wanted))
    })
  }).finally(() => {
    limit.clear()
    socket.destroy()
  })
}

/** Tells who reads the failure that UDP gets through: what is closed is TCP 53. */
async function afterCutAnswer(asked: Promise<Buffer>): Promise<Buffer> {
  try {
    return await asked
  } catch (error) {
    if (!(error instanceof WireError) || error.failure.code !== 'resolver-unreachable') throw error
    const { code, where, detail } = error.failure
    const why = 'asked over TCP, since its answer over UDP was cut'
    throw new WireError(code, where, detail === undefined ? why : `${why}: ${detail}`)
  }
}

/** The resolver's failure; where this machine has no way there, that is told; where it is short of something, its own error. */
function unreachable(error: Error, where: string): Error {
  if (ownShortage(error)) return error
  const failure = failureOfSystemError(error, where)
  const detail = failure?.detail ?? error.message
  const isNoRoute = failure?.code === 'host-unreachable'
  return new WireError('resolver-unreachable', where, isNoRoute ? `no way there from this machine: ${detail}` : detail)
}
