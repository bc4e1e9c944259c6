import { addressName, lookedUpName, prefixName } from './object-name.ts'
import type { ResolvedGroup } from './resolved-rule.ts'
import type { RuleSet } from './rule-set.ts'
import type { GroupChange } from './writer.ts'

/** A member of a group as an object of its own: a prefix or a name that is looked up. */
export type MemberObject = { name: string; member: string; kind: 'four' | 'six' | 'name' }

/** The objects of groups, each once, where a platform has no members but objects. */
export function objectsOf(groups: readonly ResolvedGroup[]): MemberObject[] {
  const found = new Map<string, MemberObject>()
  for (const group of groups)
    for (const each of [
      ...group.four.map((member) => ({ name: prefixName(member), member, kind: 'four' as const })),
      ...group.six.map((member) => ({ name: prefixName(member), member, kind: 'six' as const })),
      ...group.names.map((member) => ({ name: lookedUpName(member), member, kind: 'name' as const })),
    ])
      if (!found.has(each.name)) found.set(each.name, each)
  return [...found.values()]
}

/**
 * The objects that a change of groups needs, and those that nobody needs any more. Kept is what a group has that stands, and
 * what is the address of a published host.
 */
export function objectChanges(
  changes: readonly GroupChange[],
  standing: readonly ResolvedGroup[],
  set: RuleSet,
): { created: MemberObject[]; deleted: MemberObject[] } {
  const hosts = set.hosts.flatMap((host) => [...host.public, ...host.internal].map(addressName))
  const kept = new Set([...hosts, ...objectsOf(standing).map(({ name }) => name)])
  const before = objectsOf(changes.map((change) => change.before)).filter(({ name }) => !kept.has(name))
  const after = objectsOf(changes.map((change) => change.after)).filter(({ name }) => !kept.has(name))
  const [had, has] = [new Set(before.map(({ name }) => name)), new Set(after.map(({ name }) => name))]
  return {
    created: after.filter(({ name }) => !had.has(name)),
    deleted: before.filter(({ name }) => !has.has(name)),
  }
}
