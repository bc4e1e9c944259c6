import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CallResult, Client } from '../../../shared/contract/contract.ts'
import { ContractError } from '../../../shared/contract/error-code.ts'
import type { Settings } from '../../../shared/settings/settings.ts'
import type { Watch } from '../../../shared/watch/watch.ts'
import { problemToTell } from '../../store/problem-sentence.ts'

/** What the desk of the watch shows, as plain data. */
export type WatchState = {
  phase: 'loading' | 'loaded' | 'failed'
  watches: CallResult<'watch.read'>['watches']
  metrics: CallResult<'watch.read'>['metrics']
  settings: Settings | null
  /** When this was read: what is left of a certificate is said of that moment. */
  readAt: string
  /** What went wrong last, as a sentence. */
  problem: string | null
}

export type WatchActions = {
  read(): Promise<void>
  /** Reads again whenever something of the watch changes, until the signal aborts. */
  follow(signal: AbortSignal): Promise<void>
  save(watch: Watch): Promise<void>
  serveMetrics(metrics: Settings['metrics']): Promise<void>
  dismiss(): void
}

export type WatchStore = StoreApi<WatchState & WatchActions>

/** The state of the desk of the watch over one Client. */
export function createWatchStore(client: Client, now: () => Date = () => new Date()): WatchStore {
  return createStore<WatchState & WatchActions>()((set, get) => {
    async function attempt(work: () => Promise<void>): Promise<boolean> {
      try {
        await work()
        return true
      } catch (error) {
        set({ problem: problemToTell(error) })
        return false
      }
    }

    return {
      phase: 'loading',
      watches: [],
      metrics: { on: false, address: null, problem: null },
      settings: null,
      readAt: now().toISOString(),
      problem: null,
      async read() {
        const read = await attempt(async () => {
          const [{ watches, metrics }, settings] = await Promise.all([
            client.call('watch.read', {}),
            client.call('settings.read', {}),
          ])
          set({ phase: 'loaded', watches, metrics, settings, readAt: now().toISOString() })
        })
        if (!read && get().phase === 'loading') set({ phase: 'failed' })
      },
      async follow(signal) {
        try {
          for await (const event of client.feed('app.events', {}, signal)) {
            if (event.type === 'changed' && event.what !== 'runs' && event.what !== 'about') await get().read()
          }
        } catch (error) {
          // The session says that Postern cannot be reached; what is shown stays.
          if (!(error instanceof ContractError)) throw error
        }
      },
      async save(watch) {
        await attempt(async () => {
          // Shown at once: what is chosen next, before the answer is here, goes by it.
          set(({ watches }) => ({
            problem: null,
            watches: watches.map((status) =>
              status.watch.organisationId === watch.organisationId ? { ...status, watch } : status,
            ),
          }))
          await client.call('watch.save', watch)
          await get().read()
        })
      },
      async serveMetrics(metrics) {
        await attempt(async () => {
          set({ problem: null })
          // Read anew: another window may have chosen something else meanwhile.
          const settings = await client.call('settings.read', {})
          await client.call('settings.save', { settings: { ...settings, metrics } })
          await get().read()
        })
      },
      dismiss: () => set({ problem: null }),
    }
  })
}

export const WatchContext = createContext<WatchStore | null>(null)

/** A part of the state of the desk of the watch. */
export function useWatch<T>(select: (state: WatchState & WatchActions) => T): T {
  const store = useContext(WatchContext)
  if (!store) throw new Error('The desk of the watch is used outside of itself.')
  return useStore(store, select)
}
