import { kindOfAddress } from '../artifacts/address-kind.ts'
import type { ArtifactRecords } from '../artifacts/artifacts.ts'
import type { NameAnswer } from '../artifacts/dns-answers.ts'
import { t } from '../language/translate.ts'

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
export function publishedNames(artifacts: ArtifactRecords, wantsActiveSync: boolean): PublishedName[] {
  const { inside, outside } = namedAddresses(artifacts)
  const byPlace = Map.groupBy(neededPlaces(artifacts, wantsActiveSync), ({ name, port }) => `${name}:${port}`)
  return [...byPlace.values()].flatMap((places) => {
    const [first] = places
    if (!first?.name) return []
    const { name, port } = first
    return {
      ...{ name, port, uses: [...new Set(places.map(({ use }) => placeUses[use]))] },
      ...{ inside: addressesOf(name, inside), outside: addressesOf(name, outside) },
    }
  })
}

/** What is asked at a name, as people call it. */
export const placeUses = { ews: 'EWS', 'active-sync': 'ActiveSync', autodiscover: t`Autodiscover` } as const

/** A name and a port at which something is asked; the name is empty where an address could not be read. */
type NeededPlace = { use: keyof typeof placeUses; name: string; port: number }

/** Where EWS, ActiveSync and Autodiscover are asked, as far as a run has seen it. */
export function neededPlaces(
  { endpoints, dnsAnswers, autodiscoverWellKnown }: ArtifactRecords,
  wantsActiveSync: boolean,
): NeededPlace[] {
  const addresses = gathered(endpoints)
  // The port at which the run asked: organisations that publish it elsewhere have that in their settings.
  const ways = gathered(autodiscoverWellKnown)?.attempts.filter(({ method }) => method === 'https-autodiscover') ?? []
  const asked = ways.map(({ urls: [first = ''] }) => whereOf(first))
  return [
    ...(addresses ? [{ use: 'ews' as const, ...whereOf(addresses.ews.url) }] : []),
    ...(addresses && wantsActiveSync ? [{ use: 'active-sync' as const, ...whereOf(addresses.activeSync.url) }] : []),
    ...(gathered(dnsAnswers)?.names ?? [])
      .filter(({ purpose, addresses: known }) => purpose === 'autodiscover' && known.length > 0)
      .map(({ name }) => ({
        ...{ use: 'autodiscover' as const, name },
        port: asked.find((place) => place.name === name.toLowerCase())?.port ?? 443,
      })),
  ]
}

/** What DNS says of the names of a run: here, and by the resolvers that see the domain as the internet does. */
export function namedAddresses({ dnsAnswers, dnsComparison }: ArtifactRecords): {
  inside: readonly NameAnswer[]
  outside: readonly NameAnswer[]
} {
  return {
    inside: gathered(dnsAnswers)?.names ?? [],
    outside: gathered(dnsComparison)?.outside.flatMap(({ names }) => names) ?? [],
  }
}

/** Whether an address is one that nobody on the internet can reach. */
export function isInner(address: string): boolean {
  return kindOfAddress(address) !== 'public'
}

/** What is asked of those who run a firewall in whatever case. */
export const askedWords = {
  nothingElse: () => t`No other port, no other name, and nothing from inside to outside.`,
  asItIs: () =>
    t`Please leave TLS as it is on the way (no inspection, no certificate of the firewall’s own), and do not ask for a sign-in or a client certificate before Exchange does.`,
} as const

/** What to ask of those who run the firewall, as a text that can be sent. */
export function firewallRequest(names: readonly PublishedName[], organisation: string, service: string): string {
  const targets = names.map(({ name, port, uses }) => t`  ${name}, TCP ${port} (${listed(uses)})`)
  return [
    t`Please let the servers of ${service} reach the mail of ${organisation} from the internet.`,
    '',
    t`From: the source addresses that ${service} names now. They may change at any time; the rule has to follow.`,
    'To:',
    ...targets,
    askedWords.nothingElse(),
    '',
    askedWords.asItIs(),
  ].join('\n')
}

/** Things as a part of a sentence. */
export function listed(uses: readonly string[]): string {
  return uses.length < 2 ? uses.join('') : t`${uses.slice(0, -1).join(', ')} and ${uses.at(-1)}`
}

/** The addresses that answers have of a name, each once. */
export function addressesOf(name: string, answers: readonly NameAnswer[]): string[] {
  const found = answers.filter((answer) => answer.name.toLowerCase() === name.toLowerCase())
  return [...new Set(found.flatMap(({ addresses }) => addresses.map(({ address }) => address)))]
}

/** The host and the port of an address; without a name where it can't be read. */
export function whereOf(url: string): { name: string; port: number } {
  const parsed = URL.parse(url)
  if (!parsed) return { name: '', port: 443 }
  return { name: parsed.hostname, port: Number(parsed.port || (parsed.protocol === 'http:' ? 80 : 443)) }
}

/** What was gathered, where it was. */
export function gathered<V>(record: { state: 'gathered'; value: V } | { state: string } | undefined): V | undefined {
  return record && 'value' in record ? record.value : undefined
}
