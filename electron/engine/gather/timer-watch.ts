/** Tells how much of the time this process itself has lost, because the machine was busy with something else. */
export type TimerWatch = {
  /** For how many milliseconds in all its timers have been overdue since the watch began. */
  lateMilliseconds: () => number
  stop: () => void
}

/** How time passes, and how to be called again and again; each returns what ends it. */
export type Timers = {
  monotonic: () => number
  every: (milliseconds: number, tick: () => void) => () => void
}

/** How often it is looked: whoever is kept from running for less than this is not seen to be. */
const EVERY_MILLISECONDS = 50

/**
 * Watches a timer of its own. Whatever keeps it from being on time keeps the answers of a server waiting in the same
 * way, so that they seem later than they came.
 */
export function watchTimers({ monotonic, every }: Timers = ownTimers): TimerWatch {
  let due = monotonic() + EVERY_MILLISECONDS
  let late = 0
  const overdue = () => Math.max(0, monotonic() - due)
  const stop = every(EVERY_MILLISECONDS, () => {
    late += overdue()
    due = monotonic() + EVERY_MILLISECONDS
  })
  // What arrives after a stall may be read before the timer has its turn.
  return { lateMilliseconds: () => late + overdue(), stop }
}

const ownTimers: Timers = {
  monotonic: () => performance.now(),
  every: (milliseconds, tick) => {
    const timer = setInterval(tick, milliseconds)
    return () => clearInterval(timer)
  },
}
