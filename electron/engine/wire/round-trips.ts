import { AsyncLocalStorage } from 'node:async_hooks'

/** Round trips to another machine that somebody waited for, one after the other; times on the recorder's clock. */
export type RoundTrips = {
  kind: 'dns' | 'tcp' | 'tls' | 'http'
  count: number
  began: number
  ended: number
  /** Of one of several things side by side: it comes after what that did before, and after nothing of the others. */
  lane?: symbol
}

export type RoundTripRecorder = { monotonic: () => number; record: (seen: RoundTrips) => void }

const recorders = new AsyncLocalStorage<RoundTripRecorder>()
const lanes = new AsyncLocalStorage<symbol>()

/** Runs `work` and tells the recorder of every round trip that it waits for, however deep. For measuring only. */
export function recordingRoundTrips<T>(recorder: RoundTripRecorder, work: () => T): T {
  return recorders.run(recorder, work)
}

/** Runs `work` as one of several things side by side, none of which waits for another. */
export function inLane<T>(work: () => T): T {
  return recorders.getStore() ? lanes.run(Symbol('lane'), work) : work()
}

/** Marks `work` as so many round trips: one, or what `count` says of its result. Costs nothing where nobody records. */
export async function roundTrips<T>(
  kind: RoundTrips['kind'],
  work: () => Promise<T>,
  count: (result: T) => number = () => 1,
): Promise<T> {
  const recorder = recorders.getStore()
  if (!recorder) return await work()
  const began = recorder.monotonic()
  let counted = 1
  try {
    const result = await work()
    counted = count(result)
    return result
  } finally {
    const lane = lanes.getStore()
    recorder.record({ kind, count: counted, began, ended: recorder.monotonic(), ...(lane && { lane }) })
  }
}
