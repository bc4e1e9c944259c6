import fc from 'fast-check'
import { expect, it } from 'vitest'
import { overlapFindings } from '../../../../shared/firewall/findings/overlaps.ts'
import { resolveGroups } from '../../../../shared/firewall/resolved-rule.ts'
import type { FirewallRule, RuleSet } from '../../../../shared/firewall/rule-set.ts'
import { type Block, numbersOf, smallRules } from '../small-universe.ts'

const today = '2026-11-29'

function found(set: RuleSet): (string | null)[][] {
  return overlapFindings(set, [...resolveGroups(set.groups).values()], today).map(({ code, rule, other }) => [
    ...[code, rule, other],
  ])
}

/** Every flow of a rule by itself: sender, address, port. */
function bitmapOf(rule: FirewallRule, set: RuleSet, blocks: readonly (readonly Block[])[]): Set<string> {
  const host = set.hosts.find(({ id }) => id === rule.destination)
  const flows = new Set<string>()
  for (const address of [...(host?.public ?? []), ...(host?.internal ?? [])]) {
    const family = address.includes(':') ? 6 : 4
    for (const { id, protocol, port } of set.services)
      if (rule.services.includes(id))
        for (const [at, group] of set.groups.entries())
          if (rule.sources.includes(group.id))
            for (const number of numbersOf(blocks[at] ?? [], family))
              flows.add([number, address, protocol, port].join())
  }
  return flows
}

const isSubset = (part: ReadonlySet<string>, whole: ReadonlySet<string>) => [...part].every((flow) => whole.has(flow))

/** The same by writing down who owns each flow, for each rule among those that are there whenever it is. */
function naive(set: RuleSet, blocks: readonly (readonly Block[])[]): (string | null)[][] {
  const isThere = (one: FirewallRule, other: FirewallRule) =>
    (one.enabled || !other.enabled) &&
    (one.start === null || one.start <= today || (other.start ?? '') >= one.start) &&
    (one.expiry === null || (other.expiry !== null && one.expiry >= other.expiry))
  const rules = set.rules
    .filter(({ expiry }) => expiry === null || expiry >= today)
    .map((rule) => ({ rule, flows: bitmapOf(rule, set, blocks) }))
    .filter(({ flows }) => flows.size > 0)
  return rules.flatMap(({ rule, flows }, at) => {
    const before = rules.slice(0, at).filter((each) => isThere(each.rule, rule))
    const owners = [...flows].map((flow) => before.find((each) => each.flows.has(flow)))
    const opposed = before.find((each) => owners.includes(each) && each.rule.action !== rule.action)
    if (owners.includes(undefined)) return opposed ? [['contradictory-in-part', rule.id, opposed.rule.id]] : []
    const whole = before.find((each) => owners.includes(each) && isSubset(flows, each.flows))
    if (!whole) return [['shadowed-together', rule.id, null]]
    const isSame = isSubset(whole.flows, flows)
    const [same, otherwise] = isSame ? ['duplicate', 'contradictory'] : ['shadowed', 'overruled']
    return [[whole.rule.action === rule.action ? same : otherwise, rule.id, whole.rule.id] as (string | null)[]]
  })
}

it('finds what a bitmap of all flows finds', () => {
  const seen = new Map<string, number>()
  fc.assert(
    fc.property(smallRules, ({ set, blocks }) => {
      const mine = found(set)
      for (const [code = ''] of mine) seen.set(code ?? '', (seen.get(code ?? '') ?? 0) + 1)
      expect(mine).toEqual(naive(set, blocks))
    }),
    { numRuns: 2_000, seed: 1 },
  )
  // It was no empty run: each kind came up.
  expect([...seen.keys()].toSorted()).toEqual([
    ...['contradictory', 'contradictory-in-part', 'duplicate', 'overruled', 'shadowed', 'shadowed-together'],
  ])
})
