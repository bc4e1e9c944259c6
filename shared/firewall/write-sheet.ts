import { t } from '../language/translate.ts'
import { asleepOf } from './asleep.ts'
import { namesOfId } from './object-name.ts'
import {
  type LeftOut,
  type ResolvedGroup,
  type ResolvedRule,
  type ResolvedRules,
  resolveGroups,
  resolveRules,
} from './resolved-rule.ts'
import type { RuleSet, SenderGroup } from './rule-set.ts'
import type { Carries, GroupChange, GroupMembers, PlatformOptions, Writer, Written } from './writer.ts'

/** What was written, and everything of the rules that was not. */
export type WrittenSheet = Written & { leftOut: readonly LeftOut[] }

/** The kinds of members that a group has, and what is said of each where it is left out. */
const KINDS = [
  ['four', 'sources-4'],
  ['six', 'sources-6'],
  ['names', 'names'],
] as const

/**
 * A set of rules in one firewall's syntax. `resolved`: its rules for the side that the platform looks at. `today` as
 * 2026-11-29: a rule that is over by then is not written.
 */
export function writeSheet(
  writer: Writer,
  set: RuleSet,
  resolved: ResolvedRules,
  { options = {}, today }: { options?: PlatformOptions; today: string },
): WrittenSheet {
  const leftOut = [...resolved.leftOut]
  const rules = resolved.rules.flatMap((rule) => carried(rule, writer.meta.carries, today, leftOut))
  const written = writer.write(rules, options, set)
  return { ...written, notes: [...written.notes, ...earlyNotes(rules, today)], leftOut }
}

/** No platform is asked to begin by itself: a rule that is on works from the moment in which it is there. */
function earlyNotes(rules: readonly ResolvedRule[], today: string): string[] {
  const early = rules.flatMap(({ rule }) =>
    asleepOf(rule, today) === 'not-begun' ? [`${namesOfId.rule(rule.id)} (${rule.start})`] : [],
  )
  const names = early.join(', ')
  return early.length === 0
    ? []
    : [
        t`These rules are on and work as soon as they are applied, before their first day: ${names}. Apply them on that day, or switch them off until then.`,
      ]
}

/** Only what changed since `before`, the groups of an earlier version of the set: what is to be added and removed. */
export function writeDeltaSheet(
  writer: Writer,
  set: RuleSet,
  resolved: ResolvedRules,
  { before, options = {}, today }: { before: readonly SenderGroup[]; options?: PlatformOptions; today: string },
): WrittenSheet {
  const { carries } = writer.meta
  const leftOut = [...resolved.leftOut]
  const rules = resolved.rules.flatMap((rule) => carried(rule, carries, today, leftOut))
  if ('writeBetween' in writer) {
    // Of whom no earlier list is known, nothing changes by this sheet: so it is told beside it.
    const had = set.groups.map((group) => before.find(({ id }) => id === group.id) ?? group)
    const then = resolveRules(set, writer.meta.side, resolveGroups(had))
    const old = then.rules.flatMap((rule) => carried(rule, carries, today, []))
    return { ...writer.writeBetween({ before: old, after: rules }, options, set), leftOut }
  }
  const earlier = resolveGroups(before)
  const groups = new Map(rules.flatMap((rule) => rule.groups.map((group) => [group.id, group] as const)))
  const changes = [...groups.values()].flatMap((after) => {
    const had = earlier.get(after.id)
    return had ? changeOf(withoutKinds(had, carries), after, rules, leftOut) : []
  })
  const changed = new Set(changes.map(({ after }) => after.id))
  const standing = [...groups.keys()].flatMap((id) => {
    const had = changed.has(id) ? undefined : earlier.get(id)
    return had ? [withoutKinds(had, carries)] : []
  })
  const written = writer.writeChange(
    changes,
    rules.filter((rule) => rule.groups.some(({ id }) => changed.has(id))),
    options,
    set,
    standing,
  )
  const told =
    changes.length === 0
      ? t`Nothing is to be added or taken away by this sheet.`
      : t`The rollback takes back this change alone, and that of the earlier sheet no longer fits. To take everything back later, make the whole sheet of these lists anew and use its rollback.`
  return { ...written, notes: [...written.notes, told], leftOut }
}

/** What of a rule a platform carries; what it does not goes to `leftOut`. Empty where nothing is left. */
function carried(resolved: ResolvedRule, carries: Carries, today: string, leftOut: LeftOut[]): ResolvedRule[] {
  const { rule } = resolved
  const without = (what: LeftOut['what'], why: LeftOut['why'], count = 1) => {
    leftOut.push({ rule: rule.id, what, why, count })
    return []
  }
  if (resolved.parts.length === 0 && resolved.names.length === 0) return []
  if (rule.expiry !== null && rule.expiry < today) return without('rule', 'expired')
  if (!rule.enabled && carries.disabled === 'left-out') return without('rule', 'off')
  if (rule.action === 'deny' && !carries.deny) return without('rule', 'platform')
  const parts = resolved.parts.filter(({ family, sources }) => {
    if (family === 4 ? carries.four : carries.six) return true
    without(`sources-${family}`, 'platform', sources.length)
    return false
  })
  const names = carries.names ? resolved.names : []
  if (names.length < resolved.names.length) without('names', 'platform', resolved.names.length)
  if (parts.length === 0 && names.length === 0) return []
  return [{ ...resolved, parts, names, groups: resolved.groups.map((group) => withoutKinds(group, carries)) }]
}

/** The very group where the platform carries all of it: what was made of it once is found again. */
function withoutKinds(group: ResolvedGroup, carries: Carries): ResolvedGroup {
  const { four, six, names } = group
  const carried = (members: readonly string[], is: boolean) => is || members.length === 0
  if (carried(four, carries.four) && carried(six, carries.six) && carried(names, carries.names)) return group
  return {
    ...group,
    four: carries.four ? group.four : [],
    six: carries.six ? group.six : [],
    names: carries.names ? group.names : [],
  }
}

/**
 * The change of a group, without the kinds of which it had no member or has none now: an object that is not there, or would be
 * empty, is no matter of members alone, and is told.
 */
function changeOf(
  before: ResolvedGroup,
  after: ResolvedGroup,
  rules: readonly ResolvedRule[],
  leftOut: LeftOut[],
): GroupChange[] {
  const added: Record<keyof GroupMembers, readonly string[]> = { four: [], six: [], names: [] }
  const removed: Record<keyof GroupMembers, readonly string[]> = { four: [], six: [], names: [] }
  const [had, has] = [{ ...before }, { ...after }]
  for (const [kind, what] of KINDS) {
    const [old, now] = [new Set(before[kind]), new Set(after[kind])]
    if ((old.size === 0) === (now.size === 0)) {
      added[kind] = after[kind].filter((each) => !old.has(each))
      removed[kind] = before[kind].filter((each) => !now.has(each))
      continue
    }
    const why = old.size === 0 ? 'first-of-kind' : 'last-of-kind'
    for (const { rule, groups } of rules)
      if (groups.some(({ id }) => id === after.id))
        leftOut.push({ rule: rule.id, what, why, count: Math.max(old.size, now.size) })
    // Left as it was on both sides: neither added nor taken away.
    has[kind] = before[kind]
  }
  const differs = KINDS.some(([kind]) => added[kind].length > 0 || removed[kind].length > 0)
  return differs ? [{ before: had, after: has, added, removed }] : []
}
