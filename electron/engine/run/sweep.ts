import { glanceAt, type ServerGlance } from '../gather/server-glance.ts'
import type { HttpDependencies } from '../wire/http-connection.ts'
import type { TlsTarget } from '../wire/tls-connection.ts'
import type { createConnectionLimit } from './connection-limit.ts'

/**
 * How many servers are looked at side by side; each gets one connection. From another site the round trips are what takes
 * time, and these are shared by so many; on a table of connections it is nothing.
 */
const AT_ONCE = 64

/** What is asked of each; with `limit`, within the connections that one server may see at once. */
type SweepRequest = { path: string; userAgent: string; limit?: ReturnType<typeof createConnectionLimit<never>> }

/**
 * Looks at many servers without a credential, and gives what each shows as soon as it is known, in no order. Holds no
 * more of them than are being looked at, so that memory does not grow with their number. Ends early when the signal
 * aborts.
 */
export async function* sweep(
  targets: Iterable<TlsTarget>,
  options: SweepRequest & { atOnce?: number },
  dependencies: HttpDependencies,
): AsyncGenerator<ServerGlance, void, undefined> {
  const { atOnce = AT_ONCE } = options
  const iterator = targets[Symbol.iterator]()
  const done: Promise<ServerGlance>[] = []
  let underWay = 0
  let nextIsDone = Promise.withResolvers<void>()
  const startNext = (): void => {
    if (dependencies.signal.aborted) return
    const next = iterator.next()
    if (next.done) return
    underWay += 1
    const glance = glanceInTurn(next.value, options, dependencies)
    const told = () => {
      done.push(glance)
      nextIsDone.resolve()
    }
    glance.then(told, told)
  }
  for (let place = 0; place < atOnce; place++) startNext()
  while (underWay > 0) {
    if (done.length === 0) await nextIsDone.promise
    nextIsDone = Promise.withResolvers()
    for (const glance of done.splice(0)) {
      underWay -= 1
      startNext()
      yield await glance
    }
  }
}

async function glanceInTurn(
  target: TlsTarget,
  { path, userAgent, limit }: SweepRequest,
  dependencies: HttpDependencies,
): Promise<ServerGlance> {
  const { address, host, port } = target
  const place = await limit?.acquire(`${address} ${port}`, dependencies.signal).catch(() => 'ended' as const)
  if (place === 'ended')
    return { address, host, port, schemes: [], failure: { code: 'cancelled', where: `${host}:${port}` } }
  try {
    return await glanceAt(target, path, userAgent, dependencies)
  } finally {
    place?.release()
  }
}
