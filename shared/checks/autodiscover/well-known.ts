import type { AutodiscoverMethod } from '../../artifacts/autodiscover.ts'
import { failureClause } from '../../artifacts/failure.ts'
import { t } from '../../language/translate.ts'
import { partsOf } from '../address-parts.ts'
import { defineCheck } from '../check.ts'
import { isByChance } from '../failure-kinds.ts'
import { leadsToExchange, methodNames, waysSeen } from './leading.ts'

const overHttps: readonly AutodiscoverMethod[] = ['https-domain', 'https-autodiscover']

export default defineCheck({
  meta: {
    id: 'autodiscover/well-known',
    step: 'autodiscover',
    subject: 'The way to Autodiscover',
    needs: ['autodiscoverWellKnown'],
    guide: ['exchange.autodiscover'],
    why: 'A client goes several ways to Autodiscover in a fixed order. One that leads to a wrong place stops some clients, and others ask the user for a password there.',
    outcomes: {
      leads: { verdict: 'pass', title: 'A client finds Autodiscover at {url}' },
      'web-site-asks': {
        verdict: 'warn',
        title: '{wrong} asks for a password before a client comes to Autodiscover at {url}',
        advice:
          'Have the web site answer 404 under /autodiscover/. As it is, mail programs ask users for a password there, and whoever runs the site can read it.',
      },
      'web-page': {
        verdict: 'warn',
        title: '{wrong} answers with a web page before a client comes to Autodiscover at {url}',
        advice:
          'Have the web site answer 404 under /autodiscover/: some clients take the page for an answer and give up.',
      },
      'service-record-astray': {
        verdict: 'warn',
        title: 'The SRV record of Autodiscover leads to {target}, where no Autodiscover answers',
        advice: 'Let _autodiscover._tcp lead to {host} and its port, or delete the record.',
      },
      unsettled: {
        verdict: 'unknown',
        title: 'A client finds Autodiscover at {url} at the latest, and whether earlier could not be told',
        advice:
          'Look at the connection first: {detail}. What is lost there may come from the line. A run in which that way answers would tell.',
      },
      'by-redirect': {
        verdict: 'warn',
        title: 'A client finds Autodiscover only by a redirect over plain HTTP, to {url}',
        advice:
          'Let the name autodiscover lead to Exchange over https: users are asked whether they trust the redirect, and some clients do not look for one.',
      },
      'by-service-record': {
        verdict: 'warn',
        title: 'A client finds Autodiscover only by the SRV record, at {url}',
        advice:
          'Let the name autodiscover lead to Exchange as well: users are asked whether they trust the record’s server, and many clients do not look for one.',
      },
    },
  },
  run: ({ autodiscoverWellKnown }) => {
    const { attempts } = autodiscoverWellKnown
    const leader = attempts.find(leadsToExchange)
    const url = leader?.urls.at(-1)
    if (!leader || url === undefined) {
      return { blocked: { by: 'autodiscover', reason: t`None of the ways leads to Autodiscover.` } }
    }
    const ways = waysSeen(attempts)
    const evidence = { url, method: methodNames[leader.method], ways, host: partsOf(url).hostname }
    const before = attempts.slice(0, attempts.indexOf(leader))
    // The redirect over plain HTTP has a check of its own.
    const asking = before.find(({ result, method }) => result === 'asks-for-sign-in' && method !== 'http-redirect')
    if (asking) return { outcome: 'web-site-asks', evidence: { ...evidence, wrong: asking.urls.at(-1) } }
    const page = before.find(({ result }) => result === 'not-autodiscover' || result === 'sign-in-page')
    if (page) return { outcome: 'web-page', evidence: { ...evidence, wrong: page.urls[0] } }
    const dropped = before.find(({ failure }) => failure !== undefined && isByChance(failure))
    if (dropped?.failure && !overHttps.includes(leader.method)) {
      return { outcome: 'unsettled', evidence: { ...evidence, detail: failureClause(dropped.failure) } }
    }
    if (leader.method === 'http-redirect') return { outcome: 'by-redirect', evidence }
    if (leader.method === 'srv') return { outcome: 'by-service-record', evidence }
    // A server that cannot be reached has findings of its own.
    const astray = ['not-found', 'not-autodiscover', 'redirect-refused', 'asks-for-sign-in', 'server-error']
    const record = attempts.find(
      (attempt) => attempt.method === 'srv' && astray.includes(attempt.result) && !leadsToExchange(attempt),
    )
    if (record) return { outcome: 'service-record-astray', evidence: { ...evidence, target: record.urls.at(-1) } }
    return { outcome: 'leads', evidence }
  },
})
