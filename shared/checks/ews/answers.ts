import { failureClause } from '../../artifacts/failure.ts'
import { headerValues } from '../../artifacts/http-exchange.ts'
import { t } from '../../language/translate.ts'
import { partsOf } from '../address-parts.ts'
import { answeredBy } from '../answered-by.ts'
import { defineCheck } from '../check.ts'
import { redirectedBy } from '../redirected-by.ts'

/** IIS says the substatus in its page, where it is not set to hide it. */
const FORM = /<form\b|<input\b/i
/** Of http.sys, where no site is bound to the name that was asked for. */
const INVALID_HOST = /Invalid Hostname/i
const WANTS_TLS = /\b403\.4\b|SSL is required|Secure Sockets Layer/i

const redirects = {
  site: 'http-redirect',
  moved: 'moved',
  'sign-in': 'pre-authentication',
  other: 'redirected',
} as const

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
      'forbidden-in-front': {
        verdict: 'fail',
        title: 'Something in front of {server} answers 403 at the EWS address, without asking Exchange',
        advice:
          'Look for the rule of the proxy, load balancer or firewall that denies {path}, and let it pass. Exchange and IIS mark their answers; this one says of itself: {writer}.',
      },
      'tls-required': {
        verdict: 'fail',
        title: '{server} answers 403.4 at the EWS address: IIS demands TLS and the request reached it without',
        advice:
          'Let the load balancer keep TLS up to the server (bridging) instead of taking it off, or clear SSL Required on the EWS virtual directory in IIS; Extended Protection needs the first.',
      },
      'pre-authentication': {
        verdict: 'fail',
        title: '{server} sends clients of EWS to a sign-in page instead of asking for a sign-in',
        advice:
          'Switch pre-authentication off for /EWS/* in the proxy (pass-through): EWS clients cannot fill in a page. It leads to {location}.',
      },
      'sign-in-form': {
        verdict: 'fail',
        title: '{server} answers EWS with a page to sign in by, where Exchange asks for a sign-in with 401',
        advice:
          'Switch pre-authentication off for /EWS/* in the proxy (pass-through): EWS clients cannot fill in a page.',
      },
      'http-redirect': {
        verdict: 'fail',
        title: 'IIS on {server} redirects clients of EWS to {location}, in the place of asking for a sign-in',
        advice:
          'Open HTTP Redirect of the EWS virtual directory in IIS Manager on each server, and clear it there: what is set for the Default Web Site goes on to every virtual directory below. A rule of URL Rewrite would do the same.',
      },
      moved: {
        verdict: 'fail',
        title: '{server} redirects clients of EWS to {location}',
        advice:
          'Make that the EWS address of the organisation (ews.url in its file), and set it with Set-WebServicesVirtualDirectory, where it is the address of your Exchange: clients of EWS take their password along to no other address. Otherwise take the redirect away.',
      },
      redirected: {
        verdict: 'fail',
        title: '{server} redirects clients of EWS to {location}, where there is no EWS',
        advice:
          'Look for the rule that redirects {path} in what stands in front (proxy, load balancer) and in IIS (HTTP Redirect, URL Rewrite), and take EWS out of it. The answer says of itself: {writer}.',
      },
      'host-unbound': {
        verdict: 'fail',
        title: 'Windows on {server} has no web site for this name: 400, Invalid Hostname',
        advice:
          'Look at the bindings of the Default Web Site in IIS: Exchange needs one for https and port 443 with an empty host name. Where it is there, look for a proxy in front that passes another host name on.',
      },
      'rate-limited': {
        verdict: 'unknown',
        title: 'Something in front of {server} answers 429 at the EWS address: it was asked too often',
        advice:
          'Raise that limit for EWS in the proxy or firewall, since a mail service asks far more often than this, and look again; an answer of 401 would tell. It says of itself: {writer}.',
      },
      'other-answer': {
        verdict: 'fail',
        title: '{server} answers {status} at the EWS address, where Exchange asks for a sign-in with 401',
        advice:
          'Look at what answers at {url}, and at the rules of the proxy or firewall in front of it for {path}. It says of itself: {writer}.',
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
      'pool-stopped': {
        verdict: 'fail',
        title: 'IIS on {server} has no running application pool for EWS: 503',
        advice:
          'Start MSExchangeServicesAppPool in IIS, and look in the System event log (WAS) for why it stopped; five failures in five minutes stop it for good.',
      },
      'gateway-error': {
        verdict: 'fail',
        title: 'Something in front of {server} answers {status} at the EWS address: it reaches no Exchange server',
        advice:
          'Look at the health checks and the server pool of the proxy or load balancer for /EWS/*. It says of itself: {writer}.',
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
    const { host, pathname } = partsOf(url)
    const header = (name: string) => headerValues(exchange, name)[0]
    const evidence = {
      url,
      server: host,
      path: pathname,
      answeredBy: header('x-feserver') ?? 'unknown',
      ...(header('x-owa-version') && { exchangeVersion: header('x-owa-version') ?? '' }),
      ...(status !== undefined && { status }),
    }
    if (status === undefined || failure) {
      const detail = failure ? failureClause(failure) : t`nothing`
      return { outcome: 'no-answer', evidence: { ...evidence, detail }, failure }
    }
    if (status === 401) return { outcome: 'answers', evidence }
    if (status === 404) return { outcome: 'not-found', evidence }
    const writer = answeredBy(exchange)
    const inFront = { ...evidence, writer: header('server') ?? t`nothing` }
    if (status === 403 && writer === 'in-front') return { outcome: 'forbidden-in-front', evidence: inFront }
    if (status === 403)
      return { outcome: WANTS_TLS.test(exchange.bodyExcerpt ?? '') ? 'tls-required' : 'forbidden', evidence }
    if (status === 503 && writer === 'http-sys') return { outcome: 'pool-stopped', evidence }
    if (status >= 502 && status <= 504 && writer === 'in-front') return { outcome: 'gateway-error', evidence: inFront }
    if (status >= 300 && status < 400) {
      const { by, location = 'nowhere' } = redirectedBy(exchange, url)
      return { outcome: redirects[by], evidence: { ...inFront, location } }
    }
    if (status === 400 && INVALID_HOST.test(exchange.bodyExcerpt ?? '')) return { outcome: 'host-unbound', evidence }
    if (status === 429 && writer === 'in-front') return { outcome: 'rate-limited', evidence: inFront }
    if (status >= 400 && status < 500) return { outcome: 'other-answer', evidence: inFront }
    if (status < 300 && FORM.test(exchange.bodyExcerpt ?? '')) return { outcome: 'sign-in-form', evidence }
    return { outcome: status >= 500 ? 'server-error' : 'open', evidence }
  },
})
