import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { consoleWords, givenName, givenNumber } from '../../../shared/firewall/console-words.ts'

describe('words for a console', () => {
  it.each([
    ['', ''],
    ['CHG1 | until 2027 | it', 'CHG1 - until 2027 - it'],
    ['the vendor’s “naïve” – way', "the vendor's 'naive' - way"],
    ['what? a\\b $(x) `y` {z} [q] <r> "s" !', "what a b (x) 'y' z q r 's'"],
    ['a\nreload\r\n\tb', 'a reload b'],
    ['\u202eevil', 'evil'],
    ['1234567890', '12345'],
    ['1234 67', '1234'],
  ])('makes of %j %j', (text, words) => {
    expect(consoleWords(text, text.startsWith('1234') ? 5 : 100)).toBe(words)
  })

  it('has no sign that a console reads, and no more than was asked for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 50 }), (text, most) => {
        expect(consoleWords(text, most)).toMatch(new RegExp(`^[A-Za-z0-9 .,:;/@()+=_#'&*-]{0,${most}}$`))
      }),
    )
  })
})

describe('what somebody gave', () => {
  const other = /[^A-Z]/g
  it.each([
    [undefined, 'USUAL', 0],
    ['  ', 'USUAL', 0],
    [' IN ', 'IN', 0],
    ['I N', 'I_N', 1],
    ['¡!', 'USUAL', 1],
  ])('takes %j for the name %j', (given, name, notes) => {
    const taken = givenName(given, 'USUAL', other)
    expect([taken.name, taken.notes.length]).toEqual([name, notes])
  })

  it.each([
    [undefined, undefined, 0],
    ['', undefined, 0],
    ['7', 7, 0],
    ['0', undefined, 1],
    ['11', undefined, 1],
    ['1e1', undefined, 1],
    ['7\nreload', undefined, 1],
    ['99999999999', undefined, 1],
  ])('takes %j for the number %j', (given, number, notes) => {
    const taken = givenNumber(given, [1, 10])
    expect([taken.number, taken.notes.length]).toEqual([number, notes])
  })
})
