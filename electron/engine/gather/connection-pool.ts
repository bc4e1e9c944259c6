import { createConnectionLimit, type Place } from '../run/connection-limit.ts'
import { type HttpConnection, type HttpDependencies, openHttpConnection } from '../wire/http-connection.ts'
import type { TlsPeer, TlsTarget } from '../wire/tls-connection.ts'
import { WireError } from '../wire/wire-error.ts'
import { createLease, type Lease, type PooledConnection } from './connection-lease.ts'
import { createSessionTurns } from './session-turns.ts'

/** Which connection is wanted, beside one to the target. */
export type Wanted = {
  /** One that this account has signed in on, if there is one; else one without a sign-in. */
  session?: string | undefined
  /** A connection that nobody has used before and nobody will use afterwards. */
  alone?: boolean | undefined
}

/** Who answered a connection to a target. */
export type Met = { target: TlsTarget; peer: TlsPeer }

/** A connection is not taken up again after this long: what stands between forgets silent ones. */
const MOST_IDLE_MILLISECONDS = 10_000

/**
 * The connections of one run. Those that are done with stay open for the next who wants the same server, so that no
 * handshake is paid twice; those with a signed-in account are kept apart. At most four to one server, idle ones too.
 */
export type ConnectionPool = {
  /**
   * Lends a connection to `use` and takes it back afterwards. Waits where four are in use; waiting ends with the run.
   * Throws a WireError when a connection cannot be opened.
   */
  lend<T>(
    target: TlsTarget,
    wanted: Wanted,
    dependencies: HttpDependencies,
    use: (lease: Lease) => Promise<T>,
  ): Promise<T>
  /** Whether this account has signed in at the target earlier in the run, on a connection that could be kept. */
  hasSession(target: TlsTarget, session: string): boolean
  /**
   * Whom connections have led to so far, for the certificates that they showed. Those that are being opened to a target
   * that is meant are waited for, until the signal aborts.
   */
  met(isMeant: (target: TlsTarget) => boolean, signal: AbortSignal): Promise<readonly Met[]>
  /** Runs `use` in a place among the connections to a server, for one that is no HTTP and that `use` closes itself. */
  reserve<T>(target: TlsTarget, dependencies: HttpDependencies, use: () => Promise<T>): Promise<T>
  /** Closes the idle connections, signed-in ones too: for who needs every place, when nobody wants them any more. */
  closeIdle(): Promise<void>
  /** Closes every connection, at once where it is idle, else when it is given back. */
  close(): Promise<void>
}

export function createConnectionPool(
  open: (target: TlsTarget, dependencies: HttpDependencies) => Promise<HttpConnection> = openHttpConnection,
): ConnectionPool {
  const closing = new Set<Promise<void>>()
  const discard = ({ connection }: PooledConnection) => {
    const closed = connection.close().finally(() => closing.delete(closed))
    closing.add(closed)
  }
  const met: Met[] = []
  const opening = new Map<Promise<HttpConnection>, TlsTarget>()
  const openNoting = async (target: TlsTarget, dependencies: HttpDependencies) => {
    const opened = open(target, dependencies)
    opening.set(opened, target)
    try {
      const connection = await opened
      met.push({ target, peer: connection.peer })
      return connection
    } finally {
      opening.delete(opened)
    }
  }
  const limit = createConnectionLimit<PooledConnection>(discard, undefined, ({ session }) => session !== undefined)

  async function place(target: TlsTarget, wanted: Wanted, dependencies: HttpDependencies) {
    const { signal, monotonic } = dependencies
    const since = monotonic() - MOST_IDLE_MILLISECONDS
    const choose = (left: readonly PooledConnection[]) => {
      if (wanted.alone) return undefined
      const fitting = left.filter(
        (each) => each.idleSince >= since && each.connection.isOpen() && leadsTo(target, each, dependencies),
      )
      const plain = fitting.findLast(({ session }) => session === undefined)
      return (wanted.session && fitting.findLast(({ session }) => session === wanted.session)) || plain
    }
    try {
      const found = await limit.acquire(`${target.address}:${target.port}`, signal, choose)
      // What had to make room is gone before anything new is opened.
      await Promise.all(closing)
      return found
    } catch {
      throw new WireError('cancelled', `${target.host}:${target.port}`)
    }
  }

  const turns = createSessionTurns()
  const sessions = new Set<string>()

  return {
    async lend(target, wanted, dependencies, use) {
      const { session } = wanted
      const done = session && (await turns.take(sessionAt(target, session), dependencies.signal))
      try {
        return await lendNow(target, wanted, dependencies, use)
      } finally {
        if (done) done()
      }
    },
    hasSession: (target, session) => sessions.has(sessionAt(target, session)),
    async met(isMeant, signal) {
      const meant = [...opening].filter(([, target]) => isMeant(target)).map(([opened]) => opened)
      await untilAborted(Promise.allSettled(meant), signal)
      return met.filter(({ target }) => isMeant(target))
    },
    async reserve(target, dependencies, use) {
      const mine = await place(target, { alone: true }, dependencies)
      try {
        return await use()
      } finally {
        mine.release()
      }
    },
    async closeIdle() {
      limit.discardLeft()
      await Promise.all(closing)
    },
    async close() {
      limit.close()
      await Promise.all(closing)
    },
  }
  async function lendNow<T>(
    target: TlsTarget,
    wanted: Wanted,
    dependencies: HttpDependencies,
    use: (lease: Lease) => Promise<T>,
  ): Promise<T> {
    const mine = await place(target, wanted, dependencies)
    const lease = await createLeaseIn(mine, target, dependencies, openNoting)
    let keep = false
    try {
      const result = await use(lease)
      keep = wanted.alone !== true
      return result
    } finally {
      const kept = keep ? lease.toKeep() : undefined
      if (kept) {
        if (kept.session !== undefined) sessions.add(sessionAt(target, kept.session))
        mine.leave(kept)
      } else {
        await lease.close()
        mine.release()
      }
    }
  }
}

async function createLeaseIn(
  place: Place<PooledConnection>,
  target: TlsTarget,
  dependencies: HttpDependencies,
  open: (target: TlsTarget, dependencies: HttpDependencies) => Promise<HttpConnection>,
): Promise<Lease> {
  try {
    return await createLease(place.left, target, dependencies, open)
  } catch (error) {
    place.release()
    throw error
  }
}

/** Waits for what may never come, and no longer than until the signal aborts. */
async function untilAborted(awaited: Promise<unknown>, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  const { promise: aborted, resolve } = Promise.withResolvers<void>()
  const stop = () => resolve()
  signal.addEventListener('abort', stop, { once: true })
  await Promise.race([awaited, aborted])
  signal.removeEventListener('abort', stop)
}

function sessionAt({ host, address, port }: TlsTarget, session: string): string {
  return `${session} at ${host} ${address}:${port}`
}

/** Whether a connection is one that opening `target` now would come to. */
function leadsTo(
  target: TlsTarget,
  { connection, target: opened }: PooledConnection,
  { proxyFor }: HttpDependencies,
): boolean {
  const { address, proxy } = connection.peer
  if (opened.host !== target.host || opened.port !== target.port || opened.trust !== target.trust) return false
  // A proxy may stand before the name, and never before an address.
  if (proxyFor && opened.byAddress !== target.byAddress) return false
  if (proxy || address === target.address) return true
  // The one that answered when the target's own first address did not.
  return opened.address === target.address && target.otherAddresses?.includes(address) === true
}
