import type { FeedEvent } from '../../shared/contract/contract.ts'

type AppEvent = FeedEvent<'app.events'>
type Kept = Extract<AppEvent, { type: 'changed' }>['what']

/** Whatever may have changed while nobody listened. */
const everything: readonly Kept[] = [
  'runs',
  'organisations',
  'settings',
  'watch',
  'about',
  'configuration',
  'quarantine',
  'firewall',
]

/** More events than this wait for no reader: it is told that everything has changed, in their place. */
const MOST_WAITING = 200

/** Tells every window what changes. */
export type AppEvents = {
  tell(event: AppEvent): void
  /** Told whether anybody reads: now, when the first comes, and when the last is gone. What it returns ends that. */
  onReaders(listener: (some: boolean) => void): () => void
  /** The events from now on. A reader that comes back after a lost connection is told first that all may have changed. */
  readAfter(seq: number, signal: AbortSignal): AsyncIterable<{ seq: number; value: AppEvent }>
}

export function createAppEvents(): AppEvents {
  const readers = new Set<(event: AppEvent) => void>()
  const listeners = new Set<(some: boolean) => void>()
  const tellReaders = (some: boolean): void => {
    for (const listener of [...listeners]) listener(some)
  }

  async function* readAfter(after: number, signal: AbortSignal) {
    let waiting: AppEvent[] = after < 0 ? [] : allChanged()
    let wake = (): void => undefined
    const receive = (event: AppEvent): void => {
      waiting = waiting.length < MOST_WAITING ? [...waiting, event] : allChanged()
      wake()
    }
    const stop = (): void => wake()
    readers.add(receive)
    if (readers.size === 1) tellReaders(true)
    signal.addEventListener('abort', stop)
    try {
      let seq = after
      while (!signal.aborted) {
        const value = waiting.shift()
        if (value === undefined) {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        } else {
          seq += 1
          yield { seq, value }
        }
      }
    } finally {
      readers.delete(receive)
      if (readers.size === 0) tellReaders(false)
      signal.removeEventListener('abort', stop)
    }
  }

  return {
    tell(event) {
      for (const receive of [...readers]) receive(event)
    },
    onReaders(listener) {
      listeners.add(listener)
      listener(readers.size > 0)
      return () => listeners.delete(listener)
    },
    readAfter,
  }
}

function allChanged(): AppEvent[] {
  return everything.map((what) => ({ type: 'changed', what }))
}
