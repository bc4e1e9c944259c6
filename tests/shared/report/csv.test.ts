import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvOf } from '../../../shared/report/csv.ts'

describe('Rows as CSV', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', ' =1', '=cmd|"/c calc"!A1', '=HYPERLINK("http://x";"y")'])(
    'are no formula in a spreadsheet: %j',
    (value) => {
      const [, [cell] = []] = parse(csvOf(['a'], [[value]]), { bom: true }) as string[][]
      expect(cell).toBe(`'${value}`)
    },
  )

  it('leave what is none as it is, and begin with a byte order mark', () => {
    expect(csvOf(['Mailbox', 'Why'], [['a@x.test', 'says "no", twice']])).toBe(
      '\uFEFFMailbox,Why\r\na@x.test,"says ""no"", twice"\r\n',
    )
  })

  it('come back as they were from a reader of CSV that nobody here wrote', () => {
    const cell = fc.string({ unit: 'binary' }).map((text) => `x${text}`)
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
