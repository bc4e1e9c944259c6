import { expect, test } from 'vitest'
import { paintFor } from '../../../electron/cli/terminal-style.ts'

test.each<[string, boolean | undefined, Record<string, string>, boolean]>([
  ['a terminal', true, {}, true],
  ['a terminal with an empty NO_COLOR', true, { NO_COLOR: '' }, true],
  ['a terminal with NO_COLOR', true, { NO_COLOR: '1' }, false],
  ['a terminal with NO_COLOR=0', true, { NO_COLOR: '0' }, false],
  ['a dumb terminal', true, { TERM: 'dumb' }, false],
  ['a pipe', false, {}, false],
  ['a file', undefined, { FORCE_COLOR: '1' }, false],
])('colour on %s', (_what, isTTY, environment, colour) => {
  const paint = paintFor(isTTY === undefined ? {} : { isTTY }, environment)
  expect(paint('red', 'text')).toBe(colour ? '\u001b[31mtext\u001b[0m' : 'text')
})
