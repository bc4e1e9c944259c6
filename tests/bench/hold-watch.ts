/** For how long something held the event loop of this process: by the clock, and by what its thread did meanwhile. */
export type Hold = { longest: number; atWork: number }

export type HoldWatch = {
  /** The longest holds since this was asked last, in milliseconds. */
  holds(): Hold
  end(): void
}

/**
 * Looks each millisecond how late it is: as late as whoever waits for a key to be answered. On a machine that has other
 * things to do the clock tells of those too, and `atWork` does not; of a disk that is waited for, only the clock tells.
 */
export function createHoldWatch(): HoldWatch {
  let last = { clock: performance.now(), work: workOfThread() }
  let held: Hold = { longest: 0, atWork: 0 }
  const look = () => {
    const now = { clock: performance.now(), work: workOfThread() }
    held = {
      longest: Math.max(held.longest, now.clock - last.clock),
      atWork: Math.max(held.atWork, now.work - last.work),
    }
    last = now
  }
  const timer = setInterval(look, 1)
  return {
    holds() {
      look()
      const told = held
      held = { longest: 0, atWork: 0 }
      return told
    },
    end: () => clearInterval(timer),
  }
}

function workOfThread(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}
