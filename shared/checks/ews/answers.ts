import { headerValues } from '../../artifacts/http-exchange.ts'
import { defineCheck } from '../check.ts'

export default defineCheck({
  meta: {
    id: 'ews/answers',
    step: 'ews',
    subject: 'The EWS address',
    needs: ['ewsChallenge'],
    guide: ['exchange.ews-on', 'exchange.ews-visible'],
    why: 'Mail and calendar sync over EWS. At its address a healthy Exchange asks for a sign-in before it says anything else.',
    outcomes: {
      answers: { verdict: 'pass', title: 'EWS answers at {url} and asks for a sign-in' },
      'not-found': {
        verdict: 'fail',
        title: '{server} answers 404 at the EWS address',
        advice:
          'Check the path {path}; if it is right, check that the EWS virtual directory exists in IIS and that the proxy in front publishes /EWS/*.',
      },
      forbidden: {
        verdict: 'fail',
        title: '{server} answers 403 at the EWS address before any sign-in',
        advice:
          'Look for a rule in the proxy or firewall that denies /EWS/*, and for IP address restrictions on the virtual directory in IIS.',
      },
      'pre-authentication': {
        verdict: 'fail',
        title: '{server} sends clients of EWS to a sign-in page instead of asking for a sign-in',
        advice:
          'Switch pre-authentication off for /EWS/* in the proxy (pass-through): EWS clients cannot fill in a page. It leads to {location}.',
      },
      open: {
        verdict: 'fail',
        title: '{server} answers {status} at the EWS address without asking for a sign-in',
        advice:
          'Look at what answers at {url}: it is not EWS as Exchange publishes it, or anonymous access is enabled on it.',
      },
      'server-error': {
        verdict: 'fail',
        title: '{server} answers {status} at the EWS address',
        advice:
          'Look at the application pool MSExchangeServicesAppPool and the event log of the server that answered ({answeredBy}).',
      },
      'no-answer': {
        verdict: 'fail',
        title: '{server} gave no answer at the EWS address',
        advice:
          'The connection opens but no HTTP answer comes: look at the proxy or load balancer in front. Seen: {detail}.',
      },
    },
  },
  run: ({ ewsChallenge }) => {
    const { url, exchange } = ewsChallenge
    const { status, failure } = exchange
    const header = (name: string) => headerValues(exchange, name)[0]
    const evidence = {
      url,
      server: new URL(url).host,
      path: new URL(url).pathname,
      answeredBy: header('x-feserver') ?? 'unknown',
      ...(header('x-owa-version') && { exchangeVersion: header('x-owa-version') ?? '' }),
      ...(status !== undefined && { status }),
    }
    if (status === undefined || failure) {
      return { outcome: 'no-answer', evidence: { ...evidence, detail: failure?.detail ?? failure?.code ?? 'nothing' } }
    }
    if (status === 401) return { outcome: 'answers', evidence }
    if (status === 404) return { outcome: 'not-found', evidence }
    if (status === 403) return { outcome: 'forbidden', evidence }
    if (status >= 300 && status < 400) {
      return { outcome: 'pre-authentication', evidence: { ...evidence, location: header('location') ?? 'nowhere' } }
    }
    return { outcome: status >= 500 ? 'server-error' : 'open', evidence }
  },
})
