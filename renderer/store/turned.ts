import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client, FeedEvent } from '../../shared/contract/contract.ts'
import { ContractError } from '../../shared/contract/error-code.ts'
import { t } from '../../shared/language/translate.ts'

/** What turned while this window was open: a verdict, by a run of the watch, devices that are in quarantine now, a vendor's list. */
export type TurnedEvent = Extract<FeedEvent<'app.events'>, { type: 'turned' | 'quarantined' | 'list-changed' }>

/** So many are held for somebody who was away; the desk has all of them. */
const MOST = 99

export type TurnedState = {
  /** What nobody has looked at yet, the newest first. */
  unseen: readonly TurnedEvent[]
  /** Collects what turns, until the signal aborts or the connection is given up. */
  follow(client: Client, signal: AbortSignal): Promise<void>
  putAway(event: TurnedEvent): void
  /** All of one kind is seen. */
  clear(type: TurnedEvent['type']): void
}

export type TurnedStore = StoreApi<TurnedState>

export function createTurnedStore(): TurnedStore {
  return createStore<TurnedState>()((set) => ({
    unseen: [],
    async follow(client, signal) {
      try {
        for await (const event of client.feed('app.events', {}, signal)) {
          if (event.type === 'turned' || event.type === 'quarantined' || event.type === 'list-changed')
            set(({ unseen }) => ({ unseen: [event, ...unseen].slice(0, MOST) }))
        }
      } catch (error) {
        if (!(error instanceof ContractError)) throw error
      }
    },
    putAway: (event) => set(({ unseen }) => ({ unseen: unseen.filter((one) => one !== event) })),
    clear: (type) => set(({ unseen }) => ({ unseen: unseen.filter((one) => one.type !== type) })),
  }))
}

/** The title of the window: with how many turned while nobody looked, for whoever sees only that. */
export function windowTitle(heading: string | undefined, unseen: number): string {
  const title = heading ? t`${heading} · Postern` : 'Postern'
  return unseen > 0 ? `(${unseen}) ${title}` : title
}

export const TurnedContext = createContext<TurnedStore | null>(null)

/** A part of what turned. */
export function useTurned<T>(select: (state: TurnedState) => T): T {
  const store = useContext(TurnedContext)
  if (!store) throw new Error('What turned is used outside of the window.')
  return useStore(store, select)
}
