/** Work in small steps: whoever does it lets other work go on between two. */
export type Steps<T> = Generator<undefined, T, undefined>

/** So many things are done in a step: a few milliseconds. */
const STEP = 1_000

/** All of it at once. */
export function inOneGo<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/** Each of the things, with a step after every thousand. */
export function* eachInSteps<T>(things: Iterable<T>, work: (thing: T) => void): Steps<void> {
  let count = 0
  for (const thing of things) {
    work(thing)
    count += 1
    if (count % STEP === 0) yield
  }
}

/** As `Map.groupBy`. */
export function* groupedInSteps<T, K>(things: Iterable<T>, keyOf: (thing: T) => K): Steps<Map<K, T[]>> {
  const groups = new Map<K, T[]>()
  yield* eachInSteps(things, (thing) => {
    const key = keyOf(thing)
    const group = groups.get(key)
    if (group) group.push(thing)
    else groups.set(key, [thing])
  })
  return groups
}
