import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CsvRecords } from '../../../../electron/engine/management/csv-records.ts'

/** Every record of a text that comes in pieces, as far as it is CSV; what stopped it where it is not. */
function recordsOf(text: string, separator: string, cut = text.length): { records: string[][]; stopped?: string } {
  const reader = new CsvRecords(separator)
  const records: string[][] = []
  let left = ''
  for (const [piece, ended] of [
    [text.slice(0, cut), false],
    [text.slice(cut), true],
  ] as const) {
    left += piece
    reader.text = left
    let at = 0
    while (at < left.length) {
      const read = reader.read(at, undefined, ended)
      if (read.kind === 'more') break
      if (read.kind !== 'whole') return { records, stopped: read.kind }
      records.push(Array.from({ length: read.fields }, (_, field) => reader.values[field] ?? ''))
      at = read.end
    }
    left = left.slice(at)
  }
  return { records }
}

const separators = fc.constantFrom(',', ';', '\t', '|')
const value = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ';', '\t', '|', '\n', ' ', '§'), maxLength: 6 })
const table = fc.array(fc.array(value, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 })

function written(rows: readonly (readonly string[])[], separator: string, line: string, quotesAll: boolean): string {
  const field = (text: string) => (quotesAll || /["\n\r,;\t|]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return rows.map((row) => `${row.map(field).join(separator)}${line}`).join('')
}

describe('Records of CSV', () => {
  it('are those that csv-parse finds, wherever the text is cut', () => {
    fc.assert(
      fc.property(
        table,
        separators,
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.nat(200),
        (rows, separator, line, quotesAll, cut) => {
          const text = written(rows, separator, line, quotesAll)
          const found: string[][] = parse(text, {
            delimiter: separator,
            record_delimiter: ['\r\n', '\n'],
            relax_column_count: true,
          })
          expect(found).toEqual(rows)
          expect(recordsOf(text, separator, Math.min(cut, text.length))).toEqual({ records: found })
        },
      ),
      { numRuns: 1_000 },
    )
  })

  it('end at the same place of what is none, wherever the text is cut', () => {
    const any = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r'), maxLength: 12 })
    fc.assert(
      fc.property(any, fc.nat(12), (text, cut) => {
        expect(recordsOf(text, ',', Math.min(cut, text.length))).toEqual(recordsOf(text, ','))
      }),
      { numRuns: 2_000 },
    )
  })
})
