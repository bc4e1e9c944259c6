import { csvRows, separatorOf } from './csv-rows.ts'
import { entryNamesIn, isEntryName } from './entry-keys.ts'
import { type ListFileRefusal, refuseFile } from './list-file-refusal.ts'
import type { WrittenEntry } from './read-entries.ts'
import { readEntry } from './source-entry.ts'

/** Whether a text is a table, and not one entry a line. */
export function isCsv(text: string): boolean {
  const [first = ''] = text
    .split(/\r\n|\r|\n/, 200)
    .filter((line) => line.trim() !== '' && !/^\s*(#|;|\/\/)/.test(line))
  // What stands behind # is a remark of whoever wrote it, and may have any sign in it.
  const [said = ''] = first.split('#', 1)
  return separatorOf(said) !== null || said.includes('"') || isEntryName(said.trim())
}

/** The texts of a list in CSV: those of the column that is called as such columns are, else of the only one. */
export function listInCsv(text: string): WrittenEntry[] | ListFileRefusal {
  // Excel's own line, by which it knows what parts the values.
  const declared = /^sep=(.)(?:\r\n|\r|\n)/i.exec(text)
  const rows = csvRows(declared ? text.slice(declared[0].length) : text, declared?.[1] ?? separatorOf(text) ?? ',')
  if ('unreadable' in rows) return rows
  const [first, ...others] = rows
  if (!first) return []
  const names = entryNamesIn(first.cells)
  if (names === null) return refuseFile('several-columns', { names: first.cells })
  const columns = first.cells.flatMap((cell, index) => (names.includes(cell) ? [index] : []))
  if (names.length === 0) return withoutNames(rows)
  const ragged = others.find(({ cells }) => !fits(cells, first.cells.length))
  if (ragged) return refuseFile('ragged-row', { at: ragged.at })
  return entriesOf(others, columns)
}

/** A table whose first line names nothing that is known: one column, or addresses alone as somebody would paste them. */
function withoutNames(rows: { cells: string[]; at: number }[]): WrittenEntry[] | ListFileRefusal {
  const filled = rows.map(({ cells, at }) => ({ at, cells: withoutBlanksBehind(cells) }))
  if (filled.every(({ cells }) => cells.length === 1)) return entriesOf(filled, [0])
  const isAddresses = filled.every(({ cells }) => cells.every((cell) => cell.trim() === '' || isEntry(cell)))
  if (!isAddresses) return refuseFile('no-column', { names: rows[0]?.cells ?? [] })
  if (filled.length > 1 && filled.every(({ cells }) => cells.length === 2)) return refuseFile('pairs-or-ranges')
  return filled.flatMap(({ cells, at }) => cells.flatMap((text) => (text.trim() === '' ? [] : [{ text, at }])))
}

function entriesOf(rows: readonly { cells: string[]; at: number }[], columns: readonly number[]): WrittenEntry[] {
  return rows.flatMap(({ cells, at }) =>
    columns.flatMap((column) => {
      const text = cells[column] ?? ''
      return text.trim() === '' ? [] : [{ text, at }]
    }),
  )
}

/** A separator at the end of a line parts nothing. */
function fits(cells: readonly string[], columns: number): boolean {
  return cells.length === columns || (cells.length === columns + 1 && cells.at(-1)?.trim() === '')
}

function withoutBlanksBehind(cells: string[]): string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== '') + 1)
}

/** What was meant as an address counts, whether or not it is taken: its own sentence says more. A name alone may be any word. */
function isEntry(cell: string): boolean {
  const reading = readEntry(cell)
  if ('entries' in reading) return reading.entries.every(({ kind }) => kind === 'prefix')
  return /^[\d.:/a-f-]+$/i.test(cell.trim()) && /\d/.test(cell)
}
