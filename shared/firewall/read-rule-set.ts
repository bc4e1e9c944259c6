import { issueSentence } from '../contract/issue-sentence.ts'
import { counted, t } from '../language/translate.ts'
import { readEntries } from './read-entries.ts'
import { RuleSet } from './rule-set.ts'

/** Rules as they are made sheets of, or a sentence that says what of the file is refused, where, and what is accepted. */
export type RuleSetReading = { set: RuleSet; wide: readonly string[] } | { sentence: string }

/** So many entries are told that are not taken; the first few say what is wrong. */
const MOST_TOLD = 3
/** A file of rules may have a thousand groups; together they may not have more entries than that. */
const MOST_ENTRIES = 1_000_000

/**
 * Reads rules from JSON that came from outside. Senders are read as strictly as those of a list, and stand in the forms of a
 * list afterwards: the schema alone lets any text be one. `wide`: the entries that let in so many that somebody has to confirm
 * each.
 */
export function readRuleSet(value: unknown): RuleSetReading {
  const parsed = RuleSet.safeParse(value)
  if (!parsed.success)
    return { sentence: t`The file is not a set of rules: ${issueSentence(parsed.error, { nameKeys: true })}` }
  const set = parsed.data
  const all = set.groups.reduce((sum, { entries, before }) => sum + entries.length + (before?.entries.length ?? 0), 0)
  if (all > MOST_ENTRIES)
    return { sentence: t`The groups have ${all} entries together; accepted are at most ${MOST_ENTRIES}.` }
  const room = { left: MOST_ENTRIES }
  const refused: string[] = []
  const wide = new Set<string>()
  const read = (entries: readonly string[], place: string) => {
    const reading = readEntries(
      entries.map((text, at) => ({ text, at })),
      room,
    )
    for (const { at, sentence } of reading.refused) refused.push(`${place}.${at}: ${sentence}`)
    for (const entry of reading.wide) wide.add(entry)
    return [...reading.entries]
  }
  const groups = set.groups.map((group, at) => ({
    ...group,
    entries: read(group.entries, `groups.${at}.entries`),
    before: group.before && { ...group.before, entries: read(group.before.entries, `groups.${at}.before.entries`) },
  }))
  if (room.left < 0) return { sentence: t`The groups come to more than ${MOST_ENTRIES} prefixes and names together.` }
  if (refused.length === 0) return { set: { ...set, groups }, wide: [...wide] }
  const told = refused.slice(0, MOST_TOLD).join(' ')
  const more = refused.length - MOST_TOLD
  return { sentence: more > 0 ? t`${told} ${counted(more, 'more entry is', 'more entries are')} not taken.` : told }
}
