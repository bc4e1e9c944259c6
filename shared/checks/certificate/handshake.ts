import { failureClause } from '../../artifacts/failure.ts'
import { defineCheck } from '../check.ts'
import { serverName } from '../server-name.ts'
import { notSeen } from './seen-certificate.ts'

/** How OpenSSL and BoringSSL say that the two sides have no version in common; a current OpenSSL offers 1.2 and 1.3 only. */
const noCommonVersion = /PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL/

export default defineCheck({
  meta: {
    id: 'certificate/handshake',
    step: 'certificate',
    subject: 'The TLS handshake',
    needs: ['tlsHandshake'],
    guide: ['exchange.ews-visible'],
    why: 'TLS comes before the first byte of EWS. A handshake that fails here fails for every client that speaks the same versions.',
    outcomes: {
      completed: { verdict: 'pass', title: '{server} completes the TLS handshake with {protocol}' },
      'only-outdated': {
        verdict: 'fail',
        title: '{server} speaks only versions of TLS that clients no longer do',
        advice:
          'Enable TLS 1.2 on the server and on every device that ends TLS in front of it; cloud services refuse anything older.',
      },
      'client-certificate-required': {
        verdict: 'fail',
        title: '{server} asks for a client certificate, and takes no connection without one',
        advice:
          'Set client certificates to Ignore for EWS, ActiveSync and Autodiscover in IIS, and take the demand off the load balancer or reverse proxy in front of {server}; a cloud service has none to show.',
      },
      failed: {
        verdict: 'fail',
        title: '{server} does not complete the TLS handshake',
        advice:
          'Check that HTTPS is bound to a certificate in IIS on the server, and that no device in between breaks TLS. Seen: {detail}.',
      },
    },
  },
  run: ({ tlsHandshake }) => {
    const { host, port, protocol, cipher, connectMilliseconds, failure } = tlsHandshake
    const server = serverName(host, port)
    if (!failure) return { outcome: 'completed', evidence: { server, protocol: protocol ?? '', cipher: cipher ?? '' } }
    if (connectMilliseconds === undefined || failure.code === 'cancelled') return notSeen(tlsHandshake)
    const detail = failureClause(failure)
    if (failure.code === 'client-certificate-required') return { outcome: failure.code, evidence: { server, detail } }
    return {
      outcome: noCommonVersion.test(failure.detail ?? '') ? 'only-outdated' : 'failed',
      evidence: { server, detail },
    }
  },
})
