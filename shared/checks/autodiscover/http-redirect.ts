import { autodiscoverResults } from '../../artifacts/autodiscover-results.ts'
import { failureSentence, isOfProxy } from '../../artifacts/failure.ts'
import { headerValues } from '../../artifacts/http-exchange.ts'
import { t } from '../../language/translate.ts'
import { partsOf } from '../address-parts.ts'
import { defineCheck } from '../check.ts'
import { leadsToExchange, waysSeen } from './leading.ts'

export default defineCheck({
  meta: {
    id: 'autodiscover/http-redirect',
    step: 'autodiscover',
    subject: 'The redirect over plain HTTP',
    needs: ['autodiscoverWellKnown'],
    guide: ['exchange.autodiscover'],
    why: 'Where https fails, clients ask autodiscover over plain HTTP for a redirect. Nothing on that way is protected, so it must lead to a place that can be trusted.',
    outcomes: {
      'not-needed': { verdict: 'pass', title: 'Autodiscover is found over https, and plain HTTP leads nobody astray' },
      leads: { verdict: 'pass', title: '{url} redirects to {target}' },
      'asks-in-the-clear': {
        verdict: 'warn',
        title: '{url} asks for a password over plain HTTP',
        advice:
          'Have it redirect to https, or answer 403: a client that answers sends the password for everybody on the way to read.',
      },
      'foreign-host': {
        verdict: 'warn',
        title: '{url} redirects to {target}, a host of somebody else',
        advice:
          'Publish Autodiscover over https under your own name. Each user would have to confirm that {host} may be given the password; confirm it only where it is your provider’s.',
      },
      'stays-in-the-clear': {
        verdict: 'warn',
        title: '{url} redirects to {target}, which is no https address',
        advice: 'Redirect to https: clients do not follow this one, and must not.',
      },
      'not-exchange': {
        verdict: 'warn',
        title: '{url} redirects to {target}, which asks for a password and shows no sign of Exchange',
        advice:
          'Let the redirect lead to the Autodiscover address of Exchange, or remove it. As it is, mail programs ask users for a password for {host}, and whoever runs that can read it; Postern sends none there.',
      },
      'leads-nowhere': {
        verdict: 'warn',
        title: '{url} redirects to {target}, where no Autodiscover answers',
        advice:
          'The address {result}. Mend that where it is the right one; else let the redirect lead to the Autodiscover address of Exchange.',
      },
    },
  },
  run: ({ autodiscoverWellKnown }) => {
    const { attempts } = autodiscoverWellKnown
    const plain = attempts.find(({ method }) => method === 'http-redirect')
    const overHttps = attempts.some((attempt) => attempt.method.startsWith('https-') && leadsToExchange(attempt))
    const notOffered = { blocked: { by: 'autodiscover', reason: t`Nothing redirects over plain HTTP.` } } as const
    if (!plain) return notOffered
    const url = plain.urls[0] ?? ''
    const target = plain.urls[1]
    const first = plain.exchanges[0]
    const ways = waysSeen(attempts)
    if (first?.status === 401 && headerValues(first, 'www-authenticate').some((value) => /^basic\b/i.test(value))) {
      return { outcome: 'asks-in-the-clear', evidence: { url, ways } }
    }
    if (overHttps) return { outcome: 'not-needed', evidence: { url, ways } }
    if (plain.failure && isOfProxy(plain.failure)) {
      return { blocked: { by: 'tlsHandshake', reason: failureSentence(plain.failure) } }
    }
    // The SRV record comes after this way, and leads over https too.
    const found = attempts.some(leadsToExchange)
    if (target === undefined) return found ? { outcome: 'not-needed', evidence: { url, ways } } : notOffered
    const { host } = partsOf(target)
    const evidence = { url, target, host, result: autodiscoverResults[plain.result], ways }
    if (leadsToExchange(plain)) return { outcome: 'leads', evidence }
    if (plain.result === 'redirect-refused' && plain.urls.length === 2) return { outcome: 'foreign-host', evidence }
    if (plain.result === 'redirect-to-http' && plain.urls.length === 2) {
      return { outcome: 'stays-in-the-clear', evidence }
    }
    if (plain.result === 'asks-for-sign-in') {
      const last = plain.urls.at(-1) ?? target
      return { outcome: 'not-exchange', evidence: { ...evidence, target: last, host: partsOf(last).host } }
    }
    return { outcome: 'leads-nowhere', evidence }
  },
})
