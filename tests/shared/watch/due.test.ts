import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasSlept, millisecondsUntilDue } from '../../../shared/watch/due.ts'

const MINUTE = 60_000
const noon = Date.parse('2026-11-24T12:00:00Z')
const minutesLater = (wallMinutes: number, monotonicMinutes = wallMinutes) => ({
  wall: noon + wallMinutes * MINUTE,
  monotonic: 1_000 + monotonicMinutes * MINUTE,
})
const started = minutesLater(0)
const due = (now: ReturnType<typeof minutesLater>, everyMinutes = 30) =>
  millisecondsUntilDue({ everyMinutes, lastStart: started, now }) / MINUTE

describe('When the next run of a watch is due', () => {
  it.each([
    ['at once before the first run', { lastStart: null, now: minutesLater(0) }, 0],
    ['after the whole interval', { lastStart: started, now: minutesLater(0) }, 30],
    ['after what is left of it', { lastStart: started, now: minutesLater(12) }, 18],
    ['now, when it is over', { lastStart: started, now: minutesLater(30) }, 0],
    [
      'once, and not for each that was missed, after a night asleep',
      { lastStart: started, now: minutesLater(600, 10) },
      0,
    ],
    ['as ever, when the clock of the wall was set back', { lastStart: started, now: minutesLater(-600, 12) }, 18],
    [
      'now, when the clock was set back and the interval is over',
      { lastStart: started, now: minutesLater(-600, 30) },
      0,
    ],
    [
      'in no less than five minutes, when the clock is set forward right after a run',
      { lastStart: started, now: minutesLater(6000, 1) },
      4,
    ],
    [
      'after the interval, when a run of before lies in the future',
      { lastStart: { wall: noon + 90 * MINUTE }, now: minutesLater(0) },
      30,
    ],
    [
      'after what is left, when the program was started anew',
      { lastStart: { wall: noon - 10 * MINUTE }, now: minutesLater(0) },
      20,
    ],
    [
      'now, when the program was started long after',
      { lastStart: { wall: noon - 900 * MINUTE }, now: minutesLater(0) },
      0,
    ],
  ])('is %s', (_words, input, minutes) => {
    expect(millisecondsUntilDue({ everyMinutes: 30, ...input }) / MINUTE).toBe(minutes)
  })

  it('is not before the moment that a machine which woke is given', () => {
    const now = minutesLater(600, 10)
    const notBefore = now.monotonic + 30_000
    expect(millisecondsUntilDue({ everyMinutes: 30, lastStart: started, now, notBefore })).toBe(30_000)
    expect(millisecondsUntilDue({ everyMinutes: 30, lastStart: null, now, notBefore })).toBe(30_000)
  })

  it('is the same on the day when the clocks go back an hour, since no clock of the program does', () => {
    const before = Date.parse('2026-10-25T02:30:00+02:00')
    const later = Date.parse('2026-10-25T02:30:00+01:00')
    expect(due({ wall: started.wall + (later - before), monotonic: started.monotonic + 60 * MINUTE }, 90)).toBe(30)
  })

  it('is never in more than the interval, nor in less than nothing, whatever the clocks say', () => {
    const reading = fc.record({
      wall: fc.integer({ min: -1e15, max: 1e15 }),
      monotonic: fc.integer({ min: 0, max: 1e12 }),
    })
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 1440 }), reading, reading, (everyMinutes, lastStart, now) => {
        const left = millisecondsUntilDue({ everyMinutes, lastStart, now })
        expect(left).toBeGreaterThanOrEqual(0)
        expect(left).toBeLessThanOrEqual(everyMinutes * MINUTE)
      }),
    )
  })
})

describe('A machine that slept', () => {
  it.each([
    ['not for a timer that came late', 31_000, false],
    ['not for a clock that was set back', -3_600_000, false],
    ['for minutes that nothing looked', 400_000, true],
  ])('is told %s', (_words, passed, slept) => {
    expect(hasSlept({ wall: noon, monotonic: 0 }, { wall: noon + passed, monotonic: 30_000 }, 30_000)).toBe(slept)
  })
})
