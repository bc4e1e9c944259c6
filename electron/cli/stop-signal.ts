/** Ctrl+C comes once from the terminal and again from npm, which passes it on: within a second it is the same one. */
const ECHO_MILLISECONDS = 1_000

type Signals = Pick<NodeJS.Process, 'on' | 'exit'>

/**
 * Aborts at the first SIGINT or SIGTERM, so that what is under way can end in order. Another one, once the first can
 * have no echo any more, ends the process at once.
 */
export function listenForStop(process: Signals, monotonic: () => number = () => performance.now()): AbortSignal {
  const stopping = new AbortController()
  let first = 0
  for (const [name, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.on(name, () => {
      if (!stopping.signal.aborted) first = monotonic()
      else if (monotonic() - first > ECHO_MILLISECONDS) process.exit(code)
      stopping.abort()
    })
  }
  return stopping.signal
}
