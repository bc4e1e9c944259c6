import { asleepOf } from '../asleep.ts'
import type { ResolvedGroup } from '../resolved-rule.ts'
import type { RuleFinding } from '../rule-finding.ts'
import type { FirewallRule, RuleSet } from '../rule-set.ts'
import { ruleFinding } from './finding-words.ts'
import { flowsOfRules, hasAllOf, type RuleFlows, sendersAt } from './rule-flows.ts'

/**
 * Rules that decide nothing, since rules before them decide all of it, and rules of which an earlier one decides a part
 * otherwise. Only what is there whenever the later rule is counts: an earlier rule that is switched off or ends sooner takes
 * nothing from it. Rules that are over are left out.
 */
export function overlapFindings(set: RuleSet, groups: readonly ResolvedGroup[], today: string): RuleFinding[] {
  const all = flowsOfRules(set, groups).filter(({ rule }) => asleepOf(rule, today) !== 'over')
  const times = new Map(all.map(({ rule }) => [timeOf(rule, today), rule]))
  const found = [...times].flatMap(([time, rule]) =>
    overlapsAt(
      all.filter((each) => isThereWith(each.rule, rule, today)),
      (each) => timeOf(each, today) === time,
    ),
  )
  const order = new Map(set.rules.map(({ id }, at) => [id, at]))
  const placeOf = ({ rule }: RuleFinding) => order.get(rule ?? '') ?? 0
  return found.toSorted((one, other) => placeOf(one) - placeOf(other))
}

/** What tells rules apart that are not there at the same time. */
function timeOf({ enabled, start, expiry }: FirewallRule, today: string): string {
  return [enabled, start !== null && start > today ? start : '', expiry ?? ''].join(' ')
}

/** Whether one rule is there whenever the other is. */
function isThereWith(one: FirewallRule, other: FirewallRule, today: string): boolean {
  if (!one.enabled && other.enabled) return false
  const begins = (rule: FirewallRule) => (rule.start !== null && rule.start > today ? rule.start : '')
  return begins(one) <= begins(other) && (one.expiry === null || (other.expiry !== null && one.expiry >= other.expiry))
}

/** In the order of the rules, each flow belongs to the first that is for it. */
function overlapsAt(all: readonly RuleFlows[], isAsked: (rule: FirewallRule) => boolean): RuleFinding[] {
  const owners = new Map<string, Map<number, number>>()
  return all.flatMap((flows, at) => {
    let [isLeft, last, opposed] = [false, -1, all.length]
    for (const { key, family } of flows.ends) {
      const known = owners.get(key) ?? new Map<number, number>()
      owners.set(key, known)
      for (const sender of sendersAt(flows.senders.list, family)) {
        const owner = known.get(sender)
        if (owner === undefined) {
          known.set(sender, at)
          isLeft = true
          continue
        }
        last = Math.max(last, owner)
        if (owner < opposed && all[owner]?.rule.action !== flows.rule.action) opposed = owner
      }
    }
    if (!isAsked(flows.rule)) return []
    // Whichever rule has all of these flows comes no sooner than the last of those that own one.
    const [whole, against] = [all[last], all[opposed]]
    if (!isLeft && whole) return [swallowed(flows, whole)]
    return against ? [ruleFinding('contradictory-in-part', { rule: flows.rule.id, other: against.rule.id })] : []
  })
}

function swallowed(flows: RuleFlows, whole: RuleFlows): RuleFinding {
  const both = { rule: flows.rule.id, other: whole.rule.id }
  if (!hasAllOf(whole, flows)) return ruleFinding('shadowed-together', { rule: flows.rule.id })
  const isSame = hasAllOf(flows, whole)
  if (whole.rule.action === flows.rule.action) return ruleFinding(isSame ? 'duplicate' : 'shadowed', both)
  return ruleFinding(isSame ? 'contradictory' : 'overruled', both)
}
