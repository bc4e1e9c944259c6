import type { ConfigurationReading, ConfigurationRefusal } from '../../shared/management/configuration-reading.ts'
import {
  type ConfigurationSource,
  type KeptLeftOut,
  type KeptPart,
  type LeftOut,
  mostEarlier,
  type ReadingProblem,
  type StoredPart,
} from '../../shared/management/kept-configuration.ts'

/** So many refusals of a file stay with what is kept of it; the import itself tells more. */
const MOST_KEPT = 20

/** What of a file is not in its configuration. */
export function leftOutOf({ counts, refusals, moreRefusals, ended }: ConfigurationReading): LeftOut {
  return {
    counts,
    refusals: refusals.map(problemOf),
    refusalCount: refusals.length + moreRefusals,
    ended: ended ? problemOf(ended) : null,
  }
}

function problemOf({ line, sentence }: Pick<ConfigurationRefusal, 'line' | 'sentence'>): ReadingProblem {
  return { line: line ?? null, sentence }
}

/** What stays with a part: of the source itself, and of those before it where what they told is still there. */
export function keptLeftOut(
  leftOut: LeftOut | undefined,
  { name, readAt }: ConfigurationSource,
  before: StoredPart | undefined,
): KeptLeftOut[] {
  const own = leftOut ? [{ ...leftOut, refusals: leftOut.refusals.slice(0, MOST_KEPT), name, readAt }] : []
  // A file that was given again is not left out of twice.
  const others = before?.leftOut?.filter((each) => each.name !== name) ?? []
  return [...own, ...others].slice(0, mostEarlier)
}

/** The parts as a window is told, and what was left out of all of them, each file once and the latest first. */
export function toldParts(parts: readonly StoredPart[]): { parts: KeptPart[]; leftOut: KeptLeftOut[] } {
  const files = new Map(
    parts.flatMap(({ leftOut = [] }) => leftOut).map((each) => [JSON.stringify([each.name, each.readAt]), each]),
  )
  return {
    parts: parts.map(({ leftOut: _, wholeAt: _wholeAt, older: _older, ...part }) => part),
    leftOut: [...files.values()].toSorted((one, other) => Date.parse(other.readAt) - Date.parse(one.readAt)),
  }
}
