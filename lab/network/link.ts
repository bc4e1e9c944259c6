import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { type Loss, openedLate, sentAgain } from './loss.ts'

/** A line between a client and a server. */
export interface LinkSettings {
  /** There and back; half of it each way. */
  readonly roundTripMilliseconds: number
  /** Each way, for each connection by itself; as fast as it goes when left out. */
  readonly bytesPerSecond?: number | undefined
  /** Nothing is lost when left out. */
  readonly lost?: Loss | undefined
  /** How much later a connection stands, on top of everything else. */
  readonly opensLateMilliseconds?: number | undefined
}

/** So much may be under way before a sender waits. */
const MOST_UNDER_WAY_BYTES = 4 * 1024 * 1024

/** The connection as it comes out of the line: itself, where the line changes nothing. */
export function overLine(socket: Socket, link: LinkSettings): Duplex {
  const { roundTripMilliseconds, bytesPerSecond, lost, opensLateMilliseconds = 0 } = link
  const isShort = roundTripMilliseconds === 0 && opensLateMilliseconds === 0
  return isShort && bytesPerSecond === undefined && !lost ? socket : throughLink(socket, link)
}

/**
 * A connection as it looks from the server's end of a long line: what the client sends arrives half a round trip later,
 * and what the server sends leaves half a round trip later. A connection on loopback stands at once, so what TCP's
 * handshake would take is added to the client's first bytes: a round trip, and the time after which its packets are
 * sent again where one is lost. No packet is lost in truth: what it carries arrives as late as if it had been sent again,
 * and what comes behind it waits, as TCP has it.
 */
export function throughLink(socket: Socket, link: LinkSettings): Duplex {
  const inwards = new Line(link)
  const outwards = new Line(link)
  let first = true
  const farEnd = new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _encoding, done) => {
      outwards.carry(chunk.length, () => socket.write(chunk))
      if (outwards.underWay > MOST_UNDER_WAY_BYTES) outwards.whenEmpty(done)
      else done()
    },
    final: (done) => {
      outwards.carry(0, () => socket.end())
      done()
    },
    destroy: (error, done) => {
      inwards.cut()
      // What was written before it was closed is still on its way.
      const whole = farEnd.writableFinished
      outwards.carry(0, () => (whole ? socket.destroySoon() : socket.destroy()))
      done(error)
    },
  })
  const arrive = (bytes: number, deliver: () => void): void => {
    inwards.carry(bytes, deliver, first ? openingMilliseconds(link) : 0)
    first = false
    if (inwards.underWay <= MOST_UNDER_WAY_BYTES) return
    socket.pause()
    inwards.whenEmpty(() => socket.resume())
  }
  socket.on('data', (chunk: Buffer) => arrive(chunk.length, () => farEnd.push(chunk)))
  socket.on('end', () => arrive(0, () => farEnd.push(null)))
  socket.on('close', () => {
    outwards.cut()
    arrive(0, () => farEnd.destroy())
  })
  return farEnd
}

function openingMilliseconds({ roundTripMilliseconds, lost, opensLateMilliseconds = 0 }: LinkSettings): number {
  return roundTripMilliseconds + opensLateMilliseconds + (lost ? openedLate(lost) : 0)
}

/** One direction: everything arrives in order, later by the delay and by the time that its bytes take. */
class Line {
  readonly #link: LinkSettings
  readonly #bytesPerSecond: number
  readonly #queue: { due: number; bytes: number; deliver: () => void }[] = []
  #free = 0
  #timer: NodeJS.Timeout | undefined
  #empty: (() => void)[] = []
  #cut = false
  underWay = 0

  constructor(link: LinkSettings) {
    this.#link = link
    this.#bytesPerSecond = link.bytesPerSecond ?? Number.POSITIVE_INFINITY
  }

  carry(bytes: number, deliver: () => void, extra = 0): void {
    if (this.#cut) return
    const { roundTripMilliseconds, lost } = this.#link
    this.#free = Math.max(performance.now(), this.#free) + (bytes / this.#bytesPerSecond) * 1000
    const again = lost ? sentAgain(bytes, lost, roundTripMilliseconds) : 0
    this.#queue.push({ due: this.#free + extra + roundTripMilliseconds / 2 + again, bytes, deliver })
    this.underWay += bytes
    this.#wait()
  }

  whenEmpty(then: () => void): void {
    this.#empty.push(then)
  }

  /** Nothing arrives any more. */
  cut(): void {
    this.#cut = true
    this.#queue.length = 0
    clearTimeout(this.#timer)
    this.#wake()
  }

  #wait(): void {
    const next = this.#queue[0]
    // What TCP gives up on never arrives, nor does anything behind it.
    if (!next || this.#timer || next.due === Number.POSITIVE_INFINITY) return
    // Timers are whole milliseconds; rounded to the nearest, they are right on average.
    this.#timer = setTimeout(() => this.#arrive(), Math.max(0, Math.round(next.due - performance.now())))
  }

  #arrive(): void {
    this.#timer = undefined
    const now = performance.now() + 0.5
    for (let next = this.#queue[0]; next && next.due <= now; next = this.#queue[0]) {
      this.#queue.shift()
      this.underWay -= next.bytes
      next.deliver()
    }
    if (this.#queue.length === 0) this.#wake()
    this.#wait()
  }

  #wake(): void {
    for (const then of this.#empty.splice(0)) then()
  }
}
