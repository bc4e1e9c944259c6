import { metricsOf } from '../../shared/watch/metrics.ts'
import { openMetricsText } from '../../shared/watch/open-metrics.ts'
import type { MetricsState } from '../../shared/watch/watch.ts'
import type { WatchScheduler } from './watch-scheduler.ts'

/** Serves a text at `http://127.0.0.1:PORT/metrics`; rejects with the system's error where the port cannot be had. */
export type ServeMetrics = (options: {
  port: number
  text: () => string
}) => Promise<{ address: string; close(): Promise<void> }>

/** Whether the metrics are served, and where. */
export type WatchMetrics = {
  state(): MetricsState
  /** Serves them, or does so no more, as it was chosen; one change after another. */
  apply(wanted: { on: boolean; port: number }): Promise<void>
}

/** Everything that the metrics tell now. */
export function metricsText(version: string, watch: Pick<WatchScheduler, 'measured'>): string {
  return openMetricsText(metricsOf(version, watch.measured()))
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
  let last = Promise.resolve()

  async function change({ on, port }: { on: boolean; port: number }): Promise<void> {
    if (served && (!on || served.port !== port)) {
      await served.close()
      served = undefined
    }
    if (on && !served) {
      try {
        if (!serve) throw new Error('This host serves none.')
        served = { port, ...(await serve({ port, text })) }
      } catch (error) {
        state = { on, address: null, problem: problemOf(error, port) }
        return
      }
    }
    state = { on, address: served?.address ?? null, problem: null }
  }

  return {
    state: () => state,
    apply(wanted) {
      last = last.then(() => change(wanted))
      return last
    },
  }
}

function problemOf(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  if (code === 'EADDRINUSE') return `Another program on this machine has port ${port}. Choose another port.`
  if (code === 'EACCES') return `This machine does not let Postern have port ${port}. Choose another port.`
  return `The metrics cannot be served at port ${port}${code ? ` (${code})` : ''}.`
}
