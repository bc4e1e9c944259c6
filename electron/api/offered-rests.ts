import type { SetTimer } from '../../shared/contract/set-timer.ts'

/** What somebody has not agreed to for so long is let go of. */
const HELD_MILLISECONDS = 30 * 60_000
/** Of all that is held, about as many objects as one file may have. */
const MOST_OBJECTS = 500_000

/** What could be read of files that were refused, until somebody takes it. */
export type OfferedRests<T> = {
  /** Holds it under this id; what was held longest makes room. One that is too large by itself is held alone. */
  hold(id: string, rest: T, objects: number): void
  /** Undefined where it is not held any more. */
  take(id: string): T | undefined
  letGo(id: string): void
  letGoOfAll(): void
}

/** Rests in memory, so that what is taken is exactly what was offered. */
export function createOfferedRests<T>(setTimer: SetTimer): OfferedRests<T> {
  const held = new Map<string, { rest: T; objects: number; stop: () => void }>()

  function letGo(id: string): void {
    held.get(id)?.stop()
    held.delete(id)
  }

  return {
    hold(id, rest, objects) {
      let sum = objects
      for (const each of held.values()) sum += each.objects
      for (const [oldest, each] of held) {
        if (sum <= MOST_OBJECTS) break
        sum -= each.objects
        letGo(oldest)
      }
      held.set(id, { rest, objects, stop: setTimer(() => letGo(id), HELD_MILLISECONDS) })
    },
    take(id) {
      const found = held.get(id)?.rest
      letGo(id)
      return found
    },
    letGo,
    letGoOfAll() {
      for (const id of [...held.keys()]) letGo(id)
    },
  }
}
