import type { Steps } from '../../shared/steps/steps.ts'

/** Whatever else this program has to do is done first. */
export function otherWork(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** For so long nobody else has a turn: two of these, and what collects garbage, fit into a picture of the window. */
const SLICE_MILLISECONDS = 5

/** Does work step by step, some milliseconds at a time, with whatever else there is to do after each. */
export async function inSlices<T>(steps: Steps<T>, clock: () => number = () => performance.now()): Promise<T> {
  for (;;) {
    const until = clock() + SLICE_MILLISECONDS
    do {
      const { done, value } = steps.next()
      if (done) return value
    } while (clock() < until)
    await otherWork()
  }
}
