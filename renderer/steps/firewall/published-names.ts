import { kindOfAddress } from '../../../shared/artifacts/address-kind.ts'
import type { ArtifactRecords } from '../../../shared/artifacts/artifacts.ts'
import type { NameAnswer } from '../../../shared/artifacts/dns-answers.ts'
import { t } from '../../../shared/language/translate.ts'

/** A name that the service connects to: what for, at which port, and where it leads from here and from outside. */
export type PublishedName = {
  name: string
  port: number
  /** What is asked there, as people call it. */
  uses: string[]
  inside: string[]
  /** As the resolvers say that see the domain as the internet does; empty where none was asked or none knows. */
  outside: string[]
}

/**
 * The names that have to be reachable from the internet, as far as a run has seen them, each once for each port; without
 * ActiveSync where the organisation does without it, although its address may be known.
 */
export function publishedNames(
  { endpoints, dnsAnswers, dnsComparison, autodiscoverWellKnown }: ArtifactRecords,
  wantsActiveSync: boolean,
): PublishedName[] {
  const addresses = gathered(endpoints)
  const answers = gathered(dnsAnswers)?.names ?? []
  const outside = gathered(dnsComparison)?.outside.flatMap(({ names }) => names) ?? []
  // The port at which the run asked: organisations that publish it elsewhere have that in their settings.
  const ways = gathered(autodiscoverWellKnown)?.attempts.filter(({ method }) => method === 'https-autodiscover') ?? []
  const asked = ways.map(({ urls: [first = ''] }) => whereOf(first))
  const wanted = [
    ...(addresses ? [{ use: 'EWS', ...whereOf(addresses.ews.url) }] : []),
    ...(addresses && wantsActiveSync ? [{ use: 'ActiveSync', ...whereOf(addresses.activeSync.url) }] : []),
    ...answers
      .filter(({ purpose, addresses: known }) => purpose === 'autodiscover' && known.length > 0)
      .map(({ name }) => ({
        ...{ use: t`Autodiscover`, name },
        port: asked.find((place) => place.name === name.toLowerCase())?.port ?? 443,
      })),
  ]
  const byPlace = Map.groupBy(wanted, ({ name, port }) => `${name}:${port}`)
  return [...byPlace.values()].flatMap((uses) => {
    const [first] = uses
    if (!first?.name) return []
    const { name, port } = first
    return {
      ...{ name, port, uses: [...new Set(uses.map(({ use }) => use))] },
      ...{ inside: addressesOf(name, answers), outside: addressesOf(name, outside) },
    }
  })
}

/** Whether an address is one that nobody on the internet can reach. */
export function isInner(address: string): boolean {
  return kindOfAddress(address) !== 'public'
}

/** What to ask of those who run the firewall, as a text that can be sent. */
export function firewallRequest(names: readonly PublishedName[], organisation: string, service: string): string {
  const targets = names.map(({ name, port, uses }) => t`  ${name}, TCP ${port} (${listed(uses)})`)
  return [
    t`Please let the servers of ${service} reach the mail of ${organisation} from the internet.`,
    '',
    t`From: the source addresses that ${service} names now. They may change at any time; the rule has to follow.`,
    'To:',
    ...targets,
    t`No other port, no other name, and nothing from inside to outside.`,
    '',
    t`Please leave TLS as it is on the way (no inspection, no certificate of the firewall’s own), and do not ask for a`,
    t`sign-in or a client certificate before Exchange does.`,
  ].join('\n')
}

function listed(uses: readonly string[]): string {
  return uses.length < 2 ? uses.join('') : t`${uses.slice(0, -1).join(', ')} and ${uses.at(-1)}`
}

function addressesOf(name: string, answers: readonly NameAnswer[]): string[] {
  const found = answers.filter((answer) => answer.name.toLowerCase() === name.toLowerCase())
  return [...new Set(found.flatMap(({ addresses }) => addresses.map(({ address }) => address)))]
}

function whereOf(url: string): { name: string; port: number } {
  const parsed = URL.parse(url)
  return parsed ? { name: parsed.hostname, port: Number(parsed.port || 443) } : { name: '', port: 443 }
}

function gathered<V>(record: { state: 'gathered'; value: V } | { state: string } | undefined): V | undefined {
  return record && 'value' in record ? record.value : undefined
}
