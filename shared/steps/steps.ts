/** Work in small steps: whoever does it lets other work go on between two. */
export type Steps<T> = Generator<undefined, T, undefined>

/** So many things are done in a step: less than a millisecond of most. Whoever does steps does some at a time. */
const STEP = 100

/** All of it at once. */
export function inOneGo<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/** Each of the things, with a step after every hundred. */
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

/** So many are sorted at once. */
const RUN = 1_000

/** As `toSorted`: equal ones stay in their order. */
export function* sortedInSteps<T>(things: readonly T[], compare: (left: T, right: T) => number): Steps<T[]> {
  let runs: T[][] = []
  for (let at = 0; at < things.length; at += RUN) {
    runs.push(things.slice(at, at + RUN).sort(compare))
    yield
  }
  while (runs.length > 1) {
    const longer: T[][] = []
    for (let at = 0; at < runs.length; at += 2) longer.push(yield* merged(runs[at] ?? [], runs[at + 1] ?? [], compare))
    runs = longer
  }
  return runs[0] ?? []
}

function* merged<T>(left: readonly T[], right: readonly T[], compare: (left: T, right: T) => number): Steps<T[]> {
  const all: T[] = []
  let [fromLeft, fromRight] = [0, 0]
  while (fromLeft < left.length && fromRight < right.length) {
    const [first, second] = [left[fromLeft] as T, right[fromRight] as T]
    if (compare(first, second) <= 0) {
      all.push(first)
      fromLeft += 1
    } else {
      all.push(second)
      fromRight += 1
    }
    if (all.length % STEP === 0) yield
  }
  for (; fromLeft < left.length; fromLeft += 1) all.push(left[fromLeft] as T)
  for (; fromRight < right.length; fromRight += 1) all.push(right[fromRight] as T)
  return all
}
