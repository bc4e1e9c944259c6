/** So long a request waits for its account's session before it goes on with a sign-in of its own. */
const MOST_MILLISECONDS = 2_000

/**
 * Lets one request at a time go on with the session of an account at a server. The next one waits a round trip or two
 * and finds the session free, where a connection and a sign-in of its own would take four.
 */
export function createSessionTurns(mostMilliseconds = MOST_MILLISECONDS) {
  const lines = new Map<string, Promise<void>>()
  return {
    /** Waits for the turn, and no longer than the limit or the run; the result ends it. */
    async take(session: string, signal: AbortSignal): Promise<() => void> {
      const before = lines.get(session)
      const { promise, resolve } = Promise.withResolvers<void>()
      lines.set(session, promise)
      if (before) await atMost(mostMilliseconds, before, signal)
      return resolve
    },
  }
}

async function atMost(milliseconds: number, work: Promise<void>, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const onward = () => resolve()
  const timer = setTimeout(onward, milliseconds)
  signal.addEventListener('abort', onward, { once: true })
  if (signal.aborted) onward()
  try {
    await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', onward)
  }
}
