/** At most this many connections to one server at once (rule 5 of the house). */
const CONNECTIONS_PER_SERVER = 4

/** Hands out places per server; `acquire` waits for one and returns the way to give it back. */
export function createConnectionLimit(places = CONNECTIONS_PER_SERVER) {
  const taken = new Map<string, number>()
  const waiting = new Map<string, (() => void)[]>()

  function release(server: string): void {
    const next = waiting.get(server)?.shift()
    // The place goes straight to the next in line, so the count stays.
    if (next) next()
    else taken.set(server, (taken.get(server) ?? 1) - 1)
  }

  return {
    /** Rejects with the signal's reason when it aborts while waiting. */
    async acquire(server: string, signal: AbortSignal): Promise<() => void> {
      signal.throwIfAborted()
      const count = taken.get(server) ?? 0
      if (count < places) {
        taken.set(server, count + 1)
      } else {
        await new Promise<void>((resolve, reject) => {
          const line = waiting.get(server) ?? []
          waiting.set(server, line)
          const enter = () => {
            signal.removeEventListener('abort', leave)
            resolve()
          }
          const leave = () => {
            line.splice(line.indexOf(enter), 1)
            reject(signal.reason)
          }
          line.push(enter)
          signal.addEventListener('abort', leave, { once: true })
        })
      }
      let held = true
      return () => {
        if (held) release(server)
        held = false
      }
    },
  }
}

export type ConnectionLimit = ReturnType<typeof createConnectionLimit>
