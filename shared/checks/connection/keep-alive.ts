import { failureSentence } from '../../artifacts/failure.ts'
import { counted, t } from '../../language/translate.ts'
import { defineCheck } from '../check.ts'
import { stoppedServer } from '../stopped-server.ts'

export default defineCheck({
  meta: {
    id: 'connection/keep-alive',
    step: 'connection',
    subject: 'Connections that stay open',
    needs: ['reachability'],
    guide: ['exchange.sign-in', 'exchange.ews-visible'],
    why: 'NTLM signs a connection in, by three messages that all have to cross the same one. Where something closes it in between, no NTLM sign-in ever succeeds.',
    outcomes: {
      kept: { verdict: 'pass', title: '{server} keeps a connection open from request to request' },
      cut: {
        verdict: 'fail',
        title: 'A connection to {server} is cut after {lasted}, without notice',
        advice:
          'Look at the load balancer, proxy or firewall in front of {server}: let it keep connections open between requests, and send all requests of a client’s connection to the same server over one connection.',
      },
      'closed-in-ntlm': {
        verdict: 'fail',
        title: 'The connection to {server} is closed in the middle of an NTLM sign-in',
        advice:
          'Keep connections open at the proxy or load balancer in front of {server} (HTTP/1.1 with keep-alive on both sides), and bind a client’s connection to one of the server’s.',
      },
      'closed-each-time': {
        verdict: 'fail',
        title: '{server} closes the connection after each answer, so that NTLM cannot sign in',
        advice:
          'Turn on keep-alive: in IIS under HTTP Response Headers, Set Common Headers; or at the proxy in front of {server}, with HTTP/1.1 on both sides.',
      },
      'closed-without-ntlm': {
        verdict: 'warn',
        title: '{server} closes the connection after each answer, and offers no NTLM that would need it open',
        advice:
          'Turn on keep-alive in IIS or at the proxy in front of {server}: each request now pays for a connection and a TLS handshake of its own.',
      },
      'kept-in-ntlm': {
        verdict: 'pass',
        title: '{server} closes connections on which nobody signs in, and keeps them open in an NTLM sign-in',
      },
      'idle-closed': {
        verdict: 'pass',
        title: '{server} ends a connection within {idleSeconds} s of silence, and tells the client',
      },
      'idle-cut': {
        verdict: 'warn',
        title: 'A connection to {server} that was silent for {idleSeconds} s is cut without notice',
        advice:
          'Raise the idle time-out at the load balancer or firewall, to 20 minutes for clients that wait for notifications, or let it send a reset to both sides.',
      },
    },
  },
  run: ({ reachability }) => {
    const { host, port, first, second, further = [], afterIdle, ntlm } = reachability
    const server = `${host}:${port}`
    if (!first || first.failure) {
      const seen = first?.failure ? failureSentence(first.failure) : t`${server} was asked nothing.`
      const reason = stoppedServer(reachability) ?? seen
      return { blocked: { by: 'reachability', reason } }
    }
    const inARow = [first, ...(second ? [second] : []), ...further]
    const answered = inARow.filter(({ failure }) => !failure).length
    const lost = inARow.find(({ failure }) => failure)?.failure
    const evidence = {
      server,
      lasted: counted(answered, 'request'),
      first: first.status,
      second: second?.failure ? failureSentence(second.failure) : second?.status,
      cut: lost && failureSentence(lost),
      idleSeconds: afterIdle?.idleSeconds,
      silence: afterIdle
        ? t`${afterIdle.idleSeconds} s waited${afterIdle.closedMeanwhile ? t`, in which the other side closed it` : ''}`
        : t`none waited; the organisation’s file can ask for it (idleSeconds)`,
      challenge: ntlm?.challenge.failure ? failureSentence(ntlm.challenge.failure) : ntlm?.challenge.status,
      afterChallenge: ntlm?.next?.failure ? failureSentence(ntlm.next.failure) : ntlm?.next?.status,
    }
    if (first.closeAnnounced) {
      if (!ntlm) return { outcome: 'closed-without-ntlm', evidence }
      // Many a proxy closes after an answer to a stranger, and after no other.
      const isKept = ntlm.challenged && !ntlm.challenge.closeAnnounced && ntlm.next && !ntlm.next.failure
      return { outcome: isKept ? 'kept-in-ntlm' : 'closed-each-time', evidence }
    }
    if (lost) return { outcome: 'cut', evidence }
    if (ntlm?.challenged && (ntlm.challenge.closeAnnounced || ntlm.next?.failure)) {
      return { outcome: 'closed-in-ntlm', evidence }
    }
    if (!afterIdle?.probe.failure) return { outcome: 'kept', evidence }
    return { outcome: afterIdle.closedMeanwhile ? 'idle-closed' : 'idle-cut', evidence }
  },
})
