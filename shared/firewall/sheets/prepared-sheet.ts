import {
  type AddressSide,
  type ResolvedGroup,
  type ResolvedRules,
  resolveGroups,
  resolveRules,
} from '../resolved-rule.ts'
import type { SenderGroup } from '../rule-set.ts'
import { type WrittenSheet, writeDeltaSheet, writeSheet } from '../write-sheet.ts'
import type { Writer } from '../writer.ts'
import { changesOfGroups, type GroupChanges } from './group-changes.ts'
import type { SheetInput } from './sheet-input.ts'

/**
 * Everything that several forms of a sheet need of a set of rules; each thing is reckoned once, and only when it is asked for. What a
 * writer wrote is not held: all of them together are some 20 MB of a long list.
 */
export type PreparedSheet = SheetInput & {
  groups: () => ReadonlyMap<string, ResolvedGroup>
  /** How each group differs from its `before`; a group without one has no entry. */
  changes: () => ReadonlyMap<string, GroupChanges>
  rulesOf: (side: AddressSide) => ResolvedRules
  writtenBy: (writer: Writer) => WrittenSheet
}

export function prepareSheet(input: SheetInput): PreparedSheet {
  const { set, options, today, delta } = input
  const groups = once(() => resolveGroups(set.groups))
  const sides = {
    public: once(() => resolveRules(set, 'public', groups())),
    internal: once(() => resolveRules(set, 'internal', groups())),
  }
  const before = once(() => set.groups.flatMap(earlierOf))
  const rulesOf = (side: AddressSide) => sides[side]()
  return {
    ...input,
    groups,
    changes: once(() => changesOfGroups(before(), groups())),
    rulesOf,
    writtenBy(writer) {
      const resolved = rulesOf(writer.meta.side)
      return delta
        ? writeDeltaSheet(writer, set, resolved, { before: before(), options, today })
        : writeSheet(writer, set, resolved, { options, today })
    },
  }
}

function earlierOf(group: SenderGroup): SenderGroup[] {
  return group.before === null ? [] : [{ ...group, entries: group.before.entries, before: null }]
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
