import type { ResolvedGroup } from '../resolved-rule.ts'
import type { FirewallRule, PublishedHost, RuleSet } from '../rule-set.ts'
import { type Atoms, senderAtoms } from './sender-atoms.ts'

/** A port of addresses that are told apart by nothing, and of which family they are. */
type FlowEnd = { key: string; family: 4 | 6 }

/** All flows that a rule is for: each of its senders to each of its ends, as far as the family is the same. */
export type RuleFlows = { rule: FirewallRule; senders: SenderNumbers; ends: readonly FlowEnd[] }

/** Senders by number, in a list and to look up; what is the same is one object. */
type SenderNumbers = {
  list: Atoms
  has: { 4: ReadonlySet<number>; 6: ReadonlySet<number>; names: ReadonlySet<number> }
}

/** The flows of rules, in their order, of those that have any. */
export function flowsOfRules(set: RuleSet, groups: readonly ResolvedGroup[]): RuleFlows[] {
  const atoms = senderAtoms(groups)
  const ends = endsOfHosts(set.hosts)
  const ports = new Map(set.services.map(({ id, protocol, port }) => [id, `${protocol} ${port}`]))
  const known = new Map<string, SenderNumbers>()
  return set.rules.flatMap((rule) => {
    const sources = rule.sources.toSorted().join()
    let senders = known.get(sources)
    if (!senders) {
      senders = together(rule.sources.flatMap((id) => atoms.get(id) ?? []))
      known.set(sources, senders)
    }
    const { list } = senders
    const own = [...new Set(rule.services.map((id) => ports.get(id) ?? id))].flatMap((port) =>
      (ends.get(rule.destination) ?? [])
        .filter(({ family }) => list[family].length + list.names.length > 0)
        .map(({ key, family }) => ({ key: `${key} ${port}`, family })),
    )
    return own.length === 0 ? [] : [{ rule, senders, ends: own }]
  })
}

/** The numbers of the senders that a rule has at an end of one family: those of the family, and names. */
export function* sendersAt(list: Atoms, family: 4 | 6): Generator<number> {
  yield* list[family]
  // Names have negative numbers, apart from those of addresses.
  for (const name of list.names) yield -1 - name
}

/** Whether all flows of one are among those of the other. */
export function hasAllOf(whole: RuleFlows, part: RuleFlows): boolean {
  const keys = new Set(whole.ends.map(({ key }) => key))
  if (!part.ends.every(({ key }) => keys.has(key))) return false
  if (whole.senders === part.senders) return true
  const families = new Set(part.ends.map(({ family }) => family))
  return [...families, 'names' as const].every((kind) =>
    part.senders.list[kind].every((number) => whole.senders.has[kind].has(number)),
  )
}

function together(all: readonly Atoms[]): SenderNumbers {
  const has = {
    4: new Set(all.flatMap((each) => each[4])),
    6: new Set(all.flatMap((each) => each[6])),
    names: new Set(all.flatMap((each) => each.names)),
  }
  return { list: { 4: [...has[4]], 6: [...has[6]], names: [...has.names] }, has }
}

/** The addresses of hosts; those that the same hosts have are one end. */
function endsOfHosts(hosts: readonly PublishedHost[]): ReadonlyMap<string, readonly FlowEnd[]> {
  const holders = new Map<string, Set<string>>()
  for (const { id, public: outer, internal } of hosts)
    for (const address of [...outer, ...internal]) {
      const canonical = address.toLowerCase()
      holders.set(canonical, (holders.get(canonical) ?? new Set()).add(id))
    }
  const ends = new Map<string, Map<string, FlowEnd>>()
  for (const [address, ids] of holders) {
    const family = address.includes(':') ? 6 : 4
    const key = `${family} ${[...ids].join()}`
    for (const id of ids) ends.set(id, (ends.get(id) ?? new Map()).set(key, { key, family }))
  }
  return new Map([...ends].map(([id, own]) => [id, [...own.values()]]))
}
