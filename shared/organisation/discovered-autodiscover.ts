import type { AutodiscoverAttempt, AutodiscoverMethod } from '../artifacts/autodiscover.ts'
import { failureClause } from '../artifacts/failure.ts'
import { withheldSentences } from '../artifacts/sign-in.ts'
import { cloudOf } from '../exchange/cloud-services.ts'
import type { Discovered, DiscoveredHow, LookedInVain } from './discovery.ts'
import { type DiscoverySeen, hostOfHttps, portOfHttps } from './discovery-seen.ts'

/** The way on which a client comes to Exchange's Autodiscover: it gives settings, or asks for a sign-in as Exchange does. */
export type LeadingWay = { method: AutodiscoverMethod; url: string; answered: boolean }

/** The first way, in a client's order, that leads to Exchange; one that gave settings before all others. */
export function leadingWay({ artifacts }: DiscoverySeen): LeadingWay | undefined {
  const answered = artifacts.autodiscover?.attempts.find(({ result }) => result === 'settings')
  const ways = artifacts.autodiscoverWellKnown?.attempts ?? []
  const inFront = ways.find(leadsToExchange)
  const way = answered ?? inFront
  const url = way?.urls.at(-1)
  if (!way || url === undefined) return undefined
  return { method: way.method, url, answered: way.result === 'settings' }
}

function leadsToExchange({ result, asks }: AutodiscoverAttempt): boolean {
  return result === 'settings' || (result === 'asks-for-sign-in' && asks?.asExchange === true)
}

/** Autodiscover as clients find it. */
export function foundAutodiscover(seen: DiscoverySeen): Discovered | undefined {
  const way = leadingWay(seen)
  if (!way) return undefined
  const byMethod: Partial<Record<AutodiscoverMethod, DiscoveredHow>> = {
    'http-redirect': 'redirect',
    srv: 'srv-record',
  }
  const also = byMethod[way.method]
  const [host, port] = [hostOfHttps(way.url), portOfHttps(way.url)]
  const bearsMarks = seen.servers.some(
    (server) => server.host === host && server.port === port && (server.frontEnd ?? server.build) !== undefined,
  )
  return {
    service: 'autodiscover',
    url: way.url,
    how: [way.answered ? 'autodiscover-answered' : 'autodiscover-in-front', ...(also ? [also] : [])],
    certainty: way.answered || bearsMarks ? 'seen' : 'inferred',
  }
}

const looked: Readonly<Record<AutodiscoverMethod, LookedInVain['looked']>> = {
  'https-domain': 'autodiscover',
  'https-autodiscover': 'autodiscover',
  'http-redirect': 'autodiscover-plain',
  srv: 'autodiscover-srv',
}

const whyOf: Readonly<Record<AutodiscoverAttempt['result'], LookedInVain['why'] | undefined>> = {
  settings: undefined,
  'error-response': 'error-response',
  'asks-for-sign-in': 'asks-as-no-exchange',
  'redirect-loop': 'redirects-in-circles',
  'redirect-to-http': 'redirects-to-http',
  'redirect-refused': 'leads-elsewhere',
  'address-loop': 'redirects-in-circles',
  'sign-in-page': 'sign-in-page',
  'not-found': 'not-there',
  'not-autodiscover': 'web-page',
  'not-exchange': 'asks-as-no-exchange',
  'sign-in-rejected': 'sign-in-refused',
  'sign-in-withheld': 'sign-in-withheld',
  'sign-in-broken': 'no-answer',
  'certificate-untrusted': 'certificate-untrusted',
  'server-error': 'server-error',
  unreachable: 'no-answer',
  'no-redirect': 'no-redirect',
  'no-record': 'no-record',
}

/** The ways to Autodiscover that led nowhere, and how far each went. */
export function waysInVain(seen: DiscoverySeen): LookedInVain[] {
  const { autodiscover, autodiscoverWellKnown } = seen.artifacts
  const signedIn = autodiscover?.attempts ?? []
  return (autodiscoverWellKnown?.attempts ?? []).flatMap((anonymous) => {
    const attempt = signedIn.find(({ method, mailbox }) => method === anonymous.method && mailbox === undefined)
    // What came of a sign-in says more than that one was asked for.
    if (attempt && !isWithoutAccount(attempt)) return inVain(attempt, seen)
    return leadsToExchange(anonymous) ? [] : inVain(anonymous, seen)
  })
}

/** Nobody was there to sign in as: that is no answer of the server's. */
function isWithoutAccount({ result, withheld }: AutodiscoverAttempt): boolean {
  return result === 'sign-in-withheld' && (withheld === 'no-account' || withheld === 'no-password')
}

function inVain(attempt: AutodiscoverAttempt, { domain }: DiscoverySeen): LookedInVain[] {
  const { method, urls, result, failure } = attempt
  const why = whyOf[result]
  if (why === undefined) return []
  const first = urls[0] ?? `_autodiscover._tcp.${domain}`
  const where = why === 'leads-elsewhere' ? first : (urls.at(-1) ?? first)
  const unknown = failure?.code === 'name-not-found' || failure?.code === 'no-address'
  const host = URL.parse(urls.at(-1) ?? '')?.hostname ?? ''
  const cloud = why === 'leads-elsewhere' ? cloudOf(host) : undefined
  if (unknown) return [{ looked: looked[method], where, why: 'not-in-dns' }]
  if (cloud) return [{ looked: looked[method], where, why: 'leads-to-cloud', detail: cloud }]
  const detail = detailOf(attempt, host)
  return [{ looked: looked[method], where, why, ...(detail && { detail }) }]
}

function detailOf(attempt: AutodiscoverAttempt, host: string): string | undefined {
  const { result, failure, withheld, certificateProblem, errorCode, errorMessage, status } = attempt
  if (result === 'redirect-refused') return host
  if (result === 'error-response') return [errorCode, errorMessage].filter(Boolean).join(': ')
  if (result === 'certificate-untrusted') return certificateProblem
  if (withheld) return withheldSentences[withheld]
  if (failure) return failureClause(failure)
  return result === 'server-error' && status !== undefined ? String(status) : undefined
}
