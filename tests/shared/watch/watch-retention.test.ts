import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RetainedRun, retentionSentence, runsToThinOut } from '../../../shared/watch/watch-retention.ts'

const DAY = 86_400_000
const now = new Date('2026-11-24T12:00:00.000Z')

/** A run of the watch of so many days ago. */
function ago(days: number, found: string | null = 'ready', held = false): RetainedRun {
  return { id: `run-${String(days)}`, startedAt: new Date(now.getTime() - days * DAY).toISOString(), found, held }
}

/** Days ago of what goes. */
function gone(...runs: RetainedRun[]): number[] {
  return runsToThinOut(runs, now).map((id) => Number(id.slice(4)))
}

describe('Of the runs of a watch', () => {
  it.each([
    ['none goes where there is none', [], []],
    ['the only one stays, however old', [ago(4_000)], []],
    ['all of the last seven days stay', [ago(7), ago(6.9), ago(6.8), ago(0)], []],
    ['an older one goes that found what the one before it found', [ago(10), ago(9), ago(8), ago(0)], [9, 8]],
    [
      'those stay at which something turned, the first of each',
      [ago(12), ago(11, 'down'), ago(10, 'down'), ago(9), ago(8), ago(0)],
      [10, 8],
    ],
    ['the first of them stays, which nothing came before', [ago(80), ago(79), ago(0)], [79]],
    [
      'those over ninety days old are one a week, whatever turned, the last of it',
      [ago(103.5), ago(103.4, 'down'), ago(103.3), ago(96, 'down'), ago(95, 'down'), ago(0)],
      [103.5, 103.4, 96],
    ],
    ['what is over a year old goes', [ago(366), ago(365.1, 'down'), ago(364), ago(0)], [366, 365.1]],
    [
      'one is a turn by what the last of the weeks before found, that is kept',
      [ago(92, 'down'), ago(91), ago(89), ago(88, 'down'), ago(0)],
      [92, 89],
    ],
    [
      'one that came to no end is no turn, and no week',
      [ago(100, null), ago(20), ago(19, null), ago(18), ago(0)],
      [100, 19, 18],
    ],
    ['one of which the end is not known stays for seven days too', [ago(6, null), ago(0)], []],
    [
      'what somebody has a hold on stays, and counts',
      [ago(400, 'x', true), ago(20, 'down', true), ago(19, 'down'), ago(0)],
      [19],
    ],
    ['one of tomorrow, by a clock that was set back, is the newest', [ago(400), ago(9), ago(8), ago(-1)], [400, 8]],
  ] satisfies [string, RetainedRun[], number[]][])('%s', (_, runs, wanted) => {
    expect(gone(...runs)).toEqual(wanted)
  })

  it('one without a time stays', () => {
    expect(runsToThinOut([{ ...ago(400), startedAt: 'soon' }, ago(0)], now)).toEqual([])
  })

  it('an hourly one leaves no more than some hundred after a year', () => {
    const year = Array.from({ length: 365 * 24 }, (_, hour) => ago(hour / 24, hour % 500 === 0 ? 'down' : 'ready'))
    const left = year.length - gone(...year).length
    expect([left > 168, left < 260]).toEqual([true, true])
  })
})

describe('Whatever the runs', () => {
  const run = fc.record({
    id: fc.integer({ min: 0, max: 100_000 }).map((number) => `run-${number}`),
    startedAt: fc
      .integer({ min: -48, max: 400 * 24 })
      .map((hours) => new Date(now.getTime() - hours * 3_600_000).toISOString()),
    found: fc.constantFrom('ready', 'ready', 'down', 'other', null),
    held: fc.constantFrom(false, false, false, true),
  })
  const runs = fc.uniqueArray(run, { selector: ({ id }) => id, maxLength: 120 })
  const left = (all: readonly RetainedRun[], gone: readonly string[]) => all.filter(({ id }) => !gone.includes(id))

  it('a second time takes nothing more', () => {
    fc.assert(
      fc.property(runs, (all) => {
        expect(runsToThinOut(left(all, runsToThinOut(all, now)), now)).toEqual([])
      }),
    )
  })

  it('the order in which they come, and whether all go at once, change nothing', () => {
    fc.assert(
      fc.property(runs, fc.integer({ min: 0, max: 10 }), (all, some) => {
        const wanted = runsToThinOut(all, now)
        expect(runsToThinOut(all.toReversed(), now)).toEqual(wanted)
        expect(runsToThinOut(left(all, wanted.slice(0, some)), now)).toEqual(wanted.slice(some))
      }),
    )
  })

  it('what must stay stays: what is held, of the last days, the newest, and where something turned within ninety days', () => {
    fc.assert(
      fc.property(runs, (all) => {
        const gone = new Set(runsToThinOut(all, now))
        const days = ({ startedAt }: RetainedRun) => (now.getTime() - Date.parse(startedAt)) / DAY
        const inOrder = all.toSorted((a, b) => days(b) - days(a) || (a.id < b.id ? -1 : 1))
        const ended = inOrder.filter(({ found }) => found !== null)
        const turned = ended.filter((one, place) => {
          const before = ended[place - 1]
          return days(one) <= 90 && (before === undefined || (days(before) <= 365 && before.found !== one.found))
        })
        const newest = inOrder.at(-1)
        const must = [...all.filter((one) => one.held || days(one) <= 7), ...turned, ...(newest ? [newest] : [])]
        expect(must.filter(({ id }) => gone.has(id))).toEqual([])
      }),
    )
  })

  it('of each week of a year one stays that came to its end', () => {
    fc.assert(
      fc.property(runs, (all) => {
        const weeks = (of: readonly RetainedRun[]) =>
          new Set(
            of
              .filter(({ found, startedAt }) => {
                const days = (now.getTime() - Date.parse(startedAt)) / DAY
                return found !== null && days > 90 && days <= 365
              })
              .map(({ startedAt }) => Math.floor(Date.parse(startedAt) / (7 * DAY))),
          )
        expect(weeks(left(all, runsToThinOut(all, now)))).toEqual(weeks(all))
      }),
    )
  })
})

it('is said as a sentence', () => {
  expect(retentionSentence).toBe(
    'Every run of the last 7 days is kept, of older ones those at which something turned for 90 days, and one a week for a year.',
  )
})
