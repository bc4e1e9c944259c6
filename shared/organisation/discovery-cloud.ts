import type { NameAnswer } from '../artifacts/dns-answers.ts'
import { cloudOf, mailboxCloudOf } from '../exchange/cloud-services.ts'
import type { DiscoverySeen } from './discovery-seen.ts'

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

/** The service that receives the domain's mail for mailboxes of its own. */
export function mailCloud({ artifacts }: DiscoverySeen): string | undefined {
  const records = artifacts.dnsRecords?.mailExchangers.records ?? []
  return records.map(({ exchange }) => mailboxCloudOf(exchange)).find((service) => service !== undefined)
}
