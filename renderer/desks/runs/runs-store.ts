import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CallResult, Client } from '../../../shared/contract/contract.ts'
import type { FindingRow } from '../../../shared/run/finding-row.ts'
import type { KeptRun } from '../../../shared/run/kept-run.ts'
import type { Run } from '../../../shared/run/run.ts'
import type { RunSummary } from '../../../shared/run/run-summary.ts'
import { problemToTell } from '../../store/problem-sentence.ts'
import type { FindingFilter, RunFilter } from './list-filter.ts'

/** A call brings so many findings at most, so that none is long. */
const PAGE = 2_000

/** What the desk of runs shows, as plain data. */
export type RunsState = {
  phase: 'loading' | 'loaded' | 'failed'
  runs: readonly RunSummary[]
  view: 'runs' | 'findings'
  filter: RunFilter
  /** Findings of all runs; null until they were asked for. `whole`: the last page is in. */
  findings: { rows: readonly FindingRow[]; whole: boolean } | null
  findingFilter: FindingFilter
  /** The ids of the runs that are ticked. */
  ticked: ReadonlySet<string>
  /** Runs that were just taken away, and can be brought back. */
  removed: readonly string[] | null
  /** What went wrong last, as a sentence. */
  problem: string | null
}

export type RunsActions = {
  /** Reads the list, and the findings where they are shown. */
  read(): Promise<void>
  /** Reads again whenever a run comes, ends or goes, until the signal aborts. */
  follow(signal: AbortSignal): Promise<void>
  show(view: RunsState['view']): void
  narrow(filter: Partial<RunFilter>): void
  narrowFindings(filter: Partial<FindingFilter>): void
  tick(ids: readonly string[], ticked: boolean): void
  remove(ids: readonly string[]): Promise<void>
  /** Brings back what was taken away last. */
  undo(): Promise<void>
  dismiss(): void
  /** A run, as it is kept; undefined where it cannot be read, which becomes the problem. */
  runOf(id: string): Promise<KeptRun | undefined>
  /** The same run judged by the checks of today. */
  judge(id: string): Promise<Run | undefined>
}

export type RunsStore = StoreApi<RunsState & RunsActions>

/** The state of the desk of runs over one Client. */
export function createRunsStore(client: Client): RunsStore {
  return createStore<RunsState & RunsActions>()((set, get) => {
    async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
      try {
        return await work()
      } catch (error) {
        set({ problem: problemToTell(error) })
        return undefined
      }
    }

    async function readFindings(): Promise<void> {
      let rows: FindingRow[] = []
      let after: number | null = null
      do {
        const page: CallResult<'finding.list'> = await client.call('finding.list', { after, limit: PAGE })
        rows = [...rows, ...page.rows]
        after = page.next
        // Before the first page nothing was there to be read; later ones come below what is.
        if (get().findings?.whole !== true || after === null) set({ findings: { rows, whole: after === null } })
      } while (after !== null)
    }

    return {
      phase: 'loading',
      runs: [],
      view: 'runs',
      filter: { text: '', outcome: null, origin: null },
      findings: null,
      findingFilter: { text: '', verdict: null },
      ticked: new Set(),
      removed: null,
      problem: null,
      async read() {
        const read = await attempt(async () => {
          const { runs } = await client.call('run.list', {})
          const known = new Set(runs.map(({ header }) => header.id))
          set(({ ticked }) => ({ phase: 'loaded', runs, ticked: new Set([...ticked].filter((id) => known.has(id))) }))
          if (get().view === 'findings') await readFindings()
          // What is not in sight is read anew when it is gone to.
          else set({ findings: null })
          return true
        })
        if (!read && get().phase === 'loading') set({ phase: 'failed' })
      },
      async follow(signal) {
        try {
          for await (const event of client.feed('app.events', {}, signal)) {
            if (event.type === 'changed' && event.what !== 'settings') await get().read()
          }
        } catch {
          // The session says that Postern cannot be reached; what is shown stays.
        }
      },
      show(view) {
        set({ view })
        if (view === 'findings' && get().findings === null) void attempt(readFindings)
      },
      narrow: (part) => set(({ filter }) => ({ filter: { ...filter, ...part } })),
      narrowFindings: (part) => set(({ findingFilter }) => ({ findingFilter: { ...findingFilter, ...part } })),
      tick(ids, on) {
        const ticked = new Set(get().ticked)
        for (const id of ids) {
          if (on) ticked.add(id)
          else ticked.delete(id)
        }
        set({ ticked })
      },
      async remove(ids) {
        await attempt(async () => {
          await client.call('run.remove', { runIds: [...ids] })
          set({ removed: ids, problem: null })
          get().tick(ids, false)
          await get().read()
        })
      },
      async undo() {
        const { removed } = get()
        if (!removed) return
        await attempt(async () => {
          await client.call('run.restore', { runIds: [...removed] })
          set({ removed: null })
          await get().read()
        })
      },
      dismiss: () => set({ removed: null, problem: null }),
      runOf: (id) => attempt(() => client.call('run.read', { runId: id })),
      judge: (id) => attempt(() => client.call('run.judge', { runId: id })),
    }
  })
}
