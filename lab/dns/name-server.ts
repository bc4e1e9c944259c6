import { createSocket, type Socket as DatagramSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import type { Answer } from 'dns-packet'
import { type HostileDns, hostileDnsAnswers } from '../hostile/dns-answers.ts'
import type { LinkSettings } from '../network/link.ts'
import { openedLate, sentAgain } from '../network/loss.ts'
import type { ResolverBehaviour } from '../settings/dns.ts'
import { respond } from './respond.ts'

const HOST = '127.0.0.1'
const IDLE_MILLISECONDS = 10_000
/** UDP has ports of its own: one that TCP was given can be taken there. */
const PORT_ATTEMPTS = 20

/** A DNS server on one port of loopback, over UDP and TCP. */
export interface NameServer {
  readonly port: number
  close(): Promise<void>
}

/** What a name server holds and how it behaves; both are asked for each message, so that a change shows at once. */
export interface Zone {
  records(): readonly Answer[]
  behaviour(): ResolverBehaviour
  /** What questions and answers come over. */
  line?(): LinkSettings
  /** What it does instead, to do harm. */
  hostile?(): HostileDns | undefined
}

/** Port 0 is any that is free. */
export async function startNameServer(zone: Zone, wanted = 0): Promise<NameServer> {
  const connections = new Set<Socket>()
  const waiting = new Set<NodeJS.Timeout>()
  const tcp = createServer({ noDelay: true }, (socket) => {
    connections.add(socket)
    socket.on('close', () => connections.delete(socket))
    serveConnection(socket, zone, waiting)
  })
  tcp.maxConnections = 64
  const { udp, port } = await listenOnBoth(tcp, wanted)
  udp.on('message', (message, peer) => {
    const hostile = zone.hostile?.()
    const answers = hostile
      ? hostileDnsAnswers(message, hostile)
      : [respond(message, zone.records(), 'udp', zone.behaviour())]
    const { roundTripMilliseconds, lost } = lineOf(zone)
    // Nobody sends a datagram again but who asked.
    if (lost?.() || lost?.()) return
    later(roundTripMilliseconds, waiting, () => {
      for (const answer of answers) if (answer) udp.send(answer, peer.port, peer.address, () => undefined)
    })
  })
  // ICMP errors of earlier answers arrive here; nothing is to be done about a client that left.
  udp.on('error', () => undefined)
  return {
    port,
    close: async () => {
      for (const timer of waiting) clearTimeout(timer)
      const closed = Promise.all([
        new Promise<void>((resolve) => tcp.close(() => resolve())),
        new Promise<void>((resolve) => udp.close(() => resolve())),
      ])
      for (const socket of connections) socket.destroy()
      await closed
    },
  }
}

function lineOf(zone: Zone): LinkSettings {
  return zone.line?.() ?? { roundTripMilliseconds: 0 }
}

/** One round trip for TCP, which stands at once on loopback, and one for the question; and what is sent again. */
function overTcp({ roundTripMilliseconds, lost }: LinkSettings, bytes: number): number {
  const again = lost ? openedLate(lost) + sentAgain(1, lost, roundTripMilliseconds) : 0
  return 2 * roundTripMilliseconds + again + (lost ? sentAgain(bytes, lost, roundTripMilliseconds) : 0)
}

/** Runs `send` when so much time has passed, or never, unless the timers that wait are cleared before. */
function later(milliseconds: number, waiting: Set<NodeJS.Timeout>, send: () => void): void {
  if (milliseconds === Number.POSITIVE_INFINITY) return
  if (milliseconds === 0) {
    send()
    return
  }
  const timer = setTimeout(() => {
    waiting.delete(timer)
    send()
  }, milliseconds)
  waiting.add(timer)
}

async function listenOnBoth(tcp: Server, wanted: number): Promise<{ udp: DatagramSocket; port: number }> {
  for (let attempt = 1; ; attempt++) {
    tcp.listen(wanted, HOST)
    await once(tcp, 'listening')
    const address = tcp.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const udp = createSocket('udp4')
    try {
      udp.bind(port, HOST)
      await once(udp, 'listening')
      return { udp, port }
    } catch (error) {
      udp.close()
      tcp.close()
      await once(tcp, 'close')
      if (attempt === PORT_ATTEMPTS) throw error
    }
  }
}

/** Messages over TCP carry their length before them (RFC 1035 section 4.2.2). */
function serveConnection(socket: Socket, zone: Zone, waiting: Set<NodeJS.Timeout>): void {
  let pending = Buffer.alloc(0)
  socket.setTimeout(IDLE_MILLISECONDS, () => socket.destroy())
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk])
    while (pending.length >= 2 && pending.length >= 2 + pending.readUInt16BE(0)) {
      const end = 2 + pending.readUInt16BE(0)
      const answer = respond(pending.subarray(2, end), zone.records(), 'tcp', zone.behaviour())
      pending = pending.subarray(end)
      if (answer === undefined) {
        socket.destroy()
        return
      }
      const length = Buffer.alloc(2)
      length.writeUInt16BE(answer.length)
      later(overTcp(lineOf(zone), answer.length), waiting, () => socket.write(Buffer.concat([length, answer])))
    }
  })
}
