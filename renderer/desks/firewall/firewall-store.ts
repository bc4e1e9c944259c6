import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Client } from '../../../shared/contract/contract.ts'
import { ContractError } from '../../../shared/contract/error-code.ts'
import { type SetTimer, setPlatformTimer } from '../../../shared/contract/set-timer.ts'
import type { FirewallDraft } from '../../../shared/firewall/told-firewall.ts'
import { problemToTell } from '../../store/problem-sentence.ts'
import { createDraftKeeping } from './draft-keeping.ts'
import type { FirewallActions, FirewallState, FirewallStore } from './firewall-state.ts'
import { createSourceActions } from './source-actions.ts'

/** The state of the desk of firewall rules over one Client. */
export function createFirewallStore(client: Client, setTimer: SetTimer = setPlatformTimer): FirewallStore {
  return createStore<FirewallState & FirewallActions>()((set, get) => {
    let of: string | null | undefined
    const keeping = createDraftKeeping(client, set, get, { setTimer, of: () => of })
    const { edit, leaveUnfinished, flush } = keeping

    async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
      try {
        return await work()
      } catch (error) {
        if (error instanceof ContractError && error.code === 'no-organisation') {
          keeping.forget()
          set({ overview: null, phase: 'loaded', seen: null, offers: new Map() })
          return undefined
        }
        const sentence = problemToTell(error)
        if (sentence !== null) set({ told: { sentence, isProblem: true, undo: null } })
        return undefined
      }
    }

    async function read(): Promise<void> {
      // What could not be kept before may be now.
      if (get().keeping.state === 'failed') void flush()
      const mark = keeping.mark()
      const done = await attempt(async () => {
        const overview = await client.call('firewall.overview', {})
        // What was edited meanwhile is newer than what was read.
        const mayTake = get().draft === null || keeping.mayTake(mark)
        if (mayTake) keeping.took(overview)
        set(({ draft, chosen, readings }) => ({
          ...{ overview, phase: 'loaded', readings: readings + 1 },
          draft: mayTake ? overview.draft : draft,
          chosen: chosen ?? (overview.sources.length === 1 ? (overview.sources[0]?.source.id ?? null) : null),
        }))
        return true
      })
      if (!done && get().phase === 'loading') set({ phase: 'failed' })
      if (done) set({ seen: (await attempt(() => client.call('firewall.seen', {}))) ?? get().seen })
    }

    return {
      phase: 'loading',
      overview: null,
      draft: null,
      keeping: { state: 'kept' },
      unfinished: new Map(),
      readings: 0,
      seen: null,
      offers: new Map(),
      reading: new Set(),
      chosen: null,
      adding: null,
      sheet: { format: null, delta: null },
      told: null,
      ...{ edit, leaveUnfinished, flush, read },
      ...createSourceActions(client, set, get, { attempt, read }),
      async opened(organisationId) {
        if (organisationId !== of) {
          of = organisationId
          keeping.forget()
          set({ phase: 'loading', overview: null, seen: null, offers: new Map(), chosen: null, told: null })
          set({ adding: null, sheet: { format: null, delta: null } })
        }
        await read()
      },
      async follow(signal) {
        try {
          for await (const event of client.feed('app.events', {}, signal)) {
            if (event.type === 'changed' && (event.what === 'firewall' || event.what === 'runs')) await get().read()
          }
        } catch {
          // The session says that Postern cannot be reached; what is shown stays.
        }
      },
      chooseFormat: (format) => set(({ sheet }) => ({ sheet: { ...sheet, format } })),
      askForSheet: (delta) => set(({ sheet }) => ({ sheet: { ...sheet, delta } })),
      tell: (told) => set({ told }),
      dismiss: () => set({ told: null }),
    }
  })
}

export const FirewallContext = createContext<FirewallStore | null>(null)

/** A part of the state of the desk of firewall rules. */
export function useFirewall<T>(select: (state: FirewallState & FirewallActions) => T): T {
  const store = useContext(FirewallContext)
  if (!store) throw new Error('The desk of firewall rules is used outside of itself.')
  return useStore(store, select)
}

/** The draft, where it is known to be there: parts of the desk are drawn only then. */
export function useDraft(): FirewallDraft {
  const draft = useFirewall((state) => state.draft)
  if (!draft) throw new Error('A part of the desk of firewall rules is drawn before its draft is there.')
  return draft
}

const stores = new WeakMap<Client, FirewallStore>()

/** The one store of a window’s client: what was typed and can't be kept yet is still there when somebody comes back. */
export function firewallStoreOf(client: Client): FirewallStore {
  const store = stores.get(client) ?? createFirewallStore(client)
  stores.set(client, store)
  return store
}
