import { defineCheck } from '../check.ts'
import { serverName } from '../server-name.ts'
import { notSeen } from './seen-certificate.ts'

const current = new Set(['TLSv1.2', 'TLSv1.3'])

export default defineCheck({
  meta: {
    id: 'certificate/protocol',
    step: 'certificate',
    subject: 'The TLS version',
    needs: ['tlsHandshake'],
    guide: ['exchange.ews-visible'],
    why: 'Cloud services no longer speak TLS 1.0 and 1.1. A server that can do no better is unreachable for them.',
    outcomes: {
      current: { verdict: 'pass', title: '{server} speaks {protocol}' },
      outdated: {
        verdict: 'fail',
        title: '{server} speaks {protocol} at best, which cloud services no longer do',
        advice: 'Enable TLS 1.2 on the server and on every device that ends TLS in front of it.',
      },
    },
  },
  run: ({ tlsHandshake }) => {
    const { host, port, protocol, cipher } = tlsHandshake
    const server = serverName(host, port)
    if (!protocol) return notSeen(tlsHandshake)
    const evidence = { server, protocol, cipher: cipher ?? '' }
    return { outcome: current.has(protocol) ? 'current' : 'outdated', evidence }
  },
})
