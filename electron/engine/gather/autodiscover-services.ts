import type { ArtifactName } from '../../../shared/artifacts/artifacts.ts'
import type { Autodiscover } from '../../../shared/artifacts/autodiscover.ts'
import type { ServiceGlance } from '../../../shared/artifacts/autodiscover-services.ts'
import { t } from '../../../shared/language/translate.ts'
import { hostOf } from './addressing.ts'
import { comparableUrl, whyNotAsked } from './autodiscover-urls.ts'
import { askAnonymously, certificateProblemOf } from './autodiscover-walk.ts'
import { Blocked, defineGatherer, type GatherContext } from './gatherer.ts'
import { offeredSchemes } from './offered-schemes.ts'

/**
 * Six services can have an address that is not EWS's (both of MAPI, the address book, a person's options, Outlook on the
 * web, voice mail), each for the outside and the inside. Most have three that differ, on one server.
 */
const MAXIMUM_ASKED = 12

/** Whoever signs in to Exchange needs one of the four connections to it more than a glance does. */
const signsIn: readonly ArtifactName[] = [
  'autodiscoverMobileSync',
  'autodiscoverSoap',
  'ewsOperations',
  'activeSyncSession',
]

/**
 * What answers, to a client that has not signed in, at the addresses that Autodiscover's XML gives beside those of EWS:
 * each once, and beside the tail of a run, when connections are open that nobody uses.
 */
export const autodiscoverServices = defineGatherer({
  artifact: 'autodiscoverServices',
  needs: ['autodiscover'],
  uses: () => ['endpoints'],
  after: () => signsIn,
  gather: async ({ autodiscover: { settings } }, context) => {
    if (!settings) return new Blocked('autodiscover', t`Autodiscover gives no settings, and so no address.`)
    const told = [settings.externalEwsUrl, settings.internalEwsUrl, context.gathered.endpoints?.ews.url]
    const ews = new Set(told.flatMap((url) => (url === undefined ? [] : [comparableUrl(url)])))
    const ewsDirectories = new Set([...ews].map(directoryOf))
    let asked = 0
    const given = eachOnce(settings).map(async (found): Promise<ServiceGlance> => {
      const url = comparableUrl(found.url)
      if (ews.has(url)) return { ...found, notAsked: 'looked-at-anyway' }
      if (ewsDirectories.has(directoryOf(url))) return { ...found, notAsked: 'beside-ews' }
      const reason = whyNotAsked(found.url, context.organisation) ?? (asked >= MAXIMUM_ASKED ? 'too-many' : undefined)
      if (reason !== undefined) return { ...found, notAsked: reason }
      asked += 1
      return { ...found, ...(await glance(new URL(found.url), context)) }
    })
    return { given: await Promise.all(given) }
  },
})

/** Those for the outside first, since what is judged is them. */
function eachOnce({ services = [] }: NonNullable<Autodiscover['settings']>): ServiceGlance[] {
  const found = new Map<string, ServiceGlance>()
  const inOrder = ['outside', 'inside'].flatMap((scope) => services.filter((each) => each.scope === scope))
  for (const { url, service, scope } of inOrder) {
    const known = found.get(comparableUrl(url)) ?? { url, services: [], schemes: [] }
    known.services.push({ service, scope })
    found.set(comparableUrl(url), known)
  }
  return [...found.values()]
}

/** The host and the first part of the path, which is the virtual directory in IIS. */
function directoryOf(url: string): string {
  const { host, pathname } = URL.parse(url) ?? { host: url, pathname: '' }
  return `${host}/${pathname.split('/')[1] ?? ''}`
}

async function glance(url: URL, context: GatherContext): Promise<Partial<ServiceGlance>> {
  const headers = { 'user-agent': context.profile.userAgent }
  const answer = await askAnonymously(url, { method: 'GET', path: url.pathname + url.search, headers }, context)
  const seen = answer.exchange && { exchange: answer.exchange }
  if (answer.failure) return { ...seen, failure: answer.failure }
  const problem = certificateProblemOf(answer.peer, hostOf(url))
  return { ...seen, schemes: offeredSchemes(answer.exchange), ...(problem && { certificateProblem: problem }) }
}
