import { useSyncExternalStore } from 'react'
import type { Client } from '../../../shared/contract/contract.ts'
import { useClient } from '../../store/session-context.tsx'

/** How often decisions, or what was read of Exchange, have changed; told to whoever is there. One feed serves all of them. */
export type Turns = { count(): number; subscribe(tell: () => void): () => void }

const followed: ReadonlySet<string> = new Set(['quarantine', 'configuration', 'organisations'])

export function createTurns(client: Client): Turns {
  const listeners = new Set<() => void>()
  let turns = 0
  let gone: AbortController | undefined

  async function follow({ signal }: AbortController): Promise<void> {
    try {
      for await (const event of client.feed('app.events', {}, signal)) {
        if (event.type !== 'changed' || !followed.has(event.what)) continue
        turns += 1
        for (const tell of listeners) tell()
      }
    } catch {
      // The session says that Postern cannot be reached; what is shown stays.
    }
  }

  return {
    count: () => turns,
    subscribe(tell) {
      listeners.add(tell)
      if (gone === undefined) {
        gone = new AbortController()
        void follow(gone)
      }
      return () => {
        listeners.delete(tell)
        if (listeners.size > 0) return
        gone?.abort()
        gone = undefined
      }
    },
  }
}

const known = new WeakMap<Client, Turns>()

function turnsOf(client: Client): Turns {
  const turns = known.get(client) ?? createTurns(client)
  known.set(client, turns)
  return turns
}

/** A number that is another one whenever decisions, or what was read of Exchange, have changed. */
export function useTurn(): number {
  const turns = turnsOf(useClient())
  return useSyncExternalStore(turns.subscribe, turns.count)
}
