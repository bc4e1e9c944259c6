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
    'whose broken cells take more lines than a list for each row',
    23,
    [['0123456'], ['b']],
    [['one two three four', 'five', 'six', 'ten', 'two'], ['eight']],
    ['0123456', '  What  one two three', '         four; five;', '         six; ten; two', 'b', '  What  eight'],
  ],
  [
    'that has no room for its longest words, as a list for each row',
    36,
    [['server.contoso.test'], ['b']],
    [['forest.contoso.test', 'it says more than there is room for'], ['c']],
    [
      'server.contoso.test',
      '  What  forest.contoso.test; it says',
      '         more than there is room for',
      'b',
      '  What  c',
    ],
  ],
  [
    'with a word that is too long for any server’s name',
    50,
    [['a']],
    [['0123456789'.repeat(5)]],
    ['Who  What', `a    ${'0123456789'.repeat(5).slice(0, 45)}`, '      56789'],
  ],
  ['without a row', 14, [], [], ['Who  What']],
])('a table %s', (_what, width, who, what, lines) => {
  const columns = [
    { heading: 'Who', cells: who },
    { heading: 'What', cells: what },
  ]
  expect(tableLines(columns, width)).toEqual(lines)
})

const cell = fc.array(fc.stringMatching(/^[a-z0-9]{1,40}(?: [a-z0-9]{1,40}){0,3}$/), { maxLength: 3 })
const rowsOf3 = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 5 })
const columnsOf = (rows: readonly (readonly string[][])[]) =>
  [0, 1, 2].map((at) => ({ heading: `H${at}`, cells: rows.map((row) => row[at] ?? []) }))

test('no line is wider than was asked for, and nothing is lost', () => {
  fc.assert(
    fc.property(rowsOf3, fc.integer({ min: 20, max: 140 }), (rows, width) => {
      const lines = tableLines(columnsOf(rows), width)
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(width)
      const letters = (text: string) => [...text.replaceAll(/[^a-z0-9]/g, '')].toSorted().join('')
      expect(letters(lines.join(''))).toContain(letters(rows.flat(2).join('')).replace(/^[0-9]+/, ''))
    }),
  )
})

test('no word that a name of a server may be is broken at 100 columns', () => {
  fc.assert(
    fc.property(rowsOf3, (rows) => {
      const words = new Set(
        tableLines(columnsOf(rows), 100)
          .join('\n')
          .split(/[\s;]+/),
      )
      for (const word of rows.flat(2).flatMap((text) => text.split(' '))) {
        if (word.length < 39) expect(words).toContain(word)
      }
    }),
  )
})

test('headings are strong in a table, and each server’s own in a list', () => {
  const columns = [
    { heading: 'Who', cells: [['a'], ['b']] },
    { heading: 'What', cells: [['long'], ['c']] },
  ]
  expect(tableLines(columns, 20, (line) => `*${line}*`)).toEqual(['*Who  What*', 'a    long', 'b    c'])
  expect(tableLines(columns, 8, (line) => `*${line}*`)).toEqual(['*a*', '  What  long', '*b*', '  What  c'])
})
