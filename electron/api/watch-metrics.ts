import { t } from '../../shared/language/translate.ts'
import { metricsOf } from '../../shared/watch/metrics.ts'
import { openMetricsText } from '../../shared/watch/open-metrics.ts'
import type { MetricsState } from '../../shared/watch/watch.ts'
import { sayingRefusal } from './kept-refusals.ts'
import type { WatchScheduler } from './watch-scheduler.ts'

/**
 * Serves a text at `http://127.0.0.1:PORT/metrics`; rejects with the system's error where the port cannot be had. Where
 * the text throws 'not-kept', what is kept cannot be read at that moment; of whatever else it throws, `onBug` is told, since
 * whoever asks is not.
 */
export type ServeMetrics = (options: {
  port: number
  text: () => string
  onBug?: ((thrown: unknown) => void) | undefined
}) => Promise<{ address: string; close(): Promise<void> }>

/** Whether the metrics are served, and where. */
export type WatchMetrics = {
  state(): MetricsState
  /** Serves them at this port from now on, and no other; null: at none. One change after another. */
  serveAt(port: number | null): Promise<void>
}

/** Everything that the metrics tell now; throws 'not-kept' where the machine is in the way of what is kept. */
export function metricsText(version: string, watch: Pick<WatchScheduler, 'measured'>): string {
  try {
    return openMetricsText(metricsOf(version, watch.measured()))
  } catch (thrown) {
    throw sayingRefusal(thrown)
  }
}

export function createWatchMetrics({
  serve,
  text,
}: {
  serve: ServeMetrics | undefined
  text: () => string
}): WatchMetrics {
  let served: { port: number; address: string; close(): Promise<void> } | undefined
  let state: MetricsState = { on: false, address: null, problem: null }
  /** Settled when the last change is made, or has failed; whoever asked for that one is told of it. */
  let settled: Promise<unknown> = Promise.resolve()

  async function change(port: number | null): Promise<void> {
    if (served && served.port !== port) {
      const { close } = served
      served = undefined
      state = { on: false, address: null, problem: null }
      await close()
    }
    if (port !== null && !served) {
      try {
        if (!serve) throw new Error('This host serves none.')
        served = { port, ...(await serve({ port, text })) }
      } catch (error) {
        state = { on: true, address: null, problem: problemOf(error, port) }
        return
      }
    }
    state = { on: port !== null, address: served?.address ?? null, problem: null }
  }

  return {
    state: () => state,
    serveAt(port) {
      const changed = settled.then(() => change(port))
      settled = changed.catch(() => undefined)
      return changed
    },
  }
}

function problemOf(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  if (code === 'EADDRINUSE') return t`Another program on this machine has port ${port}. Choose another port.`
  if (code === 'EACCES') return t`This machine does not let Postern have port ${port}. Choose another port.`
  return t`The metrics cannot be served at port ${port}${code ? ` (${code})` : ''}.`
}
