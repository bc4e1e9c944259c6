import type { RunReadiness } from '../../electron/api/run-registry.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import type { Run, RunEvent } from '../../shared/run/run.ts'

export type RunPlayer = {
  runReadiness: RunReadiness
  /** Tells the next events of the run that is under way. */
  tell(events: readonly RunEvent[]): void
  /** Ends the run that is under way. */
  end(run: Run): void
  /** Makes the run that is under way break off, as a bug of ours would. */
  breakOff(error: Error): void
  /** How many runs were started, and what the last one was given. */
  started(): {
    count: number
    password: string | undefined
    organisation: Organisation | undefined
    tryAgain: boolean | undefined
  }
}

/**
 * Stands in for the engine: a run tells `opening` at once, then what the test says, when it says so. A run that is
 * stopped ends as `stopped`.
 */
export function createRunPlayer(opening: readonly RunEvent[], stopped: Run): RunPlayer {
  let onEvent: ((event: RunEvent) => void) | undefined
  let running = Promise.withResolvers<Run>()
  let count = 0
  let last: Parameters<RunReadiness>[0] | undefined
  return {
    async runReadiness(options) {
      count += 1
      last = options
      onEvent = options.onEvent
      const stop = () => {
        const run = { ...stopped.run, id: opening.find((event) => event.type === 'started')?.run.id ?? stopped.run.id }
        onEvent?.({ type: 'finished', verdict: stopped.verdict, run })
        running.resolve({ ...stopped, run })
      }
      options.signal?.addEventListener('abort', stop)
      for (const event of opening) onEvent?.(event)
      // An end that was told before the run had begun is its end.
      return running.promise.finally(() => {
        running = Promise.withResolvers<Run>()
      })
    },
    tell(events) {
      for (const event of events) onEvent?.(event)
    },
    end: (run) => running.resolve(run),
    breakOff: (error) => running.reject(error),
    started: () => ({
      count,
      password: last?.password,
      organisation: last?.organisation,
      tryAgain: last?.tryAgain,
    }),
  }
}
