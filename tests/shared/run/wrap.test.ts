import { expect, test } from 'vitest'
import { wrap } from '../../../shared/run/wrap.ts'

test.each<[string, number, string[]]>([
  ['', 10, []],
  ['one', 10, ['one']],
  ['one two', 7, ['one two']],
  ['one two', 6, ['one', 'two']],
  ['a  longerword b', 4, ['a', 'longerword', 'b']],
])('wraps %j at %i', (text, width, lines) => {
  expect(wrap(text, width)).toEqual(lines)
})
