import type { SetTimer } from '../../../shared/contract/set-timer.ts'

/** A timer that runs only when the test says so, and tells how long each wait was to be. */
export function createManualTimer() {
  const waiting = new Map<number, { callback: () => void; milliseconds: number }>()
  let lastId = 0
  const setTimer: SetTimer = (callback, milliseconds) => {
    lastId += 1
    const id = lastId
    waiting.set(id, { callback, milliseconds })
    return () => waiting.delete(id)
  }
  return {
    setTimer,
    waits: () => [...waiting.values()].map(({ milliseconds }) => milliseconds),
    /** Lets every timer that is set now run out. */
    runAll() {
      const due = [...waiting.values()]
      waiting.clear()
      for (const { callback } of due) callback()
    },
  }
}

/** Lets everything run that waits for nothing but promises and microtasks. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
