import type { AutodiscoverAttempt } from '../../artifacts/autodiscover.ts'
import { autodiscoverResults } from '../../artifacts/autodiscover-results.ts'
import { failureClause, failureSentence, isOfProxy } from '../../artifacts/failure.ts'
import { namesOfSchemes, withheldSentences } from '../../artifacts/sign-in.ts'
import { t } from '../../language/translate.ts'
import { partsOf } from '../address-parts.ts'
import { defineCheck } from '../check.ts'
import { obstructedSignIn } from '../withheld.ts'
import { thenByHand, typedByHand } from './by-hand.ts'
import { hostOf, methodNames } from './leading.ts'
import { mostTelling } from './most-telling.ts'
import { redirectAway } from './redirect-away.ts'
import { resolverSilent } from './resolver-silent.ts'

export default defineCheck({
  meta: {
    id: 'autodiscover/settings',
    step: 'autodiscover',
    subject: 'Autodiscover',
    needs: ['autodiscover'],
    guide: ['exchange.autodiscover', 'general.no-alias'],
    why: 'With Autodiscover a user types a mail address and a password, and nothing more. Without it, the vendor asks for server settings.',
    outcomes: {
      found: { verdict: 'pass', title: 'Autodiscover gives settings for {mailbox} at {url}' },
      'found-for-alias': {
        verdict: 'warn',
        title: 'Autodiscover was asked for {mailbox}, and names {primary} as the primary address of the mailbox',
        advice:
          'Let users type {primary} as their mail address, and sign in with the name of their account (DOMAIN\\user or user principal name), which may be another than either address. Where {primary} was meant from the beginning, correct the test mailbox of the organisation.',
      },
      'redirect-loop': {
        verdict: 'warn',
        title: 'Autodiscover redirects in a loop at {url}',
        advice: thenByHand(
          'Correct the redirect that leads back to {last}: one of the addresses has to answer itself.',
        ),
      },
      'redirect-to-http': {
        verdict: 'warn',
        title: 'Autodiscover redirects from {url} to {last}, without TLS',
        advice: thenByHand(
          'Redirect to https: a client that follows sends its password for everybody on the way to read. Look at the web server or balancer that takes TLS off and writes the address itself.',
        ),
      },
      'redirect-refused': {
        verdict: 'warn',
        title: 'Autodiscover redirects from {url} to {last}, which is not followed',
        advice: thenByHand(
          'Redirect to an https address of your own domain. Postern takes a password nowhere else, and a user’s mail program asks whether {last} may be trusted; where the mailbox has moved there, the vendor has to be given that server.',
        ),
      },
      'address-loop': {
        verdict: 'warn',
        title: 'Autodiscover sends clients from {mailbox} to {askedFor} and back',
        advice: thenByHand(
          'Correct the forwarding address (targetAddress, or the mail contact) of the mailboxes that name each other: one of them has to be the mailbox itself.',
        ),
      },
      'sign-in-page': {
        verdict: 'warn',
        title: '{server} sends clients of Autodiscover to a page on which people sign in',
        advice: thenByHand(
          'Switch pre-authentication off for /autodiscover/* in the proxy (pass-through): a mail program cannot fill in a page. It leads to {last}.',
        ),
      },
      'http-redirect': {
        verdict: 'warn',
        title: 'IIS on {server} redirects clients of Autodiscover to {location}, in the place of asking for a sign-in',
        advice: thenByHand(
          'Open HTTP Redirect of the Autodiscover virtual directory in IIS Manager on each server, and clear it there; or run %windir%\\system32\\inetsrv\\appcmd set config "Default Web Site/Autodiscover" /section:httpRedirect /enabled:false. What is set for the Default Web Site goes on to every virtual directory below. A rule of URL Rewrite would do the same.',
        ),
      },
      redirected: {
        verdict: 'warn',
        title: 'Something in front of {server} redirects clients of Autodiscover to {location}',
        advice: thenByHand(
          'Look for the rule of the proxy or load balancer that redirects, and take /autodiscover/* out of it. Its answer says of itself: {writer}.',
        ),
      },
      'sign-in-rejected': {
        verdict: 'warn',
        title: 'Autodiscover rejects the sign-in at {url}',
        advice: thenByHand(
          'Where EWS accepts the same sign-in, compare the Autodiscover virtual directory with it: its sign-in schemes, and Extended Protection, which Microsoft leaves off there and which a proxy with a certificate of its own breaks.',
        ),
      },
      'sign-in-broken': {
        verdict: 'warn',
        title: 'Autodiscover at {url} offers a sign-in and does not carry it through',
        advice: thenByHand(
          'Check that the load balancer or proxy keeps each client’s connection to the server apart. Seen: {detail}.',
        ),
      },
      'none-usable': {
        verdict: 'warn',
        title: 'Autodiscover at {url} offers neither NTLM nor Basic',
        advice: thenByHand(
          'Enable one of them: Set-AutodiscoverVirtualDirectory -WindowsAuthentication $true, or -BasicAuthentication $true. It offers {schemes}.',
        ),
      },
      'certificate-untrusted': {
        verdict: 'warn',
        title: 'The certificate of {server} is not trusted, so Autodiscover was not signed in to: {problem}',
        advice: thenByHand('Assign a certificate to it that covers {server} and leads to a trusted authority.'),
      },
      'not-exchange': {
        verdict: 'warn',
        title: 'Autodiscover leads to {url}, which asks for a password and shows no sign of Exchange',
        advice: thenByHand(
          'Correct what leads there: {way}. As it is, mail programs ask users for a password for {server}, and whoever runs that can read it; Postern sent none. Where it is a proxy in front of Exchange, make it the EWS address of the organisation (ews.url in its file), and it is signed in to.',
        ),
      },
      'no-mailbox': {
        verdict: 'warn',
        title: 'Autodiscover at {url} has no settings for {mailbox}: {message} ({code})',
        advice: thenByHand(
          'Check that {mailbox} is the mailbox’s primary address, and that the mailbox is on these servers. A user principal name that differs from the mail address is no mail address: look with Get-Mailbox {mailbox}.',
        ),
      },
      'not-autodiscover': {
        verdict: 'warn',
        title: 'Something other than Autodiscover answers at {url}',
        advice: thenByHand(
          'A web site is likely to answer under this name: publish /autodiscover on it, or let the name lead to Exchange.',
        ),
      },
      'not-found': {
        verdict: 'warn',
        title: 'Autodiscover is not published: {url} answers {status}',
        advice: thenByHand('Publish /autodiscover/autodiscover.xml.'),
      },
      'server-error': {
        verdict: 'warn',
        title: 'Autodiscover at {url} answers {status}',
        advice: thenByHand(
          'Look at the application pool MSExchangeAutodiscoverAppPool and the event log of the server.',
        ),
      },
      'leads-nowhere': {
        verdict: 'warn',
        title: 'Autodiscover redirects from {url} to {last}, which cannot be reached',
        advice: thenByHand(
          'Mend that first where it is the address of Exchange, else correct the redirect: a client that follows it comes to nothing. Seen: {detail}.',
        ),
      },
      'host-unreachable': {
        verdict: 'warn',
        title: 'Autodiscover cannot be reached at {url}',
        advice: thenByHand(
          'Look in DNS whether {server} leads to Exchange, and in the firewall whether clients reach it there: no other way leads to Autodiscover. Seen: {detail}.',
        ),
      },
      unreachable: {
        verdict: 'warn',
        title: 'Autodiscover cannot be reached at any of its addresses',
        advice: thenByHand('Publish autodiscover.{domain} in DNS and on port 443. Seen: {tried}.'),
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
    const domain = asked ? partsOf(asked).hostname : (mailbox.split('@').at(-1) ?? '')
    const tried = attempts.map(
      ({ urls, method, result }) => `${urls.join(' → ') || methodNames[method]}: ${autodiscoverResults[result]}`,
    )
    const telling = mostTelling(attempts)
    const behindProxy = attempts.find(({ failure }) => failure && isOfProxy(failure))?.failure
    if (behindProxy && (!telling || leadsNowhere.includes(telling.result))) {
      return { blocked: { by: 'tlsHandshake', reason: failureSentence(behindProxy) } }
    }
    if (!telling) {
      return {
        outcome: resolverSilent(attempts) ? 'resolver-silent' : 'unreachable',
        evidence: { mailbox, domain, tried, byHand: typedByHand(autodiscover) },
        failure: attempts.findLast(({ failure }) => failure)?.failure,
      }
    }
    const url = telling.urls[0] ?? ''
    const last = telling.urls.at(-1) ?? ''
    const evidence = {
      mailbox,
      url,
      last,
      server: hostOf(url),
      tried,
      status: telling.status,
      ...(telling.result !== 'settings' && { byHand: typedByHand(autodiscover) }),
    }
    /** Where it is what answered that is told of, and not what led there. */
    const answering = { ...evidence, url: last, server: hostOf(last), ...(last !== url && { from: url }) }
    switch (telling.result) {
      case 'settings': {
        const { internalEwsUrl, externalEwsUrl, primaryAddress } = settings ?? {}
        const seen = { ...evidence, method: methodNames[telling.method], internalEwsUrl, externalEwsUrl }
        // Where another mailbox was asked for in its place, it was sent on, and is no other name of the same.
        const isAlias =
          primaryAddress !== undefined && telling.mailbox === undefined && !isSame(primaryAddress, mailbox)
        return isAlias
          ? { outcome: 'found-for-alias', evidence: { ...seen, primary: primaryAddress } }
          : { outcome: 'found', evidence: seen }
      }
      case 'error-response': {
        const message = (telling.errorMessage ?? t`no message`).replace(/\.$/, '')
        return { outcome: 'no-mailbox', evidence: { ...answering, code: telling.errorCode ?? t`no code`, message } }
      }
      case 'sign-in-rejected': {
        const reason = t`The sign-in at ${last} was rejected, and no other was accepted.`
        // The password has a finding of its own; whether Autodiscover takes a right one is not known yet.
        return telling.passwordUnproven
          ? { blocked: { by: 'signIns', reason } }
          : { outcome: 'sign-in-rejected', evidence: answering }
      }
      case 'asks-for-sign-in':
      case 'sign-in-withheld':
        return withheld(telling, answering)
      case 'sign-in-broken': {
        const detail = telling.failure ? failureClause(telling.failure) : t`no challenge`
        return { outcome: 'sign-in-broken', evidence: { ...answering, detail }, failure: telling.failure }
      }
      case 'certificate-untrusted': {
        const problem = telling.certificateProblem ?? t`no reason given`
        return { outcome: 'certificate-untrusted', evidence: { ...answering, problem } }
      }
      case 'address-loop':
        return { outcome: 'address-loop', evidence: { ...evidence, askedFor: telling.mailbox ?? t`itself` } }
      case 'unreachable': {
        const detail = telling.failure ? failureClause(telling.failure) : autodiscoverResults[telling.result]
        const outcome = telling.urls.length > 1 ? 'leads-nowhere' : 'host-unreachable'
        return { outcome, evidence: { ...evidence, detail }, failure: telling.failure }
      }
      case 'sign-in-page':
      case 'not-found':
      case 'not-autodiscover':
      case 'server-error': {
        const astray = redirectAway(telling)
        if (astray) return { outcome: astray.outcome, evidence: { ...evidence, ...astray.seen } }
        return { outcome: telling.result, evidence: telling.result === 'sign-in-page' ? evidence : answering }
      }
      case 'not-exchange':
        return { outcome: 'not-exchange', evidence: { ...answering, way: methodNames[telling.method] } }
      // These two are never the most telling.
      case 'no-redirect':
      case 'no-record':
        return { outcome: 'unreachable', evidence: { ...evidence, domain } }
      default:
        return { outcome: telling.result, evidence }
    }
  },
})

/** What the way that the proxy of this machine does not let through may do better than. */
const leadsNowhere: readonly AutodiscoverAttempt['result'][] = [
  ...(['unreachable', 'no-redirect', 'no-record', 'not-found', 'not-autodiscover'] as const),
]

/** Exchange takes no account of the case of an address. */
function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

function withheld({ withheld: reason, asks }: AutodiscoverAttempt, evidence: { url: string; byHand?: string[] }) {
  if (reason === 'not-offered') {
    const schemes = namesOfSchemes(asks?.schemes ?? []).join(', ') || t`nothing`
    return { outcome: 'none-usable', evidence: { ...evidence, schemes } } as const
  }
  const words = { ...evidence, reason: withheldSentences[reason ?? 'no-account'] }
  return obstructedSignIn(reason) ?? ({ outcome: 'not-tried', evidence: words } as const)
}
