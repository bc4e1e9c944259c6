import type { Handlers } from '../../shared/contract/contract.ts'
import { ContractError } from '../../shared/contract/error-code.ts'
import { StoreRefused } from '../engine/store/store-refused.ts'

type Call = (argument: unknown, signal: AbortSignal) => Promise<unknown>
type Feed = (argument: unknown, after: number, signal: AbortSignal) => AsyncIterable<unknown>

/**
 * The same handlers; where the machine is in the way of what is kept, such as a disk that is full, they say that in a
 * sentence: it is no bug of ours.
 */
export function sayingRefusals({ calls, feeds }: Handlers): Handlers {
  return { calls: eachOf(calls, refusingCall), feeds: eachOf(feeds, refusingFeed) }
}

function eachOf<T extends object, F>(table: T, change: (handler: F) => F): T {
  return Object.fromEntries(Object.entries(table).map(([name, handler]) => [name, change(handler)])) as T
}

function refusingCall(call: Call): Call {
  return async (argument, signal) => {
    try {
      return await call(argument, signal)
    } catch (thrown) {
      throw sayingRefusal(thrown)
    }
  }
}

function refusingFeed(feed: Feed): Feed {
  return async function* refusing(argument, after, signal) {
    try {
      yield* feed(argument, after, signal)
    } catch (thrown) {
      throw sayingRefusal(thrown)
    }
  }
}

/** What was thrown, as an error that a person may be told where the machine is in the way of what is kept. */
export function sayingRefusal(thrown: unknown): unknown {
  return thrown instanceof StoreRefused ? new ContractError('not-kept', thrown.sentence) : thrown
}
