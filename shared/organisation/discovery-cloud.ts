import type { NameAnswer } from '../artifacts/dns-answers.ts'
import type { DiscoverySeen } from './discovery-seen.ts'

/** By the names of their hosts: services that keep mailboxes themselves, which no server of the organisation does then. */
const services: readonly [host: RegExp, service: string][] = [
  [/(?:^|\.)(?:outlook\.com|office365\.com|office\.com|onmicrosoft\.com)$|\.mx\.microsoft$/, 'Microsoft 365'],
  [/(?:^|\.)(?:google\.com|googlemail\.com)$/, 'Google Workspace'],
]

/** The service to which a host belongs; undefined for every other host. */
export function cloudOf(host: string): string | undefined {
  const name = host.toLowerCase().replace(/\.$/, '')
  return services.find(([pattern]) => pattern.test(name))?.[1]
}

/** The service to which the aliases of a name lead. */
export function cloudOfAliases({ aliases }: Pick<NameAnswer, 'aliases'>): string | undefined {
  return aliases.map(({ target }) => cloudOf(target)).find((service) => service !== undefined)
}

/** The service to which Autodiscover leads: by its name in DNS, by the SRV record, or by a redirect. */
export function autodiscoverCloud({ artifacts, domain }: DiscoverySeen): string | undefined {
  const { dnsAnswers, dnsRecords, autodiscoverWellKnown, autodiscoverJson, autodiscover } = artifacts
  const ofName = dnsAnswers?.names.find(({ name }) => name === `autodiscover.${domain}`)
  const ways = [
    ...(autodiscoverWellKnown?.attempts ?? []),
    ...(autodiscover?.attempts ?? []),
    ...(autodiscoverJson?.answers ?? []),
  ]
  const hosts = [
    ...(dnsRecords?.autodiscoverServices.records.map(({ target }) => target) ?? []),
    ...ways.map(({ urls }) => URL.parse(urls.at(-1) ?? '')?.hostname ?? ''),
  ]
  return (ofName && cloudOfAliases(ofName)) ?? hosts.map(cloudOf).find((service) => service !== undefined)
}

/** The service to which the domain's mail goes. */
export function mailCloud({ artifacts }: DiscoverySeen): string | undefined {
  const records = artifacts.dnsRecords?.mailExchangers.records ?? []
  return records.map(({ exchange }) => cloudOf(exchange)).find((service) => service !== undefined)
}
