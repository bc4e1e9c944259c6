import { openStore, type Store } from '../engine/store/store.ts'
import { StoreRefused } from '../engine/store/store-refused.ts'
import { stateDirectory } from './state-directory.ts'

/** How long what was taken away can be brought back, where the program that took it away did not end as it should. */
const UNDO_MILLISECONDS = 24 * 3_600_000

/** What of each store is deleted beside its work since it was opened. */
const purging = new WeakMap<Store, Promise<void>>()

/**
 * Opens what this user's Postern keeps, or says in one sentence why it cannot be. What was taken away long ago is deleted
 * for good, organisations beside other work.
 */
export function openKeptStore(
  directory: string = stateDirectory(),
  now: () => Date = () => new Date(),
): { store: Store } | { refused: string } {
  try {
    const store = openStore({ directory, now })
    store.runs.purge(new Date(now().getTime() - UNDO_MILLISECONDS))
    purging.set(store, purgeOrganisations(store, new Date(now().getTime() - UNDO_MILLISECONDS)))
    return { store }
  } catch (error) {
    if (error instanceof StoreRefused) return { refused: error.sentence }
    throw error
  }
}

/** Closes it, and deletes for good what this program took away: another may have a window that offers its own back. */
export async function closeKeptStore(store: Store): Promise<void> {
  try {
    await purging.get(store)
    store.runs.purge()
    await purgeOrganisations(store)
  } catch (error) {
    if (!(error instanceof StoreRefused)) throw error
  } finally {
    store.close()
  }
}

async function purgeOrganisations(store: Store, removedBefore?: Date): Promise<void> {
  try {
    await store.organisations.purge(removedBefore)
  } catch (error) {
    // A disk that fails now takes nothing that is kept with it; the next start deletes it.
    if (!(error instanceof StoreRefused)) throw error
  }
}
