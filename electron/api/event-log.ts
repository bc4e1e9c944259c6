/**
 * Values that are added one by one and can be read from anywhere, while they are added and afterwards, by any number of
 * readers. They are numbered from 0 without a gap.
 */
export type EventLog<T> = {
  append(value: T): void
  /** Ends the log; with an error, each reader gets it after the last value. */
  end(error?: Error): void
  /** The values after this number (-1 for all), then those to come until the log ends or the signal aborts. */
  readAfter(seq: number, signal: AbortSignal): AsyncIterable<{ seq: number; value: T }>
}

export function createEventLog<T>(): EventLog<T> {
  const values: T[] = []
  const readers = new Set<() => void>()
  let ended: { error: Error | undefined } | undefined

  function wakeReaders(): void {
    for (const wake of [...readers]) wake()
  }

  function change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        readers.delete(wake)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      readers.add(wake)
      signal.addEventListener('abort', wake)
    })
  }

  async function* readAfter(seq: number, signal: AbortSignal) {
    let next = seq + 1
    while (!signal.aborted) {
      const value = values[next]
      if (value !== undefined) {
        yield { seq: next, value }
        next += 1
      } else if (ended === undefined) {
        await change(signal)
      } else if (ended.error !== undefined) {
        throw ended.error
      } else {
        return
      }
    }
  }

  return {
    append(value) {
      if (ended !== undefined) return
      values.push(value)
      wakeReaders()
    },
    end(error) {
      ended ??= { error }
      wakeReaders()
    },
    readAfter,
  }
}
