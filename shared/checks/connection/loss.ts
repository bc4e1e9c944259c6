import { failureSentences } from '../../artifacts/failure.ts'
import type { Knock } from '../../artifacts/reachability.ts'
import { defineCheck } from '../check.ts'

/** A connection of ten may be lost by chance; three are not. */
const MANY = 3
/** A lost first packet is sent again after a second (RFC 6298 section 2); a way that takes half of that is long for a company's own. */
const SLOW_MILLISECONDS = 500

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
      'not-tried': {
        verdict: 'unknown',
        title: 'Ten connections to {server} were not tried',
        advice: 'Run again to tell.',
      },
    },
  },
  run: ({ reachability: { host, port, address, knocks } }) => {
    const lost = knocks.flatMap(({ failure }) => failure ?? [])
    const middle = medianOf(knocks)
    const evidence = {
      server: `${host}:${port}`,
      address: address ?? host,
      tried: knocks.length,
      lost: lost.length,
      middle: middle === undefined ? 'no time' : `${middle} ms`,
      milliseconds: knocks.map(({ connectMilliseconds, failure }) =>
        failure ? `${host}:${port} ${failureSentences[failure.code]}` : `${connectMilliseconds ?? '?'} ms`,
      ),
    }
    if (knocks.length === 0) return { outcome: 'not-tried', evidence }
    if (lost.length >= MANY) return { outcome: 'many-lost', evidence }
    if (lost.length > 0) return { outcome: 'some-lost', evidence }
    return { outcome: middle !== undefined && middle >= SLOW_MILLISECONDS ? 'slow' : 'steady', evidence }
  },
})

/** The time that half of the connections stayed under. */
function medianOf(knocks: readonly Knock[]): number | undefined {
  const times = knocks.flatMap(({ connectMilliseconds }) => connectMilliseconds ?? [])
  return times.toSorted((left, right) => left - right)[Math.floor(times.length / 2)]
}
