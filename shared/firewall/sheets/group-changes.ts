import { t } from '../../language/translate.ts'
import { type ResolvedGroup, resolveGroups } from '../resolved-rule.ts'
import type { SenderGroup } from '../rule-set.ts'
import type { SheetInput } from './sheet-input.ts'

/** Which members of a group came in and went out since an earlier sheet, as they are written. */
export type GroupChanges = { added: readonly string[]; removed: readonly string[] }

/** How the groups differ from earlier ones, by their ids. Only those that were there before. */
export function changesOfGroups(
  before: readonly SenderGroup[],
  after: ReadonlyMap<string, ResolvedGroup>,
): ReadonlyMap<string, GroupChanges> {
  const earlier = resolveGroups(before)
  const changes = new Map<string, GroupChanges>()
  for (const [id, had] of earlier) {
    const has = after.get(id)
    if (!has) continue
    const [old, now] = [membersOfGroup(had), membersOfGroup(has)]
    const [oldSet, nowSet] = [new Set(old), new Set(now)]
    changes.set(id, {
      added: now.filter((each) => !oldSet.has(each)),
      removed: old.filter((each) => !nowSet.has(each)),
    })
  }
  return changes
}

/** Every member of a group: IPv4, then IPv6, then names. */
export function membersOfGroup({ four, six, names }: Pick<ResolvedGroup, 'four' | 'six' | 'names'>): readonly string[] {
  return [...four, ...six, ...names]
}

/** In a sheet of changes: the groups of which nothing earlier is known, so that nothing of them is in it. */
export function unknownBefore({ delta, set }: Pick<SheetInput, 'delta' | 'set'>): string[] {
  if (!delta) return []
  return set.groups
    .filter(({ before }) => before === null)
    .map(
      ({ id }) =>
        t`Of the senders ${id} no earlier list is known: nothing of them is in this sheet. Make the whole sheet for them.`,
    )
}
