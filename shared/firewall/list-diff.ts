import { prefixesOf } from './list-entry.ts'
import { without } from './prefixes.ts'

/** How a list differs from an earlier one. */
export type ListDiff = {
  added: readonly string[]
  removed: readonly string[]
  unchanged: readonly string[]
  /**
   * The addresses that come in and go out, in the fewest prefixes. Both are empty where a list was only written otherwise: two
   * halves in the place of a whole.
   */
  addresses: { added: readonly string[]; removed: readonly string[] }
}

/** What changed from the entries of one version to those of another. */
export function diffLists(before: readonly string[], after: readonly string[]): ListDiff {
  const [had, has] = [new Set(before), new Set(after)]
  const [prefixesBefore, prefixesAfter] = [prefixesOf(before), prefixesOf(after)]
  return {
    added: after.filter((entry) => !had.has(entry)),
    removed: before.filter((entry) => !has.has(entry)),
    unchanged: after.filter((entry) => had.has(entry)),
    addresses: {
      added: without(prefixesAfter, prefixesBefore),
      removed: without(prefixesBefore, prefixesAfter),
    },
  }
}
