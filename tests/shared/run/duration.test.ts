import { expect, it } from 'vitest'
import { formatMilliseconds } from '../../../shared/run/duration.ts'

it.each([
  [0, '<1 ms'],
  [0.4, '<1 ms'],
  [84.4, '84 ms'],
  [1234, '1.2 s'],
  [125_000, '2 min 5 s'],
])('a duration of %d ms is %s', (milliseconds, text) => {
  expect(formatMilliseconds(milliseconds)).toBe(text)
})
