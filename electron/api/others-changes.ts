import type { SetTimer } from '../../shared/contract/set-timer.ts'
import type { Store } from '../engine/store/store.ts'
import { StoreRefused } from '../engine/store/store-refused.ts'
import type { AppEvents } from './app-events.ts'

/** How soon a window sees what another program has written. */
const LOOK_MILLISECONDS = 3_000

/**
 * Tells every window what another program of the same user has changed in what both keep, such as a service's run that
 * has ended. It is looked for only while a window listens.
 */
export function createOthersChanges({
  store,
  events,
  setTimer,
}: {
  store: Pick<Store, 'directory' | 'changedByOthers'>
  events: AppEvents
  setTimer: SetTimer
}): { begin(): void; end(): void } {
  let cancelTimer: (() => void) | undefined
  let stopListening: (() => void) | undefined

  function changed(): ReturnType<Store['changedByOthers']> {
    try {
      return store.changedByOthers()
    } catch (error) {
      // A disk that fails now is looked at again.
      if (error instanceof StoreRefused) return []
      throw error
    }
  }

  function look(): void {
    cancelTimer = setTimer(look, LOOK_MILLISECONDS)
    for (const what of changed()) events.tell({ type: 'changed', what })
  }

  function rest(): void {
    cancelTimer?.()
    cancelTimer = undefined
  }

  return {
    begin() {
      // What is in memory is nobody else's.
      if (store.directory === null || stopListening) return
      stopListening = events.onReaders((some) => {
        rest()
        if (!some) return
        // A window that has just come reads everything by itself.
        changed()
        cancelTimer = setTimer(look, LOOK_MILLISECONDS)
      })
    },
    end() {
      rest()
      stopListening?.()
      stopListening = undefined
    },
  }
}
