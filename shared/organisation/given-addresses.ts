import type { DiscoveredHow, DiscoveredService } from './discovery.ts'
import { type DiscoverySeen, hostOfHttps, isUnder } from './discovery-seen.ts'

/** An address that Autodiscover gave. `own`: over https, and at a host of the organisation's. */
export type GivenAddress = { service: DiscoveredService; url: string; how: DiscoveredHow; own: boolean }

/** Every address of EWS and ActiveSync that any kind of Autodiscover gave, the one to take first. */
export function givenAddresses({ artifacts, domain }: DiscoverySeen): GivenAddress[] {
  const settings = artifacts.autodiscover?.settings
  const ofJson = (protocol: 'EWS' | 'ActiveSync') =>
    artifacts.autodiscoverJson?.answers.find((answer) => answer.protocol === protocol)?.url
  const all: [DiscoveredService, string | undefined, DiscoveredHow][] = [
    ['ews', settings?.externalEwsUrl, 'autodiscover-answered'],
    ['ews', ofJson('EWS'), 'autodiscover-json-answered'],
    ['ews', settings?.internalEwsUrl, 'autodiscover-answered'],
    ['active-sync', artifacts.autodiscoverMobileSync?.url, 'autodiscover-answered'],
    ['active-sync', ofJson('ActiveSync'), 'autodiscover-json-answered'],
  ]
  return all.flatMap(([service, url, how]) => {
    if (!url) return []
    const host = hostOfHttps(url)
    return [{ service, url, how, own: host !== undefined && isUnder(host, domain) }]
  })
}
