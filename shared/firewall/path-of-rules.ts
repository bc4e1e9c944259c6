import { counted, t } from '../language/translate.ts'
import { allWriters } from './all-writers.ts'
import { type Asleep, asleepOf, asleepWords } from './asleep.ts'
import { listed } from './published-names.ts'
import type { AddressSide } from './resolved-rule.ts'
import type { FirewallRule, PublishedHost } from './rule-set.ts'
import type { FirewallDraft } from './told-firewall.ts'

/** A group of senders, as far as the picture tells of it. */
export type PathGroup = { id: string; provider: string; region: string | null; senders: number }

/** A rule at a station, with what it does there as one sentence. */
export type StationRule = { rule: string; action: FirewallRule['action']; asleep: Asleep | null; words: string }

/** What stands together at a station: a zone of the firewall, or none, with its hosts or groups and their addresses. */
export type StationPlace = {
  zone: string | null
  members: readonly { id: string; name: string; details: readonly string[] }[]
}

/**
 * A station of the way. `edge`: the firewall as the internet sees it, before it translates; `behind`: the same behind the
 * translation, where a DMZ and its reverse proxy are; `server`: what is asked for there.
 */
export type PathStation = {
  kind: 'vendor' | 'internet' | 'edge' | 'behind' | 'server'
  title: string
  places: readonly StationPlace[]
  rules: readonly StationRule[]
  /** Platforms whose rules look at the addresses of this station. */
  platforms: readonly string[]
}

/** The way from the vendor’s servers to the hosts, station by station, with the ports on it. */
export type PathOfRules = { stations: readonly PathStation[]; ports: readonly string[] }

/** The picture of a set of rules, as data. `today` as 2026-11-29. */
export function pathOfRules(
  { hosts, services, rules }: Pick<FirewallDraft, 'hosts' | 'services' | 'rules'>,
  groups: readonly PathGroup[],
  today: string,
): PathOfRules {
  const used = new Set(rules.flatMap(({ sources }) => sources))
  const led = new Set(rules.map(({ destination }) => destination))
  const reached = hosts.filter(({ id }) => led.has(id))
  const byId = new Map(reached.map((host) => [host.id, host]))
  const portOf = new Map(services.map(({ id, protocol, port }) => [id, `${protocol.toUpperCase()} ${port}`]))
  const portsOf = (rule: FirewallRule) => [...new Set(rule.services.flatMap((id) => portOf.get(id) ?? []))]
  const rulesAt = (side: AddressSide) =>
    rules.flatMap((rule): StationRule[] => {
      const host = byId.get(rule.destination)
      // Without a translation there is nothing behind one: the rule stands at the edge alone.
      if (!host || host[side].length === 0 || (side === 'internal' && isPlain(host))) return []
      const asleep = asleepOf(rule, today)
      return [{ rule: rule.id, action: rule.action, asleep, words: ruleWords(rule, host, side, portsOf(rule), asleep) }]
    })
  const pathsOf = (host: PublishedHost) => {
    const ids = new Set(rules.flatMap((rule) => (rule.destination === host.id ? rule.services : [])))
    return services
      .filter(({ id }) => ids.has(id))
      .map(({ id, paths }) => [portOf.get(id) ?? '', paths.join(', ')].filter((part) => part !== '').join(': '))
  }
  const stations: PathStation[] = [
    {
      ...{ kind: 'vendor', title: t`The vendor’s servers`, rules: [], platforms: [] },
      places: [{ zone: null, members: groups.filter(({ id }) => used.has(id)).map(groupMember) }],
    },
    { kind: 'internet', title: t`The internet`, places: [], rules: [], platforms: [] },
    {
      ...{ kind: 'edge', title: t`The firewall, before it translates` },
      places: placesOf(reached, 'fromZone', (host) => host.public),
      ...{ rules: rulesAt('public'), platforms: platformsAt('public') },
    },
    {
      ...{ kind: 'behind', title: t`Behind the translation: DMZ, reverse proxy` },
      places: placesOf(reached, 'toZone', (host) => host.internal),
      ...{ rules: rulesAt('internal'), platforms: platformsAt('internal') },
    },
    {
      ...{ kind: 'server', title: t`Exchange`, rules: [], platforms: [] },
      places: placesOf(reached, null, pathsOf),
    },
  ]
  return { stations, ports: [...new Set(rules.flatMap(portsOf))] }
}

/** Whether a host has the same addresses on both sides. */
function isPlain({ public: outer, internal }: PublishedHost): boolean {
  const behind = new Set(internal.map((address) => address.toLowerCase()))
  return outer.length === behind.size && outer.every((address) => behind.has(address.toLowerCase()))
}

function groupMember({ id, provider, region, senders }: PathGroup): StationPlace['members'][number] {
  return { id, name: region === null ? provider : `${provider}, ${region}`, details: [counted(senders, 'sender')] }
}

/** Hosts by zone, in the order in which they come. */
function placesOf(
  hosts: readonly PublishedHost[],
  zone: 'fromZone' | 'toZone' | null,
  detailsOf: (host: PublishedHost) => readonly string[],
): StationPlace[] {
  const byZone = Map.groupBy(hosts, (host) => (zone === null ? null : host[zone]))
  return [...byZone].map(([name, own]) => ({
    zone: name,
    members: own.map((host) => ({ id: host.id, name: host.name, details: detailsOf(host) })),
  }))
}

function platformsAt(side: AddressSide): string[] {
  return allWriters.filter(({ meta }) => meta.side === side).map(({ meta }) => meta.name)
}

function ruleWords(
  rule: FirewallRule,
  host: PublishedHost,
  side: AddressSide,
  ports: readonly string[],
  asleep: Asleep | null,
): string {
  const [from, to] = [listed(rule.sources), `${listed(host[side])} (${host.name})`]
  const words =
    rule.action === 'allow'
      ? t`Allows ${from} to ${to}, ${listed(ports)}, from ${host.fromZone} to ${host.toZone}`
      : t`Denies ${from} to ${to}, ${listed(ports)}, from ${host.fromZone} to ${host.toZone}`
  return asleep === null ? `${words}.` : t`${words}; it ${asleepWords(asleep, rule)}.`
}
