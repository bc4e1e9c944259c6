import { parseCidr } from 'cidr-tools'
import { isInnerAddress } from '../inner-address.ts'
import type { ResolvedGroup } from '../resolved-rule.ts'
import { membersOf } from '../resolved-rule.ts'
import type { RuleFinding } from '../rule-finding.ts'
import type { PublishedHost, RuleSet } from '../rule-set.ts'
import { specialOf } from '../special-prefixes.ts'
import { ruleFinding } from './finding-words.ts'

const FAMILIES = [4, 6] as const

/** What is said of the hosts that rules lead to, and of what senders and hosts have of each family. */
export function hostFindings(set: RuleSet, groups: ReadonlyMap<string, ResolvedGroup>): RuleFinding[] {
  const used = new Set(set.rules.map(({ destination }) => destination))
  const hosts = set.hosts.filter(({ id }) => used.has(id))
  return [...hosts.flatMap(addressFindings), ...mixedFindings(hosts), ...familyFindings(set, groups)]
}

function addressFindings(host: PublishedHost): RuleFinding[] {
  const { id, public: outer, internal } = host
  if (outer.length + internal.length === 0) return [ruleFinding('no-address', { host: id })]
  if (outer.length === 0) return [ruleFinding('no-public-address', { host: id })]
  const inner = outer.find(isInnerAddress)
  const nowhere = [...outer.filter((address) => !isInnerAddress(address)), ...internal].find(isOfNoHost)
  const wrong = [
    ...(inner === undefined ? [] : [ruleFinding('inner-public-address', { host: id, text: inner })]),
    ...(nowhere === undefined ? [] : [ruleFinding('no-host-address', { host: id, text: nowhere })]),
  ]
  if (internal.length === 0) return [...wrong, ruleFinding('no-internal-address', { host: id })]
  const counts = FAMILIES.map((family) => [of(family, outer).length, of(family, internal).length] as const)
  if (counts.some(([before, behind]) => (before === 0) !== (behind === 0)))
    return [...wrong, ruleFinding('nat-families', { host: id })]
  if (counts.some(([before, behind]) => before !== behind)) return [...wrong, ruleFinding('nat-counts', { host: id })]
  return wrong
}

/** Every address, groups of receivers, and what each machine calls itself lead to no host. */
function isOfNoHost(address: string): boolean {
  const kind = specialOf(parseCidr(address))?.special.kind
  return kind === 'this-network' || kind === 'multicast' || kind === 'loopback'
}

/** One host that is translated and one that is not, in one set. */
function mixedFindings(hosts: readonly PublishedHost[]): RuleFinding[] {
  const whole = hosts.filter(({ public: outer, internal }) => outer.length > 0 && internal.length > 0)
  const translated = whole.find(isTranslated)
  const plain = whole.find((host) => !isTranslated(host))
  return translated && plain ? [ruleFinding('nat-mixed', { host: translated.id, other: plain.id })] : []
}

function isTranslated({ public: outer, internal }: PublishedHost): boolean {
  const same = new Set(outer.map((address) => parseCidr(address).start))
  return !internal.some((address) => same.has(parseCidr(address).start))
}

function familyFindings(set: RuleSet, groups: ReadonlyMap<string, ResolvedGroup>): RuleFinding[] {
  const hosts = new Map(set.hosts.map((host) => [host.id, host]))
  return set.rules.flatMap((rule) => {
    const host = hosts.get(rule.destination)
    const own = rule.sources.flatMap((id) => groups.get(id) ?? [])
    const addresses = [...(host?.public ?? []), ...(host?.internal ?? [])]
    if (addresses.length === 0) return []
    const detail = { rule: rule.id, host: rule.destination }
    return FAMILIES.flatMap((family) => {
      const text = family === 4 ? 'IPv4' : 'IPv6'
      const count = own.reduce((sum, group) => sum + membersOf(group, family).length, 0)
      const has = of(family, addresses).length > 0
      if (count > 0 && !has) return [ruleFinding('senders-without-family', { ...detail, text, count })]
      // Names may be of either family; where there are no senders at all, that is told of the group.
      const isKnown =
        own.every(({ names }) => names.length === 0) && own.some(({ four, six }) => four.length + six.length > 0)
      return count === 0 && has && isKnown ? [ruleFinding('host-without-family', { ...detail, text })] : []
    })
  })
}

function of(family: 4 | 6, addresses: readonly string[]): string[] {
  return addresses.filter((address) => address.includes(':') === (family === 6))
}
