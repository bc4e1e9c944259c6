import type { ArtifactRecords } from '../artifacts/artifacts.ts'
import type { AutodiscoverAttempt } from '../artifacts/autodiscover.ts'
import { t } from '../language/translate.ts'
import type { Run } from '../run/run.ts'
import { isInnerAddress } from './inner-address.ts'
import { addressesOf, gathered, listed, namedAddresses, neededPlaces, placeUses, whereOf } from './published-names.ts'
import type { SeenNeeds } from './told-firewall.ts'

type Use = keyof typeof placeUses
type Need = { use: Use; name: string; port: number; path: string; isPlain: boolean }

/** The virtual directories of Exchange, as rules and proxies name them. */
const PATHS = { ews: '/EWS', 'active-sync': '/Microsoft-Server-ActiveSync', autodiscover: '/Autodiscover' } as const
const MOST_HOSTS = 200

/**
 * Which hosts and ports a run saw to be needed by somebody on the internet, and what for: those that it asked, those that
 * Autodiscover names for clients outside, and of the ways to Autodiscover the one that leads there. Port 80 is among them only
 * where that way is the redirect over HTTP.
 */
export function seenNeeds(run: Pick<Run, 'run' | 'findings' | 'artifacts'> | null): SeenNeeds {
  if (!run) return { runAt: null, hosts: [] }
  const wantsActiveSync = run.findings.some(({ check }) => check.startsWith('active-sync/'))
  const byName = Map.groupBy(needsOf(run.artifacts, wantsActiveSync), ({ name }) => name)
  const { inside, outside } = namedAddresses(run.artifacts)
  const told = gathered(run.artifacts.autodiscoverUrls)?.urls ?? []
  const hosts = [...byName].slice(0, MOST_HOSTS).map(([name, needs]) => {
    const toldOutside = told.flatMap(({ url, outsideAddresses = [] }) =>
      whereOf(url).name === name ? outsideAddresses : [],
    )
    const literal = literalAddress(name)
    return {
      name: literal ?? name,
      public: [...new Set([...addressesOf(name, outside), ...toldOutside])].filter((each) => !isInnerAddress(each)),
      internal: literal === undefined ? addressesOf(name, inside) : [literal],
      services: [...Map.groupBy(needs, ({ port }) => port)]
        .toSorted(([one], [other]) => one - other)
        .map(([port, ofPort]) => ({
          ...{ protocol: 'tcp' as const, port },
          paths: [...new Set(ofPort.map(({ path }) => path))],
        })),
      why: whyOf(needs),
    }
  })
  return { runAt: momentOf(run.run.startedAt), hosts }
}

function needsOf(artifacts: ArtifactRecords, wantsActiveSync: boolean): Need[] {
  const way = wayOf(artifacts)
  const places = neededPlaces(artifacts, wantsActiveSync)
    // Where it was seen which way leads to Autodiscover, the others are not needed.
    .filter(({ use }) => use !== 'autodiscover' || !way)
    .map((place) => ({ ...place, name: place.name.toLowerCase(), path: PATHS[place.use], isPlain: false }))
  const given = (gathered(artifacts.autodiscoverUrls)?.urls ?? [])
    .filter(({ notAsked, named }) => named.some(({ scope }) => scope === 'outside') && isOwn(notAsked))
    .filter(({ protocol }) => wantsActiveSync || protocol === 'ews')
    .map(({ url, protocol }) => needAt(protocol, url))
  const moved = gathered(artifacts.activeSyncOptions)?.followedTo
  return [
    ...places,
    ...(way?.urls ?? []).map((url) => needAt('autodiscover', url)),
    ...given,
    ...(wantsActiveSync && moved !== undefined ? [needAt('active-sync', moved)] : []),
  ].filter(({ name }) => name !== '')
}

/** Addresses of others, and what is no address, are nothing to be published. */
function isOwn(notAsked: string | undefined): boolean {
  return notAsked !== 'foreign-host' && notAsked !== 'no-address' && notAsked !== 'not-https'
}

/** The way that leads to Autodiscover: the one that gave settings, or the first behind which Exchange asks for a sign-in. */
function wayOf({ autodiscover, autodiscoverWellKnown }: ArtifactRecords): AutodiscoverAttempt | undefined {
  const signedIn = gathered(autodiscover)?.attempts ?? []
  const wellKnown = gathered(autodiscoverWellKnown)?.attempts ?? []
  return (
    signedIn.find(({ result }) => result === 'settings') ??
    wellKnown.find(({ result, asks }) => result === 'settings' || (result === 'asks-for-sign-in' && asks?.asExchange))
  )
}

function needAt(use: Use, url: string): Need {
  return { use, ...whereOf(url), path: PATHS[use], isPlain: URL.parse(url)?.protocol === 'http:' }
}

/** The address that stands in the place of a name in an address of a page. */
function literalAddress(name: string): string | undefined {
  if (name.startsWith('[')) return name.slice(1, -1)
  return /^\d+\.\d+\.\d+\.\d+$/.test(name) ? name : undefined
}

function whyOf(needs: readonly Need[]): string {
  const uses = [...new Set(needs.filter(({ isPlain }) => !isPlain).map(({ use }) => placeUses[use]))]
  const plain = needs.find(({ isPlain }) => isPlain)
  const redirect = plain && t`Autodiscover’s redirect over HTTP (port ${plain.port})`
  return listed([...uses, ...(redirect === undefined ? [] : [redirect])])
}

/** Runs of every version have their time in this form; another is none. */
function momentOf(startedAt: string): string | null {
  const at = new Date(startedAt)
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}
