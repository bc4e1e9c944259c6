import { parseCidr } from 'cidr-tools'
import type { ResolvedGroup } from '../resolved-rule.ts'

/** The senders of groups by number: of each family, and names. */
export type Atoms = { 4: readonly number[]; 6: readonly number[]; names: readonly number[] }

/**
 * The senders of all groups, cut into the fewest pieces of which each is in a group as a whole or not at all, with a number for
 * each piece: what groups have in common is then reckoned with numbers. A list of ten thousand prefixes that shares none with
 * another is one piece. By partition refinement: exact, and without comparing any two groups.
 */
export function senderAtoms(groups: readonly ResolvedGroup[]): ReadonlyMap<string, Atoms> {
  const four = piecesOf(
    groups.map((group) => group.four.map(spanOf).map(([start, end]) => [Number(start), Number(end)] as const)),
  )
  const six = piecesOf(groups.map((group) => group.six.map(spanOf)))
  const names = new Map<string, number>()
  for (const group of groups) for (const name of group.names) if (!names.has(name)) names.set(name, names.size)
  return new Map(
    groups.map((group, at) => [
      group.id,
      { 4: four[at] ?? [], 6: six[at] ?? [], names: group.names.map((name) => names.get(name) ?? 0) },
    ]),
  )
}

/** The first address of a prefix, and the first behind it. */
function spanOf(cidr: string): readonly [start: bigint, end: bigint] {
  const { start, end } = parseCidr(cidr)
  return [start, end + 1n]
}

/** For each list of spans the numbers of its pieces. */
function piecesOf<N extends number | bigint>(lists: readonly (readonly (readonly [start: N, end: N])[])[]): number[][] {
  const edges = sortedOnce(lists.flat(2) as N[])
  const cells = lists.map((spans) => spans.map(([start, end]) => [placeIn(edges, start), placeIn(edges, end)] as const))
  // Cells of one piece are in the same lists so far; each list splits every piece that it has a part of.
  const pieceOf = new Int32Array(edges.length)
  let count = 1
  for (const spans of cells) {
    const split = new Map<number, number>()
    for (const [first, end] of spans)
      for (let cell = first; cell < end; cell++) {
        const old = pieceOf[cell] ?? 0
        let fresh = split.get(old)
        if (fresh === undefined) {
          fresh = count++
          split.set(old, fresh)
        }
        pieceOf[cell] = fresh
      }
  }
  return cells.map((spans) => {
    const pieces = new Set<number>()
    for (const [first, end] of spans) for (let cell = first; cell < end; cell++) pieces.add(pieceOf[cell] ?? 0)
    return [...pieces]
  })
}

function sortedOnce<N extends number | bigint>(edges: readonly N[]): N[] {
  const sorted = edges.toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0))
  return sorted.filter((edge, at) => at === 0 || edge !== sorted[at - 1])
}

/**
 * Where an edge is among all of them, by halves. No Map is asked: V8 hashes a BigInt by its last 64 bits alone, which are zeros
 * in most prefixes of IPv6.
 */
function placeIn<N extends number | bigint>(edges: readonly N[], edge: N): number {
  let [low, high] = [0, edges.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((edges[middle] ?? edge) < edge) low = middle + 1
    else high = middle
  }
  return low
}
