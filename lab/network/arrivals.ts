import type { Socket } from 'node:net'
import type { NetworkSettings } from '../settings/network.ts'
import { OPEN_AGAIN_MILLISECONDS } from './loss.ts'

/** The connections that come in at a server, of which the line takes some away and holds others back. */
export class Arrivals {
  #count = 0
  readonly #late = new WeakSet<Socket>()

  /** Counts from the beginning again. */
  restart(): void {
    this.#count = 0
  }

  /** Lets a connection in unless it is one that is lost. */
  meet(socket: Socket, network: NetworkSettings, letIn: () => void): void {
    this.#count += 1
    const isLastOf = (every = Number.POSITIVE_INFINITY): boolean => this.#count % every === 0
    if (isLastOf(network.opensLateEvery)) this.#late.add(socket)
    if (isLastOf(network.resetsEvery)) socket.resetAndDestroy()
    else if (isLastOf(network.dropsEvery)) leaveUnanswered(socket)
    else letIn()
  }

  /** How much later a connection opens than others. */
  lateMilliseconds(socket: Socket): number {
    return this.#late.has(socket) ? OPEN_AGAIN_MILLISECONDS : 0
  }
}

/** Until the client gives up. */
function leaveUnanswered(socket: Socket): void {
  socket.resume()
  socket.on('end', () => socket.destroy())
}
