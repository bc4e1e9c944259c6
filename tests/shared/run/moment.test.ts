import { expect, test } from 'vitest'
import { momentWords } from '../../../shared/run/moment.ts'

test.each([
  ['never', 'never'],
  ['', ''],
  ['2026-11-24T22:41:07.000Z', '2026-11-24 at 22:41 UTC'],
  ['2026-11-24T23:41:07+02:00', '2026-11-24 at 21:41 UTC'],
])('%s', (iso, words) => expect(momentWords(iso)).toBe(words))
