import fc from 'fast-check'
import { expect, it } from 'vitest'
import { retryAfterMilliseconds } from '../../../../electron/engine/wire/retry-after.ts'

const now = new Date('2026-11-25T10:00:00.000Z')

it.each([
  [undefined],
  [''],
  ['soon'],
  ['-1'],
  ['1.5'],
  ['1e3'],
  ['0x10'],
  ['99999999999'],
  ['31536001'],
  ['2026-11-25T10:02:00Z'],
  ['Wed, 99 Nov 2026 10:02:00 GMT'],
  ['Wed, 25 Nov 2026 10:02:00'],
  ['Sat, 25 Nov 2028 10:02:00 GMT'],
])('%j says nothing', (value) => {
  expect(retryAfterMilliseconds(value, now)).toBeUndefined()
})

/** RFC 9110 section 10.2.3, and the three forms of a date of its section 5.6.7 that name their zone. */
it.each([
  ['0', 0],
  ['120', 120_000],
  [' 5 ', 5000],
  ['Wed, 25 Nov 2026 10:02:00 GMT', 120_000],
  ['Wednesday, 25-Nov-26 10:02:00 GMT', 120_000],
  ['Fri, 31 Dec 1999 23:59:59 GMT', 0],
])('%j is %d ms', (value, milliseconds) => {
  expect(retryAfterMilliseconds(value, now)).toBe(milliseconds)
})

it('whatever a server writes is nothing, or a time within a year', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.double().map(String),
        fc.date({ noInvalidDate: true }).map((at) => at.toUTCString()),
      ),
      (value) => {
        const milliseconds = retryAfterMilliseconds(value, now)
        if (milliseconds === undefined) return
        expect(milliseconds).toBeGreaterThanOrEqual(0)
        expect(milliseconds).toBeLessThanOrEqual(365 * 24 * 3_600_000)
      },
    ),
  )
})
