import type { Steps } from '../../shared/quarantine/steps.ts'

/** Whatever else this program has to do is done first. */
export function otherWork(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** Does work step by step, with whatever else there is to do after each. */
export async function inSlices<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
    await otherWork()
  }
}
