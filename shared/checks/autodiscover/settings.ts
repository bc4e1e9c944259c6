import type { FailureCode } from '../../artifacts/failure.ts'
import { withheldSentences } from '../../artifacts/sign-in.ts'
import { defineCheck } from '../check.ts'
import { obstructedSignIn } from '../withheld.ts'

/** Failures that say nothing of Autodiscover, only of DNS as this machine sees it. */
const resolverFailures = new Set<FailureCode>(['resolver-unreachable', 'resolver-refused', 'dns-malformed'])

export default defineCheck({
  meta: {
    id: 'autodiscover/settings',
    step: 'autodiscover',
    subject: 'Autodiscover',
    needs: ['autodiscover'],
    guide: ['exchange.autodiscover'],
    why: 'With Autodiscover a user types a mail address and a password, and nothing more. Without it, the vendor asks for server settings.',
    outcomes: {
      found: { verdict: 'pass', title: 'Autodiscover gives settings for {mailbox} at {url}' },
      'redirect-loop': {
        verdict: 'warn',
        title: 'Autodiscover redirects in a loop at {url}',
        advice: 'Correct the redirect that leads back to {last}: one of the addresses has to answer itself.',
      },
      'redirect-refused': {
        verdict: 'warn',
        title: 'Autodiscover redirects from {url} to {last}, which is not followed',
        advice: 'Redirect to an https address of your own domain; a password goes nowhere else.',
      },
      'sign-in-rejected': {
        verdict: 'warn',
        title: 'Autodiscover rejects the sign-in at {url}',
        advice:
          'Where EWS accepts the same sign-in, look at the sign-in schemes of the Autodiscover virtual directory and at Extended Protection on it.',
      },
      'sign-in-broken': {
        verdict: 'warn',
        title: 'Autodiscover at {url} offers a sign-in and does not carry it through',
        advice:
          'Check that the load balancer or proxy keeps each client’s connection to the server apart. Seen: {detail}.',
      },
      'certificate-untrusted': {
        verdict: 'warn',
        title: 'The certificate of {server} is not trusted, so Autodiscover was not signed in to: {problem}',
        advice: 'Assign a certificate to it that covers {server} and leads to a trusted authority.',
      },
      'no-mailbox': {
        verdict: 'warn',
        title: 'Autodiscover at {url} has no settings for {mailbox}: {message} ({code})',
        advice: 'Check that {mailbox} is the mailbox’s primary address, and that the mailbox is on these servers.',
      },
      'not-autodiscover': {
        verdict: 'warn',
        title: 'Something other than Autodiscover answers at {url}',
        advice:
          'A web site is likely to answer under this name: publish /autodiscover on it, or let the name lead to Exchange.',
      },
      'not-found': {
        verdict: 'warn',
        title: 'Autodiscover is not published: {url} answers {status}',
        advice: 'Publish /autodiscover/autodiscover.xml, or have users type the server {server} by hand.',
      },
      'server-error': {
        verdict: 'warn',
        title: 'Autodiscover at {url} answers {status}',
        advice: 'Look at the application pool MSExchangeAutodiscoverAppPool and the event log of the server.',
      },
      unreachable: {
        verdict: 'warn',
        title: 'Autodiscover cannot be reached at any of its addresses',
        advice: 'Publish autodiscover.{domain} in DNS and on port 443. Seen: {tried}.',
      },
      'resolver-silent': {
        verdict: 'unknown',
        title: 'DNS gave no answer about the Autodiscover names of {domain}',
        advice: 'Check that this machine can reach its resolver; a resolver that answers would tell.',
      },
      'not-tried': {
        verdict: 'unknown',
        title: 'Autodiscover asks for a sign-in at {url}, and none was sent',
        advice: '{reason} A sign-in would tell.',
      },
    },
  },
  run: ({ autodiscover }) => {
    const { attempts, mailbox, settings } = autodiscover
    // The mail domain as it was asked, which is the organisation's, whatever the mailbox says.
    const asked = attempts.find(({ method }) => method === 'https-domain')?.urls[0]
    const domain = asked ? new URL(asked).hostname : (mailbox.split('@').at(-1) ?? '')
    const tried = attempts.map(({ urls, result }) => `${urls.join(' → ')}: ${result}`)
    // The attempt that came furthest tells most; one that was never reached tells least.
    const telling =
      attempts.find(({ result }) => result === 'settings') ??
      attempts.findLast(({ result }) => result !== 'unreachable')
    if (!telling) {
      const silent = attempts.every(({ failure }) => failure !== undefined && resolverFailures.has(failure.code))
      const outcome = silent && attempts.length > 0 ? 'resolver-silent' : 'unreachable'
      return { outcome, evidence: { mailbox, domain, tried } }
    }
    const evidence = {
      mailbox,
      url: telling.urls[0] ?? '',
      last: telling.urls.at(-1) ?? '',
      server: new URL(telling.urls[0] ?? `https://${domain}`).host,
      tried,
      ...(telling.status !== undefined && { status: telling.status }),
    }
    switch (telling.result) {
      case 'settings':
        return {
          outcome: 'found',
          evidence: {
            ...evidence,
            ...(settings?.internalEwsUrl && { internalEwsUrl: settings.internalEwsUrl }),
            ...(settings?.externalEwsUrl && { externalEwsUrl: settings.externalEwsUrl }),
          },
        }
      case 'error-response':
        return {
          outcome: 'no-mailbox',
          evidence: {
            ...evidence,
            code: telling.errorCode ?? 'no code',
            message: (telling.errorMessage ?? 'no message').replace(/\.$/, ''),
          },
        }
      case 'sign-in-withheld': {
        const reason = withheldSentences[telling.withheld ?? 'no-account']
        return obstructedSignIn(telling.withheld) ?? { outcome: 'not-tried', evidence: { ...evidence, reason } }
      }
      case 'sign-in-broken':
        return {
          outcome: 'sign-in-broken',
          evidence: { ...evidence, detail: telling.failure?.detail ?? 'no challenge' },
        }
      case 'certificate-untrusted':
        return {
          outcome: 'certificate-untrusted',
          evidence: {
            ...evidence,
            server: hostOf(evidence.last),
            problem: telling.certificateProblem ?? 'no reason given',
          },
        }
      default:
        return { outcome: telling.result, evidence }
    }
  },
})

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}
