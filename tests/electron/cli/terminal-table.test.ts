import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tableLines } from '../../../electron/cli/terminal-table.ts'

test.each<[string, number, string[][], string[][], string[]]>([
  [
    'that fits',
    30,
    [['a'], ['long']],
    [['one', 'two'], ['three']],
    ['Who   What', 'a     one', '      two', 'long  three'],
  ],
  [
    'that is broken at spaces, with what goes on indented',
    20,
    [['a b c d e f g h']],
    [['one two three']],
    ['Who        What', 'a b c d e  one two', ' f g h      three'],
  ],
  [
    'that is broken inside a word where there is no space',
    14,
    [['a']],
    [['0123456789']],
    ['Who  What', 'a    012345678', '      9'],
  ],
  ['without a row', 14, [], [], ['Who  What']],
])('a table %s', (_what, width, who, what, lines) => {
  const columns = [
    { heading: 'Who', cells: who },
    { heading: 'What', cells: what },
  ]
  expect(tableLines(columns, width)).toEqual(lines)
})

test('no line is wider than was asked for, and nothing is lost', () => {
  const cell = fc.array(fc.stringMatching(/^[a-z0-9]{1,40}(?: [a-z0-9]{1,40}){0,3}$/), { maxLength: 3 })
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 5 }), (rows) => {
      const columns = [0, 1, 2].map((at) => ({ heading: `H${at}`, cells: rows.map((row) => row[at] ?? []) }))
      const lines = tableLines(columns, 60)
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(60)
      const letters = (text: string) => [...text.replaceAll(/[^a-z0-9]/g, '')].toSorted().join('')
      expect(letters(lines.slice(1).join(''))).toBe(letters(rows.flat(2).join('')))
    }),
  )
})
