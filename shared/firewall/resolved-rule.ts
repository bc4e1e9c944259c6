import { familyOfEntry, namesOf, prefixesOf } from './list-entry.ts'
import { aggregated } from './prefixes.ts'
import type { FirewallRule, NeededService, PublishedHost, RuleSet, SenderGroup } from './rule-set.ts'

/** Which of a host's addresses a platform's rules look at: those before translation, or those behind it. */
export type AddressSide = 'public' | 'internal'

/** One family of a rule: who may send, and to which addresses. Neither is empty. */
export type FamilyPart = { family: 4 | 6; sources: readonly string[]; destinations: readonly string[] }

/** Why a part of a rule can't be written. */
export type LeftOut = {
  rule: string
  what: 'sources-4' | 'sources-6' | 'names' | 'destination-4' | 'destination-6' | 'rule'
  /** The family has no address at the other end; the platform does not carry it; or there is nothing at all. */
  why: 'no-destination' | 'no-source' | 'platform' | 'nothing'
  count: number
}

/** A rule with all that it speaks of. `parts`: one for each family that has both ends. */
export type ResolvedRule = {
  rule: FirewallRule
  groups: readonly SenderGroup[]
  host: PublishedHost
  services: readonly NeededService[]
  parts: readonly FamilyPart[]
  /** Senders that are names, which a firewall looks up by itself. */
  names: readonly string[]
}

/** The rules of a set in their order, for the addresses of one side; and what of them leads nowhere. */
export function resolveRules(
  set: RuleSet,
  side: AddressSide,
): { rules: readonly ResolvedRule[]; leftOut: readonly LeftOut[] } {
  const groups = new Map(set.groups.map((each) => [each.id, each]))
  const hosts = new Map(set.hosts.map((each) => [each.id, each]))
  const services = new Map(set.services.map((each) => [each.id, each]))
  const leftOut: LeftOut[] = []
  const rules = set.rules.map((rule): ResolvedRule => {
    const own = rule.sources.map((id) => needed(groups, id))
    const host = needed(hosts, rule.destination)
    const entries = own.flatMap((group) => group.entries)
    const parts = ([4, 6] as const).flatMap((family) => partOf(family, rule, entries, host[side], leftOut))
    const names = [...new Set(namesOf(entries))]
    if (parts.length === 0 && names.length === 0)
      leftOut.push({ rule: rule.id, what: 'rule', why: 'nothing', count: 1 })
    return { rule, groups: own, host, services: rule.services.map((id) => needed(services, id)), parts, names }
  })
  return { rules, leftOut }
}

function partOf(
  family: 4 | 6,
  { id }: FirewallRule,
  entries: readonly string[],
  addresses: readonly string[],
  leftOut: LeftOut[],
): FamilyPart[] {
  const sources = aggregated(prefixesOf(entries).filter((entry) => familyOfEntry(entry) === family))
  const destinations = addresses.filter((address) => address.includes(':') === (family === 6))
  if (sources.length > 0 && destinations.length > 0) return [{ family, sources, destinations }]
  if (sources.length > 0)
    leftOut.push({ rule: id, what: `sources-${family}`, why: 'no-destination', count: sources.length })
  if (destinations.length > 0 && namesOf(entries).length === 0)
    leftOut.push({ rule: id, what: `destination-${family}`, why: 'no-source', count: destinations.length })
  return []
}

/** A RuleSet holds every id that its rules speak of. */
function needed<T>(known: ReadonlyMap<string, T>, id: string): T {
  const found = known.get(id)
  if (found === undefined) throw new Error(`A rule set speaks of ${id}, which it does not hold.`)
  return found
}
