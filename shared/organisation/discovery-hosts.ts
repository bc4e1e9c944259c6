import { leadingWay } from './discovered-autodiscover.ts'
import type { DiscoveredHow } from './discovery.ts'
import { cloudOfAliases } from './discovery-cloud.ts'
import { type DiscoverySeen, type HostToLookAt, hostOfHttps, isUnder, portOfHttps } from './discovery-seen.ts'
import { givenAddresses } from './given-addresses.ts'
import { sightOf } from './server-sight.ts'

/** What organisations call the server that publishes Exchange, the likeliest first. */
const usualLabels = ['mail', 'webmail', 'owa', 'exchange'] as const

/** More hosts are not looked at, whatever DNS names. */
const MOST_HOSTS = 12

/** The names of a domain that are guessed, and looked up. */
export function guessedNames(domain: string): string[] {
  return usualLabels.map((label) => `${label}.${domain}`)
}

/**
 * The hosts that are worth a look at by what is known so far, the likeliest address of EWS first: those that Autodiscover
 * gave; where it gave none, those that the domain's records name, and the names that organisations use. All of them are
 * the organisation's own; what leads to a cloud service is left alone.
 */
export function hostsToLookAt(seen: DiscoverySeen): HostToLookAt[] {
  const { domain, httpsPort } = seen
  const hosts = new Map<string, HostToLookAt>()
  const add = (host: string | undefined, port: number, how: DiscoveredHow) => {
    if (host === undefined || !isUnder(host, domain) || leadsToCloud(host, seen)) return
    const key = `${host} ${port}`
    const known = hosts.get(key) ?? { host, port, by: [] }
    if (!known.by.includes(how)) known.by.push(how)
    hosts.set(key, known)
  }
  const given = givenAddresses(seen)
  for (const { url, how } of given) add(hostOfHttps(url), portOfHttps(url), how)
  if (!given.some(({ service, own }) => service === 'ews' && own)) addNamedAndGuessed(seen, add)
  const way = leadingWay(seen)
  if (way) add(hostOfHttps(way.url), portOfHttps(way.url), 'guess-answered')
  else add(`autodiscover.${domain}`, httpsPort, 'guess-answered')
  return [...hosts.values()].slice(0, MOST_HOSTS)
}

function addNamedAndGuessed(
  seen: DiscoverySeen,
  add: (host: string | undefined, port: number, how: DiscoveredHow) => void,
): void {
  const { domain, httpsPort, artifacts, names } = seen
  const way = leadingWay(seen)
  if (way?.method === 'http-redirect') add(hostOfHttps(way.url), portOfHttps(way.url), 'redirect')
  for (const { target, port } of artifacts.dnsRecords?.autodiscoverServices.records ?? []) {
    add(target, httpsPort, 'srv-record')
    add(target, port, 'srv-record')
  }
  for (const { name, addresses } of names) if (addresses.length > 0) add(name, httpsPort, 'guess-answered')
  for (const { exchange } of artifacts.dnsRecords?.mailExchangers.records ?? []) add(exchange, httpsPort, 'mx-record')
  for (const name of namesInCertificates(seen)) add(name, httpsPort, 'certificate-name')
  // The name of Autodiscover is the last that anybody would give for EWS.
  if (!way) add(`autodiscover.${domain}`, httpsPort, 'guess-answered')
}

/** What else the certificate of an Exchange server names, where EWS has not been seen at any name but Autodiscover's. */
function namesInCertificates({ servers, domain }: DiscoverySeen): string[] {
  const isPublished = servers.some(
    (server) => 'sign' in sightOf(server, 'ews') && server.host !== `autodiscover.${domain}`,
  )
  if (isPublished) return []
  return servers
    .filter(({ exchange }) => exchange)
    .flatMap(({ certificate }) => certificate?.names ?? [])
    .map((name) => name.toLowerCase())
    .filter((name) => name !== domain && isUnder(name, domain))
}

function leadsToCloud(host: string, { artifacts, names }: DiscoverySeen): boolean {
  return [...names, ...(artifacts.dnsAnswers?.names ?? [])].some(
    (answer) => answer.name === host && cloudOfAliases(answer) !== undefined,
  )
}
