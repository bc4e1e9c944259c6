/** At most this many connections to one server at once (rule 5 of the house). */
const CONNECTIONS_PER_SERVER = 4

/** A place among the connections to one server, held until it is given back in one of two ways. */
export type Place<T> = {
  /** What an earlier holder left here, when it is of use to this one. */
  readonly left: T | undefined
  /** Gives the place back with an open connection in it, which goes on counting. */
  leave(connection: T): void
  /** Gives the place back empty. */
  release(): void
}

type Waiting<T> = { choose: Choose<T>; enter: (place: Place<T>) => void }
type Choose<T> = (left: readonly T[]) => T | undefined
type Server<T> = { held: number; left: T[]; line: Waiting<T>[] }

/**
 * Hands out places per server. A connection that was left in its place stays until somebody chooses it, or needs the
 * place more; then the one that was left first is discarded, a costly one only when there is no other.
 */
export function createConnectionLimit<T>(
  discard: (left: T) => void,
  places = CONNECTIONS_PER_SERVER,
  isCostly: (left: T) => boolean = () => false,
) {
  const servers = new Map<string, Server<T>>()
  let closed = false

  function enter(server: Server<T>, choose: Choose<T>): Place<T> | undefined {
    const left = choose(server.left)
    if (left !== undefined) server.left.splice(server.left.indexOf(left), 1)
    else if (server.held >= places) return undefined
    else if (server.held + server.left.length >= places && !makeRoom(server)) return undefined
    server.held += 1
    let held = true
    const giveBack = (leaving: readonly T[]) => {
      if (!held) return
      held = false
      server.held -= 1
      if (closed) for (const connection of leaving) discard(connection)
      else server.left.push(...leaving)
      admit(server)
    }
    return { left, leave: (connection) => giveBack([connection]), release: () => giveBack([]) }
  }

  /** A costly connection that is the only one of its kind is kept while other places will come free. */
  function makeRoom({ left, held }: Server<T>): boolean {
    const plain = left.findIndex((connection) => !isCostly(connection))
    if (plain < 0 && left.length === 1 && held > 0) return false
    for (const connection of left.splice(Math.max(0, plain), 1)) discard(connection)
    return true
  }

  /** The first in line goes in at once, so that nobody who comes later is quicker. */
  function admit(server: Server<T>): void {
    const next = server.line[0]
    const place = next && enter(server, next.choose)
    if (!place) return
    server.line.shift()
    next.enter(place)
  }

  function discardLeft(): void {
    for (const server of servers.values()) {
      for (const connection of server.left.splice(0)) {
        discard(connection)
        admit(server)
      }
    }
  }

  return {
    /** Waits for a place; `choose` picks among what was left. Rejects with the signal's reason when it aborts. */
    async acquire(name: string, signal: AbortSignal, choose: Choose<T> = () => undefined): Promise<Place<T>> {
      signal.throwIfAborted()
      const server = servers.get(name) ?? { held: 0, left: [], line: [] }
      servers.set(name, server)
      const place = server.line.length === 0 ? enter(server, choose) : undefined
      if (place) return place
      return await new Promise<Place<T>>((resolve, reject) => {
        const waiting: Waiting<T> = {
          choose,
          enter: (free) => {
            signal.removeEventListener('abort', leave)
            resolve(free)
          },
        }
        const leave = () => {
          server.line.splice(server.line.indexOf(waiting), 1)
          reject(signal.reason)
        }
        server.line.push(waiting)
        signal.addEventListener('abort', leave, { once: true })
      })
    },
    /** Discards what was left. */
    discardLeft,
    /** Discards what was left, now and from now on. */
    close(): void {
      closed = true
      discardLeft()
    },
  }
}
