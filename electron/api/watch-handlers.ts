import type { Handlers } from '../../shared/contract/contract.ts'
import { ContractError } from '../../shared/contract/error-code.ts'
import type { SetTimer } from '../../shared/contract/set-timer.ts'
import type { Store } from '../engine/store/store.ts'
import type { AppEvents } from './app-events.ts'
import { createOthersChanges } from './others-changes.ts'
import type { RunRegistry } from './run-registry.ts'
import type { SettingsOfThis } from './settings.ts'
import { createWatchMetrics, metricsText, type ServeMetrics } from './watch-metrics.ts'
import { createWatchRecords } from './watch-records.ts'
import { createWatchScheduler } from './watch-scheduler.ts'
import { thinOut } from './watch-thinning.ts'

/** The watch of a program with a window. */
export type WatchOfThis = {
  calls: Pick<Handlers['calls'], 'watch.read' | 'watch.save'>
  /**
   * Begins to look at what is due, and at what another program's watch has done, and to serve the metrics where they are
   * switched on.
   */
  begin(): Promise<void>
  /** To be told of what was chosen, when it is another. */
  settingsChanged(): Promise<void>
  runEnded: ReturnType<typeof createWatchScheduler>['runEnded']
  /** Starts nothing any more, and serves nothing. */
  end(): Promise<void>
}

export function createWatch(parts: {
  version: string
  store: Store
  settings: SettingsOfThis
  events: AppEvents
  runs: Pick<RunRegistry, 'active'>
  startRun: (organisationId: string) => Promise<string>
  /** Tells whoever is not looking at the window. */
  notify: ((sentence: string) => void) | undefined
  serveMetrics: ServeMetrics | undefined
  now: () => Date
  monotonic: () => number
  setTimer: SetTimer
}): WatchOfThis {
  const { version, store, settings, events, runs, startRun, notify, serveMetrics, now, monotonic, setTimer } = parts
  const changed = (): void => events.tell({ type: 'changed', what: 'watch' })
  const organisations = () => store.organisations.list().map(({ id, organisation: { name } }) => ({ id, name }))
  const records = createWatchRecords(store.settings)
  const scheduler = createWatchScheduler({
    ...{ records, organisations, startRun, now, monotonic, setTimer },
    activeRun: runs.active,
    onChange: changed,
    onRun({ id, name }, turns) {
      for (const { from, to, runId, title, body } of turns) {
        events.tell({ type: 'turned', organisationId: id, organisation: name, from, to, runId, title, body })
        if (settings.read().notifications) notify?.(`${title}. ${body}`)
      }
      if (thinOut({ runs: store.runs, records, now }, id) > 0) events.tell({ type: 'changed', what: 'runs' })
    },
  })
  const others = createOthersChanges({ store, events, setTimer })
  const metrics = createWatchMetrics({ serve: serveMetrics, text: () => metricsText(version, scheduler) })

  async function settingsChanged(): Promise<void> {
    const { on, port } = settings.read().metrics
    await metrics.serveAt(on ? port : null)
    changed()
  }

  return {
    calls: {
      'watch.read': async () => ({ watches: scheduler.statuses(), metrics: metrics.state() }),
      'watch.save': async (watch) => {
        if (!organisations().some(({ id }) => id === watch.organisationId)) {
          throw new ContractError('no-such-organisation')
        }
        scheduler.save(watch)
        return {}
      },
    },
    async begin() {
      scheduler.begin()
      others.begin()
      await settingsChanged()
    },
    settingsChanged,
    runEnded: scheduler.runEnded,
    async end() {
      scheduler.stop()
      others.end()
      await metrics.serveAt(null)
    },
  }
}
