import { setImmediate as nextTurn } from 'node:timers/promises'

/** A clock for the lab and a run against it. */
export interface HurriedClock {
  /** As the lab holds answers back, and as a run keeps silent. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>
  /** As a run measures, and as the lab measures silence. */
  readonly monotonic: () => number
}

/** A clock that is put forward by what is waited for: the run sees the time pass, and the test does not. */
export function hurriedClock(): HurriedClock {
  let ahead = 0
  return {
    wait: async (milliseconds, signal) => {
      await nextTurn(undefined, { signal })
      ahead += milliseconds
    },
    monotonic: () => performance.now() + ahead,
  }
}
