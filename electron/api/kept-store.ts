import { openStore, type Store } from '../engine/store/store.ts'
import { StoreRefused } from '../engine/store/store-refused.ts'
import { stateDirectory } from './state-directory.ts'

/** How long what was taken away can be brought back, where the program that took it away did not end as it should. */
const UNDO_MILLISECONDS = 24 * 3_600_000

/**
 * Opens what this user's Postern keeps, or says in one sentence why it cannot be. What was taken away long ago is deleted
 * for good first.
 */
export function openKeptStore(
  directory: string = stateDirectory(),
  now: () => Date = () => new Date(),
): { store: Store } | { refused: string } {
  try {
    const store = openStore({ directory, now })
    purge(store, new Date(now().getTime() - UNDO_MILLISECONDS))
    return { store }
  } catch (error) {
    if (error instanceof StoreRefused) return { refused: error.sentence }
    throw error
  }
}

/** Closes it, and deletes for good what this program took away: another may have a window that offers its own back. */
export function closeKeptStore(store: Store): void {
  try {
    purge(store)
  } catch (error) {
    // A disk that fails now takes nothing that is kept with it; the next start deletes it.
    if (!(error instanceof StoreRefused)) throw error
  } finally {
    store.close()
  }
}

function purge(store: Store, removedBefore?: Date): void {
  store.runs.purge(removedBefore)
  store.organisations.purge(removedBefore)
}
