import { virtualDirectories } from '../run/virtual-directories.ts'
import { foundAutodiscover, leadingWay, waysInVain } from './discovered-autodiscover.ts'
import type { Discovered, DiscoveredService, Discovery, DiscoveryRemark, LookedInVain } from './discovery.ts'
import { autodiscoverCloud, cloudOfAliases, mailCloud } from './discovery-cloud.ts'
import { type DiscoverySeen, hostOfHttps, portOfHttps } from './discovery-seen.ts'
import { type GivenAddress, givenAddresses } from './given-addresses.ts'
import { certificateTroubleOf, sightOf } from './server-sight.ts'
import { settingsToType } from './settings-to-type.ts'

type Server = DiscoverySeen['servers'][number]

/** What a search comes to by all that it has seen: a pure function, so that it can be asked at any time on the way. */
export function discoveryOf(seen: DiscoverySeen): Discovery {
  const autodiscover = foundAutodiscover(seen) ?? answering('autodiscover', seen)
  const ews = given('ews', seen) ?? answering('ews', seen)
  const activeSync = given('active-sync', seen) ?? answering('active-sync', seen) ?? besideEws(ews, seen)
  const found = [autodiscover, ews, activeSync].flatMap((each) => (each ? [withCertificate(each, seen)] : []))
  return {
    mailbox: seen.mailbox,
    domain: seen.domain,
    found,
    inVain: once([...waysInVain(seen), ...namesInVain(seen), ...serversInVain(seen)]).map(withinBounds),
    toType: settingsToType(seen, found).map(withinBounds),
    remarks: remarksOn(seen, found),
    ...(seen.endedEarly && { endedEarly: seen.endedEarly }),
  }
}

/** That a name has no address is told once, however many ways would lead by it. */
function once(inVain: readonly LookedInVain[]): LookedInVain[] {
  const hostOf = ({ where }: LookedInVain) => URL.parse(where)?.hostname ?? where.replace(/:\d+$/, '')
  return inVain.filter((each, at) => {
    const before = inVain.slice(0, at).filter(({ why }) => why === 'not-in-dns')
    return each.why !== 'not-in-dns' || !before.some((other) => hostOf(other) === hostOf(each))
  })
}

const MOST_CHARACTERS = 300

/** Part of it is what a server sent, and shown in a line. */
function withinBounds<T extends { detail?: string | undefined }>(told: T): T {
  return told.detail === undefined ? told : { ...told, detail: told.detail.slice(0, MOST_CHARACTERS) }
}

/** The address that Autodiscover gives, and whether Exchange was seen to answer there. */
function given(service: DiscoveredService, seen: DiscoverySeen): Discovered | undefined {
  const addresses = givenAddresses(seen).filter((each) => each.service === service && each.own)
  const [first] = addresses
  if (!first) return undefined
  const same = addresses.filter(({ url }) => url.toLowerCase() === first.url.toLowerCase())
  const server = serverAt(first, seen)
  const sight = server && sightOf(server, service)
  const sign = sight && 'sign' in sight ? sight.sign : undefined
  return {
    service,
    url: first.url,
    how: [
      ...new Set(same.map(({ how }) => how)),
      ...(sign ? [sign === 'exchange' ? ('answers-as-exchange' as const) : ('answers-as-windows' as const)] : []),
    ],
    certainty: sign === 'exchange' ? 'seen' : 'inferred',
    ...(server && sign && marksOf(server)),
  }
}

/** The likeliest of the servers at which the service answers: one that clients can trust before others. */
function answering(service: DiscoveredService, seen: DiscoverySeen): Discovered | undefined {
  const signs = seen.servers.flatMap((server) => {
    const sight = sightOf(server, service)
    return 'sign' in sight ? [{ server, sign: sight.sign }] : []
  })
  const rank = ({ server, sign }: (typeof signs)[number]) =>
    (sign === 'exchange' ? 0 : 2) + (server.trusted === false ? 1 : 0)
  const [best] = signs.toSorted((left, right) => rank(left) - rank(right))
  if (!best) return undefined
  const { server, sign } = best
  return {
    service,
    url: `${originOf(server)}${virtualDirectories[service].path}`,
    how: [sign === 'exchange' ? 'answers-as-exchange' : 'answers-as-windows', ...server.by],
    certainty: sign === 'exchange' ? 'seen' : 'inferred',
    ...marksOf(server),
  }
}

/** ActiveSync stands beside EWS, unless something else was seen to be there. */
function besideEws(ews: Discovered | undefined, seen: DiscoverySeen): Discovered | undefined {
  if (!ews) return undefined
  const server = serverAt(ews, seen)
  const sight = server && sightOf(server, 'active-sync')
  if (sight && 'why' in sight && sight.why !== 'no-answer') return undefined
  const url = new URL(virtualDirectories['active-sync'].path, ews.url).href
  return { service: 'active-sync', url, how: ['beside-ews'], certainty: 'inferred' }
}

function withCertificate(found: Discovered, seen: DiscoverySeen): Discovered {
  const trouble = certificateTroubleOf(serverAt(found, seen))
  return trouble ? { ...found, certificate: trouble } : found
}

function serverAt({ url }: Pick<GivenAddress, 'url'>, { servers }: DiscoverySeen): Server | undefined {
  return servers.find(({ host, port }) => host === hostOfHttps(url) && port === portOfHttps(url))
}

function originOf({ host, port }: Server): string {
  return `https://${host}${port === 443 ? '' : `:${port}`}`
}

function marksOf({ build, frontEnd }: Server): Pick<Discovered, 'build' | 'server'> {
  return { ...(build !== undefined && { build }), ...(frontEnd !== undefined && { server: frontEnd }) }
}

/** The usual names that have no address, or belong to somebody else. */
function namesInVain({ names }: DiscoverySeen): LookedInVain[] {
  return names.flatMap((answer): LookedInVain[] => {
    const cloud = cloudOfAliases(answer)
    if (cloud) return [{ looked: 'name', where: answer.name, why: 'leads-to-cloud', detail: cloud }]
    return answer.addresses.length > 0 ? [] : [{ looked: 'name', where: answer.name, why: 'not-in-dns' }]
  })
}

/** The servers at which EWS does not answer as Exchange’s would. */
function serversInVain({ servers }: DiscoverySeen): LookedInVain[] {
  return servers.flatMap((server): LookedInVain[] => {
    const sight = sightOf(server, 'ews')
    if ('sign' in sight) return []
    const isMail = server.by.every((how) => how === 'mx-record')
    return [{ looked: isMail ? 'mail-exchanger' : 'server', where: originOf(server).replace('https://', ''), ...sight }]
  })
}

function remarksOn(seen: DiscoverySeen, found: readonly Discovered[]): DiscoveryRemark[] {
  const isFound = found.some(({ service }) => service === 'ews')
  const mail = mailCloud(seen)
  const cloud = autodiscoverCloud(seen)
  const ports = [...new Set(found.map(({ url }) => portOfHttps(url)))].filter((port) => port !== 443)
  const autodiscover = found.find(({ service }) => service === 'autodiscover')
  return [
    ...(mail ? [{ code: 'mail-goes-to-cloud' as const, detail: mail }] : []),
    ...(cloud && isFound ? [{ code: 'autodiscover-in-cloud' as const, detail: cloud }] : []),
    ...(ports.length > 0 ? [{ code: 'not-the-usual-port' as const, detail: ports.join(', ') }] : []),
    ...(autodiscover && !leadingWay(seen)
      ? [{ code: 'clients-do-not-find-autodiscover' as const, detail: hostOfHttps(autodiscover.url) ?? '' }]
      : []),
  ]
}
