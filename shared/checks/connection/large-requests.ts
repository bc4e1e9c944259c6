import { failureSentence } from '../../artifacts/failure.ts'
import { t } from '../../language/translate.ts'
import { defineCheck } from '../check.ts'
import { stoppedServer } from '../stopped-server.ts'

/** Too many requests, and a sign-in that is asked for: neither says anything of a size. */
const notOfSize = new Set([401, 429])

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
          'Raise the limit for bodies at the proxy or web application firewall in front of {server} (and maxAllowedContentLength in IIS), for EWS and ActiveSync.',
      },
      unclear: {
        verdict: 'unknown',
        title:
          '{server} answers {status} to a request of {size} and {smallStatus} to a small one, which may have other reasons than its size',
        advice:
          'Look again; the same answer to both would tell. Where it comes back, look in the log of the proxy, load balancer or IIS for the request of {size}.',
      },
    },
  },
  run: ({ reachability }) => {
    const { host, port, first, large } = reachability
    const server = `${host}:${port}`
    if (!first || first.failure || !large) {
      const seen = first?.failure ? failureSentence(first.failure) : t`${server} was not asked by a large request.`
      const reason = stoppedServer(reachability) ?? seen
      return { blocked: { by: 'reachability', reason } }
    }
    const evidence = {
      server,
      size: t`${Math.round(large.bytes / 1000)} KB`,
      status: large.status ?? t`nothing`,
      smallStatus: first.status ?? t`nothing`,
      milliseconds: large.milliseconds,
      smallMilliseconds: first.milliseconds,
      ...(large.failure && { failure: failureSentence(large.failure) }),
    }
    if (large.failure?.code === 'response-timed-out') return { outcome: 'stalls', evidence }
    if (large.failure) return { outcome: 'breaks-off', evidence }
    if (large.status === undefined || large.status === first.status) return { outcome: 'through', evidence }
    // A server that is unwell, or busy, answers the next small request like that.
    const isRefused = large.status < 500 && !notOfSize.has(large.status)
    return { outcome: isRefused ? 'refused' : 'unclear', evidence }
  },
})
