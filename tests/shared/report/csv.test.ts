import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvOf } from '../../../shared/report/csv.ts'

/** What the one cell comes to where the list separator is a comma, as the CSV has it. */
function cellOf(value: string): string | undefined {
  const [, [cell] = []] = parse(csvOf(['a'], [[value]]), { bom: true }) as string[][]
  return cell
}

/**
 * The cells of a spreadsheet whose list separator is this one, as generously as any reads: a quote at the beginning of a
 * cell holds it together up to the next single one, or to the end where there is none; elsewhere it is a letter.
 */
function tolerantCells(text: string, separator: string): string[] {
  const cells: string[] = []
  let at = 0
  while (at < text.length) {
    let cell = ''
    if (text[at] === '"') {
      at += 1
      while (at < text.length && !(text[at] === '"' && text[at + 1] !== '"')) {
        cell += text[at]
        at += text[at] === '"' ? 2 : 1
      }
      at += 1
    }
    while (at < text.length && text[at] !== separator && text[at] !== '\r' && text[at] !== '\n') {
      cell += text[at]
      at += 1
    }
    at += 1
    cells.push(cell)
  }
  return cells
}

/** The same by one that knows no quotes. */
function brutalCells(text: string, separator: string): string[] {
  return text.split(/[\r\n]/).flatMap((line) => line.split(separator))
}

function isFormula(cell: string): boolean {
  return /^[\s"]*[=+\-@|]/.test(cell)
}

describe('Rows as CSV', () => {
  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    ' =1',
    '"=1"',
    '=cmd|"/c calc"!A1',
    '=HYPERLINK("http://x")',
    '＝1+1',
    '|x',
  ])('are no formula in a spreadsheet: %j', (value) => {
    expect(cellOf(value)).toBe(`'${value}`)
  })

  it.each([
    ['a cell of its own where tabs separate', 'x\t=1+1\ty', 'x =1+1 y'],
    ['a line of its own', 'x\r\n=1+1', 'x =1+1'],
    ['a line of its own, by another sign for it', 'x\u0085=1\u2028=2\u2029=3', 'x =1 =2 =3'],
    ['one behind a tab', '\t=1', "' =1"],
    ['a cell of its own where semicolons separate', "x;=cmd|' /C calc'!A0;y", "x;'=cmd|' /C calc'!A0;y"],
    ['one behind blanks and quotes there', 'x; ""=1', 'x;\' ""=1'],
    ['one behind an invisible sign there', 'x;\u200b=1', "x;'\u200b=1"],
    ['a cell of its own for whom quotes are nothing', 'x,=1', "x,'=1"],
  ])('make no formula of %s', (_, value, expected) => {
    expect(cellOf(value)).toBe(expected)
  })

  it('are no formula by whatever sign a spreadsheet separates cells', () => {
    const piece = fc.constantFrom(...'=+-@|;,"\'\t\r\n x1E0', '\r\n', '""', '\u0085', '\u2028', ';=', ',=', '\t=')
    const value = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 4 }), (rows) => {
        const text = csvOf(['a', 'b', 'c'], rows).slice(1)
        for (const separator of [',', ';', '\t']) {
          expect(tolerantCells(text, separator).filter(isFormula)).toEqual([])
          expect(brutalCells(text, separator).filter(isFormula)).toEqual([])
        }
        expect(brutalCells(text, '\t')).toHaveLength(2 * rows.length + 3)
      }),
      { numRuns: 2_000 },
    )
  })

  it.each([
    ...['0012345', '12E45', '1e5', '1234567890123456789012', '123456789012', '1.10', '1,000', '12%', '00', '1.'],
    ...['1-2', '3/4', '3/4/2026', '12:30', 'MAR1', 'sep12', '1-Dec', 'Dec-2026', ' 0012345 '],
  ])('keep what a spreadsheet would take for a figure or a date, and change: %j', (value) => {
    expect(cellOf(value)).toBe(`'${value}`)
  })

  it.each([
    ...['0', '7', '12345678901', 'ApplDLXH1234', '12E45F', 'androidc12', '2026-11-20T10:00:00.000Z', 'EAS 14.1'],
    ...['Decimal 1', 'Marvin', 'Pixel 8', '1E', 'a-b', 'x; y', 'it’s, so'],
  ])('leave alone what it takes as it stands: %j', (value) => {
    expect(cellOf(value)).toBe(value)
  })

  it('leave what is none as it is, and begin with a byte order mark', () => {
    expect(csvOf(['Mailbox', 'Why'], [['a@x.test', 'says "no", twice']])).toBe(
      '\uFEFFMailbox,Why\r\na@x.test,"says ""no"", twice"\r\n',
    )
  })

  it('come back as they were from a reader of CSV that nobody here wrote, but for what is guarded', () => {
    const cell = fc
      .string({ unit: 'binary' })
      .map((text) => `x${text.replace(/[\p{Cc}\u2028\u2029=+\-@|＝＋－＠]/gu, 'y')}`)
    const row = fc.tuple(cell, cell, cell)
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), (rows) => {
        const [head, ...read] = parse(csvOf(['a', 'b', 'c'], rows), { bom: true, relax_quotes: false }) as string[][]
        expect(head).toEqual(['a', 'b', 'c'])
        expect(read).toEqual(rows)
      }),
    )
  })
})
