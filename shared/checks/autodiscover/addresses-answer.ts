import { kindOfAddress } from '../../artifacts/address-kind.ts'
import type { GivenUrl } from '../../artifacts/autodiscover-kinds.ts'
import { type Failure, failureClause, failureSentence, isOfProxy } from '../../artifacts/failure.ts'
import { namesOfSchemes } from '../../artifacts/sign-in.ts'
import { t } from '../../language/translate.ts'
import { defineCheck } from '../check.ts'
import { isReachableFromOutside } from '../dns/service-names.ts'
import { isOfResolver, isWithoutConnection } from '../failure-kinds.ts'
import { hostOf, isSameAddress } from './leading.ts'

export default defineCheck({
  meta: {
    id: 'autodiscover/addresses-answer',
    step: 'autodiscover',
    subject: 'What answers where Autodiscover leads',
    needs: ['autodiscoverUrls'],
    guide: ['exchange.autodiscover', 'exchange.ews-visible'],
    why: 'The vendor uses Autodiscover where it answers, and goes where it says. An address behind which nothing answers is worse than none.',
    outcomes: {
      answer: { verdict: 'pass', title: 'Autodiscover leads clients to servers that answer' },
      'name-missing': {
        verdict: 'fail',
        title: 'Autodiscover leads {protocol} clients to {url}, whose name is not in DNS',
        advice: 'Set the ExternalUrl of that virtual directory to the published name, on each server.',
      },
      unreachable: {
        verdict: 'fail',
        title: 'Autodiscover leads {protocol} clients to {url}, which cannot be reached',
        advice: 'Set the ExternalUrl to a server that is there, or publish this one. Seen: {detail}.',
      },
      'not-from-here': {
        verdict: 'warn',
        title:
          'Autodiscover leads {protocol} clients to {url}, at {address} on the internet, which this machine does not reach',
        advice:
          'Look from outside whether it answers there: many a firewall leads nobody from the inside back to its own outer address. Seen: {detail}.',
      },
      untrusted: {
        verdict: 'fail',
        title: 'Autodiscover leads {protocol} clients to {url}, whose certificate is not trusted: {detail}',
        advice: 'Assign a certificate that covers {host}, or set the ExternalUrl to the published name.',
      },
      'other-answer': {
        verdict: 'fail',
        title: 'Autodiscover leads {protocol} clients to {url}, which answers {status} instead of asking for a sign-in',
        advice: 'Set the ExternalUrl to the address of Exchange, with its whole path. It is named by {namedBy}.',
      },
      'unlike-exchange': {
        verdict: 'warn',
        title:
          'Autodiscover leads {protocol} clients to {url}, where something asks for a password without a sign of being Exchange',
        advice:
          'Look whose server {host} is. Where it is a web site, set the ExternalUrl to the address of Exchange: whoever runs the site is sent the password. A proxy of your own that lets Basic alone through looks like that too, and needs nothing.',
      },
      disagree: {
        verdict: 'warn',
        title: 'The kinds of Autodiscover name different {protocol} addresses: {given}',
        advice:
          'Set the same ExternalUrl on the virtual directories of every server, and recycle MSExchangeAutodiscoverAppPool where an old one is still given.',
      },
    },
  },
  run: ({ autodiscoverUrls }) => {
    const { urls } = autodiscoverUrls
    const given = urls.map(
      (found) => `${protocolNames[found.protocol]}: ${found.url} (${namedBy(found)}): ${seen(found)}`,
    )
    const known = new Set(urls.filter(({ notAsked }) => notAsked === 'looked-at-anyway').map(({ url }) => hostOf(url)))
    const troubles = urls.flatMap((found) => {
      // The server that this run looks at anyway has findings of its own about its connection and its certificate.
      const isKnown = known.has(hostOf(found.url))
      if (isKnown && (found.failure || found.certificateProblem)) return []
      const trouble = troubleOf(found)
      if (!trouble || (isKnown && trouble.outcome === 'unlike-exchange')) return []
      const { url, protocol, exchange } = found
      const evidence = { url, host: hostOf(url), protocol: protocolNames[protocol], namedBy: namedBy(found) }
      const { outcome, detail } = trouble
      const address = found.outsideAddresses?.[0] ?? exchange?.address
      return [{ outcome, evidence: { ...evidence, detail, address, status: exchange?.status, given } }]
    })
    // What fails for everybody is told before what may be well, and may fail for this machine alone.
    const worst =
      troubles.find(({ outcome }) => outcome !== 'not-from-here' && outcome !== 'unlike-exchange') ?? troubles[0]
    if (worst) return worst
    for (const protocol of ['ews', 'active-sync'] as const) {
      const outside = urls.filter((found) => found.protocol === protocol && isForOutside(found)).map(({ url }) => url)
      const [first = '', ...others] = outside
      if (others.some((other) => !isSameAddress(first, other))) {
        return { outcome: 'disagree', evidence: { protocol: protocolNames[protocol], given: outside } }
      }
    }
    return { outcome: 'answer', evidence: { given } }
  },
})

const protocolNames = { ews: 'EWS', 'active-sync': 'ActiveSync' } as const

/** An address for the inside alone is looked at and shown; whether it works here says nothing of the vendor. */
function isForOutside({ named }: GivenUrl): boolean {
  return named.some(({ scope }) => scope === 'outside')
}

function namedBy({ named }: GivenUrl): string {
  return named.map(({ by, scope }) => `${kindNames[by]}, ${scope}`).join('; ')
}

const kindNames = { pox: 'XML', soap: 'SOAP', json: 'JSON', 'mobile-sync': t`XML for phones` } as const

/** Why an address was not asked, in words. */
export const notAskedWords: Readonly<Record<NonNullable<GivenUrl['notAsked']>, string>> = {
  'looked-at-anyway': t`the address that this run looks at anyway`,
  'foreign-host': t`not asked, since the host is not the organisation’s`,
  'not-https': t`not asked, since it is no https address`,
  'no-address': t`not asked, since it is no address`,
  'too-many': t`not asked, since others were`,
}

function seen({ notAsked, failure, certificateProblem, exchange, schemes }: GivenUrl): string {
  if (notAsked) return notAskedWords[notAsked]
  if (failure) return failureSentence(failure)
  const offers = schemes.length > 0 ? t`, offers ${namesOfSchemes(schemes).join(', ')}` : ''
  return `${exchange?.status ?? t`no answer`}${offers}${certificateProblem ? `; ${certificateProblem}` : ''}`
}

const missing: readonly Failure['code'][] = ['name-not-found', 'no-address']

type Trouble = {
  outcome: 'name-missing' | 'unreachable' | 'not-from-here' | 'untrusted' | 'other-answer' | 'unlike-exchange'
  detail?: string
}

function troubleOf(found: GivenUrl): Trouble | undefined {
  const { failure, certificateProblem, exchange, notAsked } = found
  // What is not the organisation's own was not asked; the checks of each address say so.
  if (notAsked || !isForOutside(found)) return undefined
  if (failure) {
    if (missing.includes(failure.code)) {
      const isOutside = found.outsideAddresses?.some((address) => isReachableFromOutside(kindOfAddress(address)))
      const detail = t`it is in DNS on the internet alone`
      return isOutside ? { outcome: 'not-from-here', detail } : { outcome: 'name-missing' }
    }
    // That DNS is silent, or a proxy in the way, says nothing of the address.
    if (isOfResolver(failure) || isOfProxy(failure)) return undefined
    const isOutside = exchange?.address !== undefined && kindOfAddress(exchange.address) === 'public'
    const outcome = isOutside && isWithoutConnection(failure) ? 'not-from-here' : 'unreachable'
    return { outcome, detail: failureClause(failure) }
  }
  if (certificateProblem) return { outcome: 'untrusted', detail: certificateProblem }
  if (exchange?.status !== 401) return { outcome: 'other-answer' }
  return found.asExchange ? undefined : { outcome: 'unlike-exchange' }
}
