import { failureSentence, isOfProxy } from '../../artifacts/failure.ts'
import { t } from '../../language/translate.ts'
import { partsOf } from '../address-parts.ts'
import { defineCheck } from '../check.ts'
import { isInsideName, isSameAddress } from './leading.ts'
import { resolverSilent } from './resolver-silent.ts'

export default defineCheck({
  meta: {
    id: 'autodiscover/ews-address',
    step: 'autodiscover',
    subject: 'The EWS address that Autodiscover gives',
    needs: ['autodiscover', 'endpoints'],
    guide: ['exchange.autodiscover', 'exchange.ews-visible'],
    why: 'A client goes where Autodiscover sends it. An address that is missing, or another one than is published, is where the sync then fails.',
    outcomes: {
      agrees: { verdict: 'pass', title: 'Autodiscover gives the EWS address {url}' },
      'inside-name': {
        verdict: 'warn',
        title: 'Autodiscover sends clients outside to {given}, a name that exists only inside',
        advice:
          'Set the external address to the published one: Set-WebServicesVirtualDirectory -ExternalUrl {url}, on each server.',
        remedy: 'ews-urls',
      },
      'not-https': {
        verdict: 'warn',
        title: 'Autodiscover gives {given} for EWS, which is no https address',
        advice: 'Set an https address: Set-WebServicesVirtualDirectory -ExternalUrl {url}.',
        remedy: 'ews-urls',
      },
      differs: {
        verdict: 'warn',
        title: 'Autodiscover gives the EWS address {given}, and {url} is the one that was looked at',
        advice:
          'Decide which of the two is right; set the other with Set-WebServicesVirtualDirectory -ExternalUrl, or correct the EWS address of the organisation (ews.url in its file).',
      },
      'external-missing': {
        verdict: 'warn',
        title: 'Autodiscover gives no EWS address for clients outside',
        advice: 'Set the external address: Set-WebServicesVirtualDirectory -ExternalUrl {url}.',
        remedy: 'ews-urls',
      },
      'not-given': {
        verdict: 'warn',
        title: 'Autodiscover tells nobody the EWS address',
        advice: 'Mend Autodiscover. Until then users type the server themselves: {host}.',
      },
    },
  },
  run: ({ autodiscover, endpoints }) => {
    const url = endpoints.ews.url
    const { settings } = autodiscover
    // Not asked as a user who has signed in, Autodiscover had no chance to tell.
    const ended = (results: readonly string[]) => autodiscover.attempts.some(({ result }) => results.includes(result))
    if (!settings && ended(['sign-in-rejected'])) {
      return { blocked: { by: 'autodiscover', reason: t`Autodiscover rejects the sign-in.` } }
    }
    if (!settings && ended(['sign-in-withheld', 'certificate-untrusted'])) {
      return { blocked: { by: 'autodiscover', reason: t`Autodiscover asks for a sign-in, and none was sent.` } }
    }
    const behindProxy = autodiscover.attempts.find(({ failure }) => failure && isOfProxy(failure))?.failure
    if (!settings && behindProxy) return { blocked: { by: 'tlsHandshake', reason: failureSentence(behindProxy) } }
    const silent = resolverSilent(autodiscover.attempts)
    if (!settings && silent) return { blocked: { by: 'autodiscover', reason: failureSentence(silent) } }
    if (!settings) {
      const failure = autodiscover.attempts.findLast((attempt) => attempt.failure)?.failure
      return { outcome: 'not-given', evidence: { url, host: partsOf(url).host }, failure }
    }
    const given = settings.externalEwsUrl
    const evidence = { url, given, internal: settings.internalEwsUrl }
    if (!given) return { outcome: 'external-missing', evidence }
    if (isSameAddress(given, url)) return { outcome: 'agrees', evidence }
    if (isInsideName(given)) return { outcome: 'inside-name', evidence }
    return { outcome: URL.canParse(given) && !/^https:/i.test(given) ? 'not-https' : 'differs', evidence }
  },
})
