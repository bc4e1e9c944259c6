import { familyOfEntry, namesOf, prefixesOf } from './list-entry.ts'
import { aggregated } from './prefixes.ts'
import type { FirewallRule, NeededService, PublishedHost, RuleSet, SenderGroup } from './rule-set.ts'

/** Which of a host's addresses a platform's rules look at: those before translation, or those behind it. */
export type AddressSide = 'public' | 'internal'

/** A group of senders as it is written: the same addresses in the fewest prefixes, by family, and the names as they are. */
export type ResolvedGroup = {
  id: string
  provider: string
  region: string | null
  four: readonly string[]
  six: readonly string[]
  names: readonly string[]
}

/** One family of a rule: who may send, of all its groups together, and to which addresses. Neither is empty. */
export type FamilyPart = { family: 4 | 6; sources: readonly string[]; destinations: readonly string[] }

/** Why a part of a rule can't be written. */
export type LeftOut = {
  rule: string
  what: 'sources-4' | 'sources-6' | 'names' | 'destination-4' | 'destination-6' | 'rule'
  /**
   * The family has no address at the other end; the platform does not carry it; there is nothing at all; the rule is over; it is
   * switched off and the platform keeps none that is; in a change, a group has its first member of a kind, or lost its last.
   */
  why: 'no-destination' | 'no-source' | 'platform' | 'nothing' | 'expired' | 'off' | 'first-of-kind' | 'last-of-kind'
  count: number
}

/** A rule with all that it speaks of. `parts`: one for each family that has both ends. */
export type ResolvedRule = {
  rule: FirewallRule
  groups: readonly ResolvedGroup[]
  host: PublishedHost
  services: readonly NeededService[]
  parts: readonly FamilyPart[]
  /** Senders that are names, which a firewall looks up by itself. */
  names: readonly string[]
}

/** The rules of a set in their order, and what of them leads nowhere. */
export type ResolvedRules = { rules: readonly ResolvedRule[]; leftOut: readonly LeftOut[] }

/** The groups of a set by their ids. */
export function resolveGroups(groups: readonly SenderGroup[]): ReadonlyMap<string, ResolvedGroup> {
  return new Map(groups.map((group) => [group.id, resolveGroup(group)]))
}

/** The rules of a set for the addresses of one side. `groups`: those of the set, where they were resolved before. */
export function resolveRules(set: RuleSet, side: AddressSide, groups = resolveGroups(set.groups)): ResolvedRules {
  const hosts = new Map(set.hosts.map((each) => [each.id, eachAddressOnce(each)]))
  const services = new Map(set.services.map((each) => [each.id, each]))
  const leftOut: LeftOut[] = []
  const rules = set.rules.map((rule): ResolvedRule => {
    const own = [...new Set(rule.sources)].map((id) => needed(groups, id))
    const host = needed(hosts, rule.destination)
    const senders = [...new Set(own.flatMap((group) => group.names))]
    // Without an address at the other end there is nothing that a name could be let in to.
    const names = host[side].length === 0 ? [] : senders
    if (names.length < senders.length)
      leftOut.push({ rule: rule.id, what: 'names', why: 'no-destination', count: senders.length })
    const parts = ([4, 6] as const).flatMap((family) => partOf(family, rule, own, host[side], leftOut))
    if (parts.length === 0 && names.length === 0)
      leftOut.push({ rule: rule.id, what: 'rule', why: 'nothing', count: 1 })
    return {
      rule,
      groups: own,
      host,
      services: eachEndOnce(rule.services.map((id) => needed(services, id))),
      parts,
      names,
    }
  })
  return { rules, leftOut }
}

/** The members of a group of one family. */
export function membersOf(group: ResolvedGroup, family: 4 | 6): readonly string[] {
  return family === 4 ? group.four : group.six
}

function resolveGroup({ id, provider, region, entries }: SenderGroup): ResolvedGroup {
  const prefixes = aggregated(prefixesOf(entries))
  return {
    ...{ id, provider, region },
    four: prefixes.filter((each) => familyOfEntry(each) === 4),
    six: prefixes.filter((each) => familyOfEntry(each) === 6),
    names: [...new Set(namesOf(entries))],
  }
}

function partOf(
  family: 4 | 6,
  { id }: FirewallRule,
  groups: readonly ResolvedGroup[],
  addresses: readonly string[],
  leftOut: LeftOut[],
): FamilyPart[] {
  const [only, more] = groups.map((group) => membersOf(group, family)).filter((members) => members.length > 0)
  const sources = more === undefined ? (only ?? []) : aggregated(groups.flatMap((group) => membersOf(group, family)))
  const destinations = addresses.filter((address) => address.includes(':') === (family === 6))
  if (sources.length > 0 && destinations.length > 0) return [{ family, sources, destinations }]
  if (sources.length > 0)
    leftOut.push({ rule: id, what: `sources-${family}`, why: 'no-destination', count: sources.length })
  if (destinations.length > 0 && groups.every((group) => group.names.length === 0))
    leftOut.push({ rule: id, what: `destination-${family}`, why: 'no-source', count: destinations.length })
  return []
}

/** An address that was typed twice is one end, and would be a line or a rule twice. */
function eachAddressOnce(host: PublishedHost): PublishedHost {
  return { ...host, public: [...new Set(host.public)], internal: [...new Set(host.internal)] }
}

/** Two services with one port differ by their paths alone, of which a firewall knows nothing: a rule opens the port once. */
function eachEndOnce(services: readonly NeededService[]): NeededService[] {
  const ends = new Map<string, NeededService>()
  for (const service of services) {
    const end = `${service.protocol} ${service.port}`
    if (!ends.has(end)) ends.set(end, service)
  }
  return [...ends.values()]
}

/** A RuleSet holds every id that its rules speak of. */
function needed<T>(known: ReadonlyMap<string, T>, id: string): T {
  const found = known.get(id)
  if (found === undefined) throw new Error(`A rule set speaks of ${id}, which it does not hold.`)
  return found
}
