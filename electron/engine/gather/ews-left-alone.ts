import { asksForPeace } from '../../../shared/artifacts/ews.ts'
import { headerValues } from '../../../shared/artifacts/http-exchange.ts'
import { readEwsResponse } from '../wire/ews-response.ts'
import { retryAfterMilliseconds } from '../wire/retry-after.ts'
import { WireError } from '../wire/wire-error.ts'
import type { Wish } from './ews-back-off.ts'
import type { GatherContext } from './gatherer.ts'
import type { SignedAnswer } from './sign-in-conversation.ts'

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
    if (responseCode === undefined || !asksForPeace({ responseCode, backOffMilliseconds })) return undefined
    return { responseCode, ...(backOffMilliseconds !== undefined && { milliseconds: backOffMilliseconds }) }
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    return undefined
  }
}
