import { expect, it } from 'vitest'
import { oneLine } from '../../../shared/firewall/one-line.ts'

it.each([
  ['the vendor’s “list” – of May…', 'the vendor\'s "list" - of May...'],
  ['Zürich, naïve, Ångström', 'Zurich, naive, Angstrom'],
  ['one\r\ntwo\ttwo\u2028three', 'one two two three'],
  ['a\u202eb\u200bc', 'a b c'],
  ['日本 mail', 'mail'],
  ['', ''],
])('%j is written as %j', (text, written) => {
  expect(oneLine(text, 100)).toBe(written)
})

it('is never longer than it may be', () => {
  expect(oneLine('four … dots', 7)).toBe('four ..')
  expect(oneLine('ends here', 5)).toBe('ends')
})
