import { glanceAt, type ServerGlance } from '../gather/server-glance.ts'
import type { HttpDependencies } from '../wire/http-connection.ts'
import type { TlsTarget } from '../wire/tls-connection.ts'

/**
 * How many servers are looked at side by side; each gets one connection. From another site the round trips are what takes
 * time, and these are shared by so many; on a table of connections it is nothing.
 */
const AT_ONCE = 64

/**
 * Looks at many servers without a credential, and gives what each shows as soon as it is known, in no order. Holds no
 * more of them than are being looked at, so that memory does not grow with their number. Ends early when the signal
 * aborts.
 */
export async function* sweep(
  targets: Iterable<TlsTarget>,
  options: { path: string; userAgent: string; atOnce?: number },
  dependencies: HttpDependencies,
): AsyncGenerator<ServerGlance, void, undefined> {
  const { path, userAgent, atOnce = AT_ONCE } = options
  const iterator = targets[Symbol.iterator]()
  const done: Promise<ServerGlance>[] = []
  let underWay = 0
  let nextIsDone = Promise.withResolvers<void>()
  const startNext = (): void => {
    if (dependencies.signal.aborted) return
    const next = iterator.next()
    if (next.done) return
    underWay += 1
    const glance = glanceAt(next.value, path, userAgent, dependencies)
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
