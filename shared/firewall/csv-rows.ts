import { type ListFileRefusal, refuseFile } from './list-file-refusal.ts'

export type CsvRow = { cells: string[]; at: number }

/** The rows of a CSV (RFC 4180) and the line that each begins in; blank ones and comments (`#`) are none. */
export function csvRows(text: string, separator: string): CsvRow[] | ListFileRefusal {
  const rows: CsvRow[] = []
  let line = 1
  let at = 0
  while (at < text.length) {
    // A remark is none of the table, whatever signs are in it.
    if (text[endOfBlanks(text, at)] === '#') {
      at = startOfNextLine(text, at)
      line += 1
      continue
    }
    const row: CsvRow = { cells: [], at: line }
    for (;;) {
      const quoted = text[at] === '"'
      const end = quoted ? endOfQuoted(text, at) : endOfPlain(text, at, separator)
      if (end === -1) return refuseFile('open-quote', { at: line })
      const value = text.slice(at, end)
      if (quoted && ![separator, '\n', '\r', undefined].includes(text[end]))
        return refuseFile('stray-quote', { at: line })
      if (!quoted && value.includes('"')) return refuseFile('stray-quote', { at: line })
      row.cells.push(quoted ? value.slice(1, -1).replaceAll('""', '"') : value)
      line += linesIn(value)
      at = end + 1
      if (text[end] === separator) continue
      if (text[end] === '\r' && text[at] === '\n') at += 1
      line += 1
      break
    }
    if (row.cells.some((cell) => cell.trim() !== '')) rows.push(row)
  }
  return rows
}

/** What parts the values: the sign that is most frequent in the first line that is no comment, outside of quotes; null where there is none. */
export function separatorOf(text: string): string | null {
  const first = text.split(/\r\n|\r|\n/, 200).find((line) => line.trim() !== '' && !/^\s*#/.test(line)) ?? ''
  const bare = first.replaceAll(/"[^"]*"/g, '')
  const [most] = [';', '\t', ',']
    .map((separator) => ({ separator, count: bare.split(separator).length - 1 }))
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count)
  return most?.separator ?? null
}

function endOfQuoted(text: string, from: number): number {
  for (let at = from + 1; ; at += 1) {
    at = text.indexOf('"', at)
    if (at === -1) return -1
    if (text[at + 1] !== '"') return at + 1
    at += 1
  }
}

function endOfBlanks(text: string, from: number): number {
  let at = from
  while (text[at] === ' ' || text[at] === '\t') at += 1
  return at
}

function startOfNextLine(text: string, from: number): number {
  let at = from
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at += 1
  return at + (text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1)
}

function endOfPlain(text: string, from: number, separator: string): number {
  let at = from
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at += 1
  return at
}

function linesIn(value: string): number {
  return value.split(/\r\n|\r|\n/).length - 1
}
