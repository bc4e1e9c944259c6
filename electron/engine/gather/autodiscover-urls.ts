import type { Artifacts } from '../../../shared/artifacts/artifacts.ts'
import type { GivenUrl } from '../../../shared/artifacts/autodiscover-kinds.ts'
import { t } from '../../../shared/language/translate.ts'
import { type Organisation, wantsActiveSync } from '../../../shared/organisation/organisation.ts'
import { getFolderPost } from '../wire/ews-message.ts'
import type { HttpRequest } from '../wire/http-connection.ts'
import { hostOf } from './addressing.ts'
import { askAnonymously, certificateProblemOf } from './autodiscover-walk.ts'
import { asksAsExchange } from './exchange-signs.ts'
import { Blocked, defineGatherer, type GatherContext } from './gatherer.ts'
import { askForAddresses } from './look-up.ts'
import { offeredSchemes } from './offered-schemes.ts'
import { isOwnHost } from './own-host.ts'

/** Every kind of Autodiscover together rarely names more than three. */
const MAXIMUM_ASKED = 6
const MAXIMUM_KEPT = 20

/** Every address that any kind of Autodiscover gave, and what answers there to a client that has not signed in. */
export const autodiscoverUrls = defineGatherer({
  artifact: 'autodiscoverUrls',
  needs: ['autodiscover', 'endpoints'],
  uses: () => ['autodiscoverMobileSync', 'autodiscoverSoap', 'autodiscoverJson'],
  gather: async ({ autodiscover, endpoints }, context) => {
    const given = collect({ ...context.gathered, autodiscover }).filter(
      ({ protocol }) => protocol === 'ews' || wantsActiveSync(context.organisation),
    )
    if (given.length === 0 && !autodiscover.settings) {
      return new Blocked('autodiscover', t`Autodiscover gives no settings, and so no address.`)
    }
    const anyway = [endpoints.ews.url, endpoints.activeSync.url].map(comparableUrl)
    let asked = 0
    const urls = given.map(async (found): Promise<GivenUrl> => {
      const reason = anyway.includes(comparableUrl(found.url))
        ? 'looked-at-anyway'
        : (whyNotAsked(found.url, context.organisation) ?? (asked >= MAXIMUM_ASKED ? 'too-many' : undefined))
      if (reason !== undefined) return { ...found, notAsked: reason }
      asked += 1
      return look(found, context)
    })
    return { urls: await Promise.all(urls) }
  },
})

/** Each address once, with everybody who names it. */
function collect(gathered: Partial<Artifacts>): GivenUrl[] {
  const found = new Map<string, GivenUrl>()
  const add = (
    url: string | undefined,
    protocol: GivenUrl['protocol'],
    by: GivenUrl['named'][number]['by'],
    scope: 'inside' | 'outside',
  ) => {
    if (url === undefined) return
    const key = `${protocol} ${comparableUrl(url)}`
    const known = found.get(key) ?? { url, protocol, named: [], schemes: [], asExchange: false }
    known.named.push({ by, scope })
    if (found.size < MAXIMUM_KEPT) found.set(key, known)
  }
  const { autodiscover, autodiscoverMobileSync, autodiscoverSoap, autodiscoverJson } = gathered
  add(autodiscover?.settings?.externalEwsUrl, 'ews', 'pox', 'outside')
  add(autodiscoverSoap?.externalEwsUrl, 'ews', 'soap', 'outside')
  add(autodiscoverMobileSync?.url, 'active-sync', 'mobile-sync', 'outside')
  for (const { protocol, url } of autodiscoverJson?.answers ?? []) {
    add(url, protocol === 'EWS' ? 'ews' : 'active-sync', 'json', 'outside')
  }
  add(autodiscover?.settings?.internalEwsUrl, 'ews', 'pox', 'inside')
  add(autodiscoverSoap?.internalEwsUrl, 'ews', 'soap', 'inside')
  return [...found.values()]
}

/** IIS paths compare without case, and a host does anyway. */
export function comparableUrl(url: string): string {
  return URL.canParse(url) ? new URL(url).href.toLowerCase() : url.toLowerCase()
}

/** An answer from the network is only a hint: what is not the organisation's own is not contacted. */
export function whyNotAsked(url: string, organisation: Organisation): GivenUrl['notAsked'] {
  if (!URL.canParse(url)) return 'no-address'
  const { protocol, hostname } = new URL(url)
  if (protocol === 'http:') return 'not-https'
  if (protocol !== 'https:') return 'no-address'
  return isOwnHost(hostname, organisation) ? undefined : 'foreign-host'
}

async function look(found: GivenUrl, context: GatherContext): Promise<GivenUrl> {
  const url = new URL(found.url)
  const { userAgent } = context.profile
  const request: HttpRequest =
    found.protocol === 'ews'
      ? getFolderPost(url, context.organisation.mailbox, userAgent)
      : { method: 'OPTIONS', path: url.pathname + url.search, headers: { 'user-agent': userAgent } }
  const answer = await askAnonymously(url, request, context)
  const seen = { ...found, ...(answer.exchange && { exchange: answer.exchange }) }
  if (answer.failure) {
    const unknown = answer.failure.code === 'name-not-found' || answer.failure.code === 'no-address'
    const outsideAddresses = unknown ? await addressesOutside(hostOf(url), context) : undefined
    return { ...seen, failure: answer.failure, ...(outsideAddresses && { outsideAddresses }) }
  }
  const problem = certificateProblemOf(answer.peer, hostOf(url))
  return {
    ...seen,
    schemes: offeredSchemes(answer.exchange),
    asExchange: asksAsExchange(answer.exchange),
    ...(problem && { certificateProblem: problem }),
  }
}

/** A name for the outside may be in the public zone alone; undefined where no resolver there was named, or told anything. */
async function addressesOutside(host: string, context: GatherContext): Promise<string[] | undefined> {
  const resolver = context.organisation.outsideResolvers?.[0]
  if (resolver === undefined) return undefined
  const { addresses } = await askForAddresses(host, 'ews', resolver, context)
  return addresses.length > 0 ? addresses.map(({ address }) => address) : undefined
}
