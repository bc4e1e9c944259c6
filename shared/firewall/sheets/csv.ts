import { stringify } from 'csv-stringify/browser/esm/sync'
import { t } from '../../language/translate.ts'
import { guardedCell } from '../../report/csv.ts'
import { printable } from '../../run/printable.ts'
import { definePeopleFormat } from './people-format.ts'
import { listedSenders, ruleCell, ruleColumns } from './rule-columns.ts'
import { type RuleRow, ruleRows } from './rule-rows.ts'
import { cellText } from './sheet-table.ts'

/** A spreadsheet cuts a cell that is longer than 32,767 characters; senders beyond go into further lines of the same rule. */
const MOST_CHARACTERS = 30_000
/** With more characters of senders than that in all lines, long lists are told by their group. */
const MOST_IN_ALL = 50_000_000
const LISTED_THEN = 50

export default definePeopleFormat({
  meta: {
    id: 'csv',
    name: t`CSV table`,
    extension: 'csv',
    mime: 'text/csv',
    basedOn: ['RFC 4180, in UTF-8 with a byte order mark, by which Excel knows it.'],
    warnings: [],
  },
  make(prepared) {
    const rows = ruleRows(prepared)
    const all = rows.reduce((sum, { sources }) => sum + charactersOf(sources), 0)
    const isTooMuch = all > MOST_IN_ALL
    const lines = isTooMuch ? rows.map(withShortList) : rows.flatMap(inParts)
    const columns = ruleColumns()
    const head = columns.map(({ label }) => label)
    const listed = { most: Number.POSITIVE_INFINITY, between: ', ' }
    const cells = lines.map((row) => columns.map(({ key }) => safeCell(row, key, cellText(ruleCell(row, key, listed)))))
    return {
      content: stringify([head, ...cells], {
        ...{ bom: true, record_delimiter: 'windows', quoted_match: /;/ },
      }),
      notes: isTooMuch
        ? [
            t`The senders would be too many to repeat in each line; long lists are told by their group. Take the JSON or the workbook for the entries.`,
          ]
        : [],
    }
  },
})

const ADDRESSES = /^[\d.a-f:/, ]*$/

/** Days and addresses are in forms that were checked before, and stay as they are; every other text is guarded. */
function safeCell(row: RuleRow, key: keyof RuleRow, text: string): string {
  if (key === 'start' || key === 'expiry') return text
  if (Array.isArray(row[key]) && ADDRESSES.test(text)) return text
  return printable(guardedCell(text))
}

/** The same line several times where its senders are too many for one cell, each time with the next of them. */
function inParts(row: RuleRow): RuleRow[] {
  if (charactersOf(row.sources) <= MOST_CHARACTERS) return [row]
  const parts: string[][] = []
  let room = 0
  for (const source of row.sources) {
    if (room < source.length + 2) {
      parts.push([])
      room = MOST_CHARACTERS
    }
    parts.at(-1)?.push(source)
    room -= source.length + 2
  }
  return parts.map((sources, at) => {
    const part = t`Part ${at + 1} of ${parts.length} of the senders`
    return { ...row, sources, notes: [part, row.notes].filter(Boolean).join('\n') }
  })
}

function withShortList(row: RuleRow): RuleRow {
  return { ...row, sources: [listedSenders(row, { most: LISTED_THEN, between: ', ' })] }
}

function charactersOf(sources: readonly string[]): number {
  return sources.reduce((sum, source) => sum + source.length + 2, 0)
}
