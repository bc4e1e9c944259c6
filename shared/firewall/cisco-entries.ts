import { netmask } from './netmask.ts'
import { namesOfId } from './object-name.ts'
import type { ResolvedGroup, ResolvedRule } from './resolved-rule.ts'

/** An entry of an access list, without the list and what follows the ports. */
export type CiscoEntry = {
  of: ResolvedRule
  family: 4 | 6
  /** `permit tcp object-group A host B eq 443` */
  match: string
}

/** What a rule comes to in entries of one family, for those of its groups that `has` such senders. */
export function entriesOf(
  of: ResolvedRule,
  family: 4 | 6,
  addresses: readonly string[],
  has: (group: ResolvedGroup) => boolean,
): CiscoEntry[] {
  const { rule, groups, services, host } = of
  const [first, ...more] = [...new Set(addresses)].filter((address) => address.includes(':') === (family === 6))
  if (first === undefined) return []
  const to = more.length === 0 ? `host ${first}` : `object-group ${namesOfId.hostOf(family, host.id)}`
  const action = rule.action === 'allow' ? 'permit' : 'deny'
  return groups.filter(has).flatMap((group) =>
    services.map(({ protocol, port }) => {
      const from = `object-group ${namesOfId.sendersOf(family, group.id)}`
      return { of, family, match: `${action} ${protocol} ${from} ${to} eq ${port}` }
    }),
  )
}

/**
 * Entries with what a list takes for one and the same put together: it has each match once, and what comes later only changes
 * how it is logged or whether it is on. The one that is kept is the first that works, and else the first.
 */
export function onceEach(entries: readonly CiscoEntry[]): { entry: CiscoEntry; repeats: CiscoEntry | undefined }[] {
  const keyOf = ({ family, match }: CiscoEntry) => `${family} ${match}`
  const kept = new Map<string, CiscoEntry>()
  for (const entry of entries) {
    const earlier = kept.get(keyOf(entry))
    if (!earlier || (!earlier.of.rule.enabled && entry.of.rule.enabled)) kept.set(keyOf(entry), entry)
  }
  return entries.map((entry) => {
    const own = kept.get(keyOf(entry))
    return { entry, repeats: own === entry ? undefined : own }
  })
}

/** A member of a group as both Ciscos write it: one address, or a network. */
export function ciscoMember(cidr: string): string {
  const six = cidr.includes(':')
  const [ip = '', length = ''] = cidr.split('/')
  if (length === (six ? '128' : '32')) return `host ${ip}`
  return six ? cidr : `${ip} ${netmask(Number(length))}`
}

/** The groups for hosts with more than one address of a family, each once: their name and their addresses. */
export function hostGroups(
  rules: readonly ResolvedRule[],
  side: 'public' | 'internal',
): { family: 4 | 6; name: string; addresses: string[] }[] {
  const hosts = [...new Map(rules.map(({ host }) => [host.id, host] as const)).values()]
  return hosts.flatMap((host) =>
    ([4, 6] as const).flatMap((family) => {
      const addresses = [...new Set(host[side])].filter((address) => address.includes(':') === (family === 6))
      return addresses.length < 2 ? [] : [{ family, name: namesOfId.hostOf(family, host.id), addresses }]
    }),
  )
}
