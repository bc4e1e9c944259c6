import { failureSentence } from '../../artifacts/failure.ts'
import { defineCheck } from '../check.ts'

/** Answers by which a proxy or IIS says that a body is too large for it. */
const tooLarge = new Set([400, 404, 411, 413, 431])

export default defineCheck({
  meta: {
    id: 'connection/large-requests',
    step: 'connection',
    subject: 'Large requests',
    needs: ['reachability'],
    guide: ['exchange.ews-visible'],
    why: 'A mail with an attachment is a large request. Where a way takes no full packets and does not say so, small requests work and large ones never end.',
    outcomes: {
      through: { verdict: 'pass', title: '{server} answers a request of {size} as it answers a small one' },
      stalls: {
        verdict: 'fail',
        title: '{server} answers small requests, and a request of {size} gets stuck',
        advice:
          'Look for a link with a smaller packet size on the way (VPN, PPPoE, tunnel) and a firewall that drops ICMP “fragmentation needed”: allow that message, or lower the MSS there. A proxy that scans bodies can do the same.',
      },
      'breaks-off': {
        verdict: 'fail',
        title: '{server} answers small requests, and breaks the connection off at a request of {size}',
        advice:
          'Look at the proxy or firewall in front of {server}: it scans or limits bodies; raise its limit for EWS and ActiveSync.',
      },
      refused: {
        verdict: 'warn',
        title: '{server} answers {status} to a request of {size}, and {smallStatus} to a small one',
        advice:
          'Raise the limit for bodies at the proxy in front of {server} (and maxAllowedContentLength in IIS), for EWS and ActiveSync.',
      },
    },
  },
  run: ({ reachability: { host, port, first, large } }) => {
    const server = `${host}:${port}`
    if (!first || first.failure || !large) {
      const reason = first?.failure ? failureSentence(first.failure) : `${server} was not asked by a large request.`
      return { blocked: { by: 'reachability', reason } }
    }
    const evidence = {
      server,
      size: `${Math.round(large.bytes / 1000)} KB`,
      status: large.status ?? 'nothing',
      smallStatus: first.status ?? 'nothing',
      milliseconds: large.milliseconds,
      smallMilliseconds: first.milliseconds,
      ...(large.failure && { failure: failureSentence(large.failure) }),
    }
    if (large.failure?.code === 'response-timed-out') return { outcome: 'stalls', evidence }
    if (large.failure) return { outcome: 'breaks-off', evidence }
    const isRefused = large.status !== first.status && large.status !== undefined && tooLarge.has(large.status)
    return { outcome: isRefused ? 'refused' : 'through', evidence }
  },
})
