import { createStore } from 'zustand/vanilla'
import type { CallResult, Client } from '../../../shared/contract/contract.ts'
import { ContractError } from '../../../shared/contract/error-code.ts'
import { t } from '../../../shared/language/translate.ts'
import type { DeviceGroup } from '../../../shared/quarantine/query.ts'
import { mostViews } from '../../../shared/quarantine/saved-view.ts'
import { SILENT_DAYS } from '../../../shared/quarantine/silence.ts'
import { problemToTell } from '../../store/problem-sentence.ts'
import { groupsAsCsv } from './group-csv.ts'
import { PAGE_ROWS, type PagedRows, pagesWanted, withPage } from './paged-rows.ts'
import type { QuarantineActions, QuarantineState, QuarantineStore, TableRow } from './quarantine-state.ts'
import { filterOfGroup, narrowed, nextSort, usualView } from './table-view.ts'

/** Out of all devices so many at most are told one by one, when one of them is left out. */
const MOST_NAMED = 5_000
const KEYS_AT_ONCE = 500
/** So many values of a column are offered. */
const MOST_VALUES = 100

type Page = Pick<PagedRows<unknown>, 'reading' | 'total'> & { rows: readonly TableRow[] | readonly DeviceGroup[] }

/** The state of the desk of devices over one Client. */
export function createQuarantineStore(client: Client, isWide = false): QuarantineStore {
  return createStore<QuarantineState & QuarantineActions>()((set, get) => {
    /** The question that is asked now; its pages are asked for under the same signal. */
    let question = new AbortController()
    const under = new Set<number>()

    async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
      try {
        return await work()
      } catch (error) {
        if (isNoOrganisation(error)) set({ overview: null, phase: 'loaded', table: null, groups: null, views: [] })
        else {
          const sentence = problemToTell(error)
          if (sentence !== null) set({ told: { sentence, isProblem: true } })
        }
        return undefined
      }
    }

    async function pageOf(at: number, signal: AbortSignal): Promise<Page> {
      const { filter, sort, group } = get().view
      const part = { offset: at * PAGE_ROWS, limit: PAGE_ROWS }
      if (group === null) return client.call('quarantine.rows', { filter, sort, ...part }, signal)
      const { groups, ...told } = await client.call('quarantine.groups', { filter, by: group, ...part }, signal)
      return { ...told, rows: groups }
    }

    function keep(list: PagedRows<unknown>): void {
      if (get().view.group === null) set({ table: list as PagedRows<TableRow>, groups: null })
      else set({ groups: list as PagedRows<DeviceGroup> })
    }

    /** Asks the view's question anew; what is shown stays until the answer is there. */
    async function ask(): Promise<void> {
      question.abort()
      const own = new AbortController()
      question = own
      under.clear()
      set({ asking: true })
      await attempt(async () => {
        try {
          const { reading, total, rows } = await pageOf(0, own.signal)
          if (!own.signal.aborted) keep({ reading, total, pages: new Map([[0, rows]]) })
        } catch (error) {
          if (!own.signal.aborted) throw error
        } finally {
          if (question === own) set({ asking: false })
        }
      })
    }

    async function fetchPage(at: number): Promise<void> {
      const own = question
      under.add(at)
      await attempt(async () => {
        try {
          const { reading, total, rows } = await pageOf(at, own.signal)
          const list = get().view.group === null ? get().table : get().groups
          if (own.signal.aborted || !list) return
          // Another reading came in between: its rows stand in other places.
          if (reading !== list.reading || total !== list.total) await ask()
          else keep(withPage<unknown>(list, at, rows))
        } catch (error) {
          if (!own.signal.aborted) throw error
        } finally {
          if (question === own) under.delete(at)
        }
      })
    }

    async function keysOf(first: number, count: number): Promise<string[]> {
      const { filter, sort } = get().view
      const keys: string[] = []
      while (keys.length < count) {
        const part = { offset: first + keys.length, limit: Math.min(KEYS_AT_ONCE, count - keys.length) }
        const { rows } = await client.call('quarantine.rows', { filter, sort, ...part })
        if (rows.length === 0) break
        keys.push(...rows.map(({ key }) => key))
      }
      return keys
    }

    async function namedOnes(): Promise<string[] | null> {
      const { table } = get()
      return !table || table.total > MOST_NAMED ? null : keysOf(0, table.total)
    }

    async function readOverview(): Promise<void> {
      set({ overview: await client.call('quarantine.overview', { silentDays: SILENT_DAYS }), phase: 'loaded' })
    }

    async function readViews(): Promise<void> {
      const { views } = await client.call('quarantine.views', {})
      set({ views })
    }

    return {
      phase: 'loading',
      part: 'devices',
      overview: null,
      view: usualView(isWide),
      table: null,
      groups: null,
      asking: false,
      views: [],
      ticked: new Set(),
      told: null,
      async read() {
        const read = await attempt(async () => {
          await readOverview()
          return true
        })
        if (!read) {
          if (get().phase === 'loading') set({ phase: 'failed' })
          return
        }
        await Promise.all([attempt(readViews), ask()])
      },
      async follow(signal) {
        try {
          for await (const event of client.feed('app.events', {}, signal)) {
            if (event.type !== 'changed') continue
            if (event.what === 'organisations') set({ ticked: new Set(), told: null, view: usualView(isWide) })
            if (['configuration', 'quarantine', 'organisations'].includes(event.what)) await get().read()
          }
        } catch {
          // The session says that Postern cannot be reached; what is shown stays.
        }
      },
      showPart: (part) => set({ part }),
      async look(part) {
        const { view, ticked } = get()
        // What is meant by all is what the filter found.
        if (part.filter && ticked === 'all') set({ ticked: new Set() })
        set({ view: { ...view, ...part } })
        if (part.filter || part.sort !== undefined || part.group !== undefined) await ask()
      },
      narrow: (part) => get().look({ filter: narrowed(get().view.filter, part) }),
      sortBy: (by) => get().look({ sort: nextSort(get().view.sort, by) }),
      async want(first, last) {
        const { view, table, groups, asking } = get()
        const list = view.group === null ? table : groups
        if (!list || asking) return
        const pages = pagesWanted<unknown>(list, first, last).filter((at) => !under.has(at))
        await Promise.all(pages.map(fetchPage))
      },
      async openGroup(found) {
        const { group, filter } = get().view
        if (group) await get().look({ group: null, filter: narrowed(filter, filterOfGroup(group, found)) })
      },
      async valuesOf(by, signal) {
        try {
          const asked = { filter: {}, by, offset: 0, limit: MOST_VALUES }
          return await client.call('quarantine.groups', asked, signal)
        } catch {
          // The table says what is wrong, since it asks for the same.
          return undefined
        }
      },
      async tick(keys, on) {
        const { ticked } = get()
        const known = ticked === 'all' ? await attempt(namedOnes) : [...ticked]
        if (known === undefined) return
        if (known === null) {
          const sentence = t`All ${get().table?.total.toLocaleString() ?? ''} devices are ticked. To leave some out, narrow the table first.`
          set({ told: { sentence, isProblem: false } })
          return
        }
        const next = new Set(known)
        for (const key of keys) {
          if (on) next.add(key)
          else next.delete(key)
        }
        set({ ticked: next })
      },
      async tickRange(from, to) {
        const [first, count] = [Math.min(from, to), Math.abs(to - from) + 1]
        if (get().ticked === 'all') return
        if (count > MOST_NAMED) {
          const sentence = t`At most ${MOST_NAMED.toLocaleString()} devices are ticked one by one. Narrow the table, and tick all of it.`
          set({ told: { sentence, isProblem: false } })
          return
        }
        const keys = await attempt(() => keysOf(first, count))
        if (keys) await get().tick(keys, true)
      },
      tickAll: (on) => set({ ticked: on ? 'all' : new Set() }),
      async saveView(name) {
        const { view, views } = get()
        if (views.length >= mostViews && !views.some((each) => each.name === name)) {
          set({ told: { sentence: t`At most ${mostViews} views are kept. Remove one first.`, isProblem: true } })
          return false
        }
        const { filter, sort, columns, group } = view
        const saved = await attempt(async () => {
          await client.call('quarantine.save-view', { name, filter, sort, columns: [...columns], group })
          await readViews()
          return true
        })
        return saved === true
      },
      async removeView(name) {
        await attempt(async () => {
          await client.call('quarantine.remove-view', { name })
          await readViews()
        })
      },
      async savePattern(pattern) {
        const saved = await attempt(async () => {
          await client.call('quarantine.pattern', { pattern })
          await get().read()
          return true
        })
        return saved === true
      },
      csv: (signal) =>
        attempt(async () => {
          const { filter, sort, columns, group } = get().view
          if (group !== null) return await groupsAsCsv(client, { filter, by: group }, signal)
          let texts: string[] = []
          let reading: string | undefined
          let offset: number | null = 0
          while (offset !== null) {
            const asked = { filter, sort, columns: [...columns], offset }
            const page: CallResult<'quarantine.csv'> = await client.call('quarantine.csv', asked, signal)
            // Another reading came in between: what was written of the one before is none of it.
            const isAnother = reading !== undefined && page.reading !== reading
            texts = isAnother ? [] : [...texts, page.text]
            reading = page.reading
            offset = isAnother ? 0 : page.next
          }
          return texts.join('')
        }),
      tell: (sentence) => set({ told: { sentence, isProblem: false } }),
      dismiss: () => set({ told: null }),
    }
  })
}

function isNoOrganisation(error: unknown): boolean {
  return error instanceof ContractError && error.code === 'no-organisation'
}
