import fc from 'fast-check'
import { expect, it } from 'vitest'
import { matchesWildcard } from '../../../shared/ews/wildcard.ts'

/** The textbook way: which beginnings of the text the pattern so far can mean. */
function means(pattern: string, text: string): boolean {
  let reached = [true, ...[...text].map(() => false)]
  for (const sign of pattern.toLowerCase()) {
    const next = reached.map(() => false)
    for (let at = 0; at <= text.length; at++) {
      if (sign === '*') next[at] = Boolean(reached[at]) || (at > 0 && Boolean(next[at - 1]))
      else next[at] = at > 0 && Boolean(reached[at - 1]) && text.toLowerCase()[at - 1] === sign
    }
    reached = next
  }
  return Boolean(reached[text.length])
}

it.each<[pattern: string, text: string, expected: boolean]>([
  ['', '', true],
  ['', 'a', false],
  ['*', '', true],
  ['a', 'A', true],
  ['a', 'ab', false],
  ['a*', 'ba', false],
  ['*a', 'ba', true],
  ['ab*ba', 'aba', false],
  ['ab*ba', 'abba', true],
  ['a*b*c', 'aXbXc', true],
  ['a*b*c', 'aXcXb', false],
  ['a.c', 'abc', false],
  ['a?c', 'abc', false],
  ['[ab]', 'a', false],
  ['***', 'anything', true],
])('%j and %j', (pattern, text, expected) => {
  expect(matchesWildcard(pattern, text)).toBe(expected)
})

it('means what the textbook says, whatever pattern and text', () => {
  const short = (signs: string) => fc.string({ unit: fc.constantFrom(...signs), maxLength: 12 })
  fc.assert(
    fc.property(short('abAB*.(+'), short('abAB.(+'), (pattern, text) => {
      expect(matchesWildcard(pattern, text)).toBe(means(pattern, text))
    }),
    { numRuns: 3_000 },
  )
})

it('means a text that was made from the pattern', () => {
  const piece = fc.string({ unit: fc.constantFrom(...'abc. '), maxLength: 5 })
  fc.assert(
    fc.property(fc.array(fc.tuple(piece, piece), { minLength: 1, maxLength: 8 }), (pairs) => {
      const pattern = pairs.map(([told]) => told).join('*')
      const text = pairs.map(([told, between], at) => told + (at < pairs.length - 1 ? between : '')).join('')
      expect(matchesWildcard(pattern, text)).toBe(true)
    }),
  )
})

it('looks at no place of the text more often than the pattern has pieces', () => {
  // A regular expression with as many stars would not come to an end of this.
  const pattern = `${'*a'.repeat(2_000)}*b`
  expect(matchesWildcard(pattern, 'a'.repeat(20_000))).toBe(false)
})
