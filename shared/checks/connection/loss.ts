import { failureClause, failureSentences } from '../../artifacts/failure.ts'
import type { Knock } from '../../artifacts/reachability.ts'
import { t } from '../../language/translate.ts'
import { timeWords } from '../../run/moment.ts'
import { defineCheck } from '../check.ts'
import { lastAnswerOfStopped } from '../stopped-server.ts'

/** A connection of ten may be lost by chance; three are not. */
const MANY = 3
/** A lost first packet is sent again after a second (RFC 6298 section 2); a way that takes half of that is long for a company's own. */
const SLOW_MILLISECONDS = 500
/** Later than the fastest by so much, it waited for a first packet that was sent again, whatever clocks and timers round. */
const LATE_MILLISECONDS = 900
/** One may have waited for something else. */
const SOME = 2

export default defineCheck({
  meta: {
    id: 'connection/loss',
    step: 'connection',
    subject: 'Ten connections',
    needs: ['reachability'],
    guide: ['exchange.ews-visible'],
    why: 'A server that answers nine times of ten looks well to whoever tries once. A service that syncs all day meets the tenth.',
    outcomes: {
      steady: { verdict: 'pass', title: '{server} took {tried} connections of {tried}, in {middle} each' },
      slow: {
        verdict: 'warn',
        title: '{server} takes {middle} to accept a connection',
        advice: 'Look at the way to {address}: a VPN, a busy firewall, or packets that are lost and sent again.',
      },
      'some-lost': {
        verdict: 'warn',
        title: '{server} lost {lost} of {tried} connections',
        advice:
          'Run again to see whether it stays so; then look for a node that comes and goes behind {address}, for lost packets, or for a device that limits connections.',
      },
      'many-lost': {
        verdict: 'fail',
        title: '{server} lost {lost} of {tried} connections',
        advice:
          'Look for a dead node that the load balancer at {address} still sends connections to, for a device that limits connections, or for a way on which packets are lost.',
      },
      stopped: {
        verdict: 'fail',
        title: '{server} stopped taking connections in the middle of the run, after {time}',
        advice:
          'Look whether the server or the load balancer at {address} went down or was restarted then, and whether a firewall began to turn this machine away. Then run again: what was asked after {time} says nothing of the server. Seen: {detail}.',
      },
      late: {
        verdict: 'warn',
        title: '{late} of {tried} connections to {server} came about a second or more later than the fastest',
        advice:
          'Run again to see whether it stays so; then look for packets that are lost on the way to {address}, and for a device that holds new connections back: a first packet that is lost is sent again after a second. The fastest took {fastest}, and the slowest {slowest}.',
      },
      'not-tried': {
        verdict: 'unknown',
        title: 'Ten connections to {server} were not tried',
        advice: 'Run again to tell.',
      },
    },
  },
  run: ({ reachability }) => {
    const { host, port, address, knocks } = reachability
    const server = `${host}:${port}`
    const opened: number[] = []
    const whole: number[] = []
    for (const knock of knocks) {
      const { connectMilliseconds, failure } = knock
      if (connectMilliseconds !== undefined) opened.push(withoutStall(connectMilliseconds, knock))
      if (!failure) whole.push(wholeOf(knock))
    }
    const lost = knocks.length - whole.length
    const middle = medianOf(opened)
    // Not the middle one, since half of them may be late.
    const fastest = Math.min(...whole)
    const late = whole.filter((milliseconds) => milliseconds >= fastest + LATE_MILLISECONDS)
    const evidence = {
      server,
      address: address ?? host,
      tried: knocks.length,
      lost,
      late: late.length,
      middle: inWords(middle),
      fastest: inWords(whole.length > 0 ? fastest : undefined),
      slowest: inWords(whole.length > 0 ? Math.max(...whole) : undefined),
      milliseconds: knocks.map((knock) => toldOf(knock, server)),
    }
    if (knocks.length === 0) return { outcome: 'not-tried', evidence }
    const [knock] = knocks
    const stoppedAfter = lastAnswerOfStopped(reachability)
    if (stoppedAfter && knock?.failure) {
      const detail = failureClause(knock.failure)
      return { outcome: 'stopped', evidence: { ...evidence, time: timeWords(stoppedAfter), detail } }
    }
    if (lost >= MANY) return { outcome: 'many-lost', evidence }
    if (lost > 0) return { outcome: 'some-lost', evidence }
    if (late.length >= SOME) return { outcome: 'late', evidence }
    return { outcome: middle !== undefined && middle >= SLOW_MILLISECONDS ? 'slow' : 'steady', evidence }
  },
})

function wholeOf(knock: Knock): number {
  const { connectMilliseconds = 0, answerMilliseconds = 0 } = knock
  return withoutStall(connectMilliseconds + answerMilliseconds, knock)
}

/** What is left of a time, had this machine looked all the while: of what it missed, nobody knows what was the server's. */
function withoutStall(milliseconds: number, { stalledMilliseconds = 0 }: Knock): number {
  return Math.max(0, Math.round((milliseconds - stalledMilliseconds) * 10) / 10)
}

function toldOf(knock: Knock, where: string): string {
  const { connectMilliseconds, answerMilliseconds, stalledMilliseconds, failure } = knock
  if (failure) return `${where} ${failureSentences[failure.code]}`
  const answered = answerMilliseconds === undefined ? '' : t`, answered ${answerMilliseconds} ms later`
  const stalled =
    stalledMilliseconds === undefined ? '' : t`; for ${stalledMilliseconds} ms of it this machine was busy`
  return t`${connectMilliseconds ?? '?'} ms${answered}${stalled}`
}

function inWords(milliseconds: number | undefined): string {
  return milliseconds === undefined ? t`no time` : t`${milliseconds} ms`
}

/** The time that half of them stayed under. */
function medianOf(times: readonly number[]): number | undefined {
  return times.toSorted((left, right) => left - right)[Math.floor(times.length / 2)]
}
