import { asksForPeace, type EwsAnswer } from '../../artifacts/ews.ts'
import { t } from '../../language/translate.ts'
import { formatMilliseconds } from '../../run/duration.ts'
import { partsOf } from '../address-parts.ts'
import { serverName } from '../answered-by.ts'
import { defineCheck } from '../check.ts'

/**
 * Half of the answers may take so long, the way there and back left out. Microsoft names no limit for EWS: a client's RPC
 * should take 250 ms on average, and one of the store 50 ms ("Exchange 2013 Performance Counters"). A question of EWS is a
 * handful of those; at eight times the longer of them something is in want, whatever the question.
 */
const SLOW_MILLISECONDS = 2_000

export default defineCheck({
  meta: {
    id: 'ews/answer-times',
    step: 'ews',
    subject: 'The time that EWS takes to answer',
    needs: ['tlsHandshake', 'ewsGetFolder', 'ewsOperations'],
    guide: ['exchange.ews-on'],
    why: 'A sync asks thousands of questions, most of them one after another. What one answer takes decides whether a mailbox is there in minutes or in days.',
    outcomes: {
      prompt: {
        verdict: 'pass',
        title: 'EWS on {server} begins half of its answers within {middle}, and all within {longest}',
      },
      slow: {
        verdict: 'warn',
        title: 'EWS on {server} takes {middle} to begin an answer',
        advice:
          'Look at the load of {answeredBy}: processor and memory, the disks of the database, and how fast the domain controllers answer. The way there and back takes {roundTrip} of it. Run again at a quiet hour, to tell a busy server from a slow one.',
      },
    },
  },
  run: ({ tlsHandshake, ewsGetFolder, ewsOperations }) => {
    const server = partsOf(ewsOperations.url).host
    const { asVendor, asPlainClient, withoutImpersonation } = ewsGetFolder
    const answers = [
      ...[asVendor, asPlainClient, withoutImpersonation].map((answer) => timedAnswer('GetFolder', answer)),
      ...ewsOperations.operations.map((answer) => timedAnswer(answer.operation, answer)),
    ].filter((answer) => answer !== undefined)
    const sorted = answers.toSorted((left, right) => left.milliseconds - right.milliseconds)
    const middle = sorted[Math.floor(sorted.length / 2)]
    const longest = sorted.at(-1)
    if (!middle || !longest)
      return { blocked: { by: 'ewsGetFolder', reason: t`EWS on ${server} answered no question.` } }
    const roundTrip = tlsHandshake.connectMilliseconds ?? 0
    const evidence = {
      server,
      middle: formatMilliseconds(middle.milliseconds),
      longest: formatMilliseconds(longest.milliseconds),
      slowest: longest.operation,
      roundTrip: formatMilliseconds(roundTrip),
      answeredBy: serverName(middle.exchange),
      answers: answers.map(({ operation, milliseconds }) => `${operation}: ${formatMilliseconds(milliseconds)}`),
    }
    return { outcome: middle.milliseconds - roundTrip >= SLOW_MILLISECONDS ? 'slow' : 'prompt', evidence }
  },
})

type Answer = Pick<EwsAnswer, 'responseCode' | 'backOffMilliseconds' | 'exchanges'>

/** What EWS itself answered, be it an error, and how long that took: a sign-in before it is left out. */
function timedAnswer(operation: string, answer: Answer | undefined) {
  if (answer?.responseCode === undefined || asksForPeace(answer)) return undefined
  const exchange = answer.exchanges.at(-1)
  const milliseconds = exchange?.milliseconds.firstByte
  return milliseconds === undefined ? undefined : { operation, milliseconds, exchange }
}
