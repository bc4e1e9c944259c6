import { headerValues } from '../../../shared/artifacts/http-exchange.ts'
import { readEwsResponse } from '../wire/ews-response.ts'
import { retryAfterMilliseconds } from '../wire/retry-after.ts'
import { WireError } from '../wire/wire-error.ts'
import type { GatherContext } from './gatherer.ts'
import type { SignedAnswer } from './sign-in-conversation.ts'

/** The longest that one run waits, in all, because EWS asked for it; a longer wish ends what it asks of EWS instead. */
export const WAIT_LIMIT_MILLISECONDS = 5_000

/** The wish of EWS to be left alone; without a time, nobody knows for how long. */
export type Wish = { milliseconds?: number; responseCode?: string }

/**
 * Until when EWS wants to be left alone by this run. Exchange's throttling is the account's, whichever server it meets,
 * so there is one for all of them; what is asked without the account, as the schemes on offer, spends nothing of it.
 */
export type EwsBackOff = {
  note(wish: Wish): void
  /** Whether EWS may be asked: at once, or after a wait that is short enough, also for `patienceMilliseconds`. */
  mayAsk(signal: AbortSignal, options?: { patienceMilliseconds?: number | undefined }): Promise<boolean>
}

export function createEwsBackOff({ monotonic, sleep }: Pick<GatherContext, 'monotonic' | 'sleep'>): EwsBackOff {
  let until = Number.NEGATIVE_INFINITY
  let patience = WAIT_LIMIT_MILLISECONDS
  let waiting: Promise<void> | undefined

  async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    const end = until
    patience -= milliseconds
    try {
      await sleep(milliseconds, signal)
      // Whoever was answered meanwhile may have been told of a later time.
      if (until === end) until = Number.NEGATIVE_INFINITY
    } finally {
      waiting = undefined
    }
  }

  return {
    note({ milliseconds = Number.POSITIVE_INFINITY }) {
      until = Math.max(until, monotonic() + milliseconds)
    },
    async mayAsk(signal, { patienceMilliseconds = WAIT_LIMIT_MILLISECONDS } = {}) {
      for (;;) {
        const left = until - monotonic()
        if (left <= 0) return true
        if (left > patienceMilliseconds) return false
        if (waiting === undefined) {
          if (left > patience) return false
          waiting = wait(Math.ceil(left), signal)
        }
        await waiting
      }
    },
  }
}

type BackOffContext = Pick<GatherContext, 'budget' | 'ewsBackOff' | 'now' | 'signal'>

/**
 * Asks EWS as the account by `ask`, unless EWS wants to be left alone for longer than is waited for; and takes note of
 * such a wish in the answer.
 */
export async function unlessLeftAlone(
  about: { gatherer: string; url: string; patienceMilliseconds?: number | undefined },
  { budget, ewsBackOff, now, signal }: BackOffContext,
  ask: () => Promise<SignedAnswer>,
): Promise<SignedAnswer & { wish?: Wish }> {
  if (!(await ewsBackOff.mayAsk(signal, about))) {
    budget.withhold(about, 'told-to-wait')
    return { result: 'not-sent', withheld: 'told-to-wait', exchanges: [] }
  }
  const answer = await ask()
  const wish = wishIn(answer, now())
  if (wish === undefined) return answer
  ewsBackOff.note(wish)
  return { ...answer, wish }
}

/** What an answer of EWS says of being left alone (Microsoft, "EWS throttling in Exchange"); undefined for nothing. */
function wishIn({ answer }: Pick<SignedAnswer, 'answer'>, now: Date): Wish | undefined {
  const status = answer?.exchange.status
  if (answer === undefined || answer.exchange.failure) return undefined
  if (status === 503 || status === 429) {
    const milliseconds = retryAfterMilliseconds(headerValues(answer.exchange, 'retry-after')[0], now)
    return milliseconds === undefined ? undefined : { milliseconds }
  }
  if (status !== 200 && status !== 500) return undefined
  try {
    const { responseCode, backOffMilliseconds } = readEwsResponse(answer.body, answer.exchange.url).response
    const isBusy = /(?:^|:)(?:ErrorServerBusy|ErrorExceededConnectionCount)$/.test(responseCode ?? '')
    if (responseCode === undefined || (!isBusy && backOffMilliseconds === undefined)) return undefined
    return { responseCode, ...(backOffMilliseconds !== undefined && { milliseconds: backOffMilliseconds }) }
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    return undefined
  }
}
