import { t } from '../language/translate.ts'
import { ContractError } from './error-code.ts'

type FeedBufferOptions = {
  /** Parses one event; throws a ContractError where it breaks the schema. */
  parse: (raw: unknown) => unknown
  /** At most so many events wait for their reader. */
  capacity: number
  /** Called when the reader has fallen behind, and when it has caught up and wants what comes after `last()`. */
  onPause: () => void
  onResume: () => void
}

/**
 * What lies between a feed's frames and its one reader: each event once and in order, and a bounded number of them.
 * A feed can be taken up after any number, so a reader who is slow costs no memory: its feed is given up and resumed.
 */
export type FeedBuffer = {
  /** The sequence number of the last event that was taken in; -1 before the first. */
  last(): number
  /** Whether more events are wanted now: neither ended nor paused. */
  wanting(): boolean
  receive(seq: number, raw: unknown): void
  /** Ends the feed once what was taken in has been read. */
  end(error?: ContractError): void
  /** Ends the feed at once. */
  drop(error: ContractError): void
  /** The next event, or undefined when the feed has ended. Throws the ContractError that it ended in. */
  take(): Promise<{ value: unknown } | undefined>
}

export function createFeedBuffer({ parse, capacity, onPause, onResume }: FeedBufferOptions): FeedBuffer {
  let queue: { value: unknown }[] = []
  let last = -1
  let paused = false
  let ended: { error: ContractError | undefined } | undefined
  let wake: () => void = () => undefined

  function end(error?: ContractError): void {
    ended ??= { error }
    wake()
  }

  function receive(seq: number, raw: unknown): void {
    // What was seen before, or what was on its way when the feed was paused.
    if (ended !== undefined || paused || seq <= last) return
    if (seq > last + 1) {
      end(new ContractError('bad-frame', t`Event ${last + 1} is missing.`))
      return
    }
    try {
      queue.push({ value: parse(raw) })
    } catch (error) {
      end(error instanceof ContractError ? error : new ContractError('bad-result'))
      return
    }
    last = seq
    if (queue.length >= capacity) {
      paused = true
      onPause()
    }
    wake()
  }

  async function take(): Promise<{ value: unknown } | undefined> {
    for (;;) {
      const event = queue.shift()
      if (event !== undefined) return event
      if (ended?.error !== undefined) throw ended.error
      if (ended !== undefined) return undefined
      const woken = new Promise<void>((resolve) => {
        wake = resolve
      })
      if (paused) {
        paused = false
        onResume()
      }
      await woken
    }
  }

  return {
    last: () => last,
    wanting: () => !paused && ended === undefined,
    receive,
    end,
    drop(error) {
      queue = []
      ended = { error }
      wake()
    },
    take,
  }
}
