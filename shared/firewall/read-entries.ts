import { parseCidr } from 'cidr-tools'
import { type EntryRefusal, shownEntry } from './entry-refusal.ts'
import { familyOfEntry } from './list-entry.ts'
import { readEntry } from './source-entry.ts'

/** A text of a list, and where it stands: a line of a file, a place of an array. */
export type WrittenEntry = { text: string; at: number }

/** What a list's texts come to. One refusal is enough for the list not to be taken; all of them are told. */
export type EntriesReading = {
  entries: readonly string[]
  /** `text`: the entry as it may be shown. */
  refused: readonly (EntryRefusal & { at: number; text: string })[]
  /** Entries that let in so many that somebody has to confirm each, as they were written. */
  wide: readonly string[]
  /** How many were written more than once, in whatever form. */
  repeated: number
}

/**
 * Reads the texts of a list: each entry once, prefixes in the order of their addresses, IPv4 first and names last. `room`:
 * how many prefixes and names they may come to, less those that they did. One range of IPv6 alone may be two hundred prefixes; once
 * nothing is left, nothing further is read, and whoever gave the room refuses the list.
 */
export function readEntries(
  written: Iterable<WrittenEntry>,
  room = { left: Number.POSITIVE_INFINITY },
): EntriesReading {
  const found = new Set<string>()
  const refused: (EntryRefusal & { at: number; text: string })[] = []
  const wide = new Set<string>()
  let repeated = 0
  for (const { text, at } of written) {
    const reading = readEntry(text)
    if ('refused' in reading) {
      refused.push({ ...reading, at, text: shownEntry(text.trim()) })
      continue
    }
    if (reading.wide) wide.add(text.trim())
    const entries = reading.entries.map((entry) => (entry.kind === 'prefix' ? entry.cidr : entry.name))
    // What came before counts again, since it was reckoned again.
    room.left -= entries.length
    if (room.left < 0) break
    if (entries.every((entry) => found.has(entry))) repeated += 1
    for (const entry of entries) found.add(entry)
  }
  return { entries: inOrder([...found]), refused, wide: [...wide], repeated }
}

/** The lines of a text that hold an entry: blank lines and comments (`#`, `;`, `//`) are none, nor what stands behind `#`. No more than one beyond `most`. */
export function linesOfList(text: string, most = Number.POSITIVE_INFINITY): WrittenEntry[] {
  const written: WrittenEntry[] = []
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const [entry = ''] = line.replace(/^\ufeff/, '').split(/#|^\s*(?:;|\/\/)/, 1)
    if (entry.trim() !== '') written.push({ text: entry, at: index + 1 })
    if (written.length > most) break
  }
  return written
}

function inOrder(entries: readonly string[]): string[] {
  const placeOf = { 4: 0, 6: 1, name: 2 } as const
  return entries
    .map((entry) => {
      const family = familyOfEntry(entry)
      return { entry, place: placeOf[family], ...(family !== 'name' && parseCidr(entry)) }
    })
    .toSorted((one, other) => {
      if (one.place !== other.place) return one.place - other.place
      if (one.start === undefined || other.start === undefined) return one.entry < other.entry ? -1 : 1
      if (one.start !== other.start) return one.start < other.start ? -1 : 1
      return Number(one.prefix) - Number(other.prefix)
    })
    .map(({ entry }) => entry)
}
