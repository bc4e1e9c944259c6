import { asksForPeace } from '../../../shared/artifacts/ews.ts'
import { type EwsSaid, readEwsAnswer } from './ews-answer.ts'
import type { Wish } from './ews-back-off.ts'
import type { GatherContext } from './gatherer.ts'
import type { SignedAnswer } from './sign-in-conversation.ts'

type BackOffContext = Pick<GatherContext, 'budget' | 'ewsBackOff' | 'now' | 'signal'>

/**
 * Asks EWS as the account by `ask`, unless EWS wants to be left alone for longer than is waited for; and takes note of
 * such a wish in the answer. What the answer says comes with it, read once.
 */
export async function unlessLeftAlone(
  about: { gatherer: string; url: string; patienceMilliseconds?: number | undefined },
  { budget, ewsBackOff, now, signal }: BackOffContext,
  ask: () => Promise<SignedAnswer>,
): Promise<SignedAnswer & { said: EwsSaid; wish?: Wish }> {
  if (!(await ewsBackOff.mayAsk(signal, about))) {
    budget.withhold(about, 'told-to-wait')
    return { result: 'not-sent', withheld: 'told-to-wait', exchanges: [], said: { response: {} } }
  }
  const answer = await ask()
  const said = readEwsAnswer(answer, new URL(about.url).host, now())
  const wish = wishIn(said)
  if (wish === undefined) return { ...answer, said }
  ewsBackOff.note(wish)
  return { ...answer, said, wish }
}

/** What an answer of EWS says of being left alone (Microsoft, "EWS throttling in Exchange"); undefined for nothing. */
function wishIn({ response }: EwsSaid): Wish | undefined {
  const { responseCode, backOffMilliseconds } = response
  if (!asksForPeace(response)) return undefined
  return {
    ...(responseCode !== undefined && { responseCode }),
    ...(backOffMilliseconds !== undefined && { milliseconds: backOffMilliseconds }),
  }
}
