import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DateOrder, timeFromText, UnorderedTime } from '../../../../electron/engine/management/read-time.ts'

const read = (text: string, order = new DateOrder()) => timeFromText(text, order)

describe('what is no time', () => {
  it.each([
    'yesterday',
    '-',
    '32.13.2026 08:15:00',
    '24.11.2026 24:15:00',
    '24.11.2026 08:60',
    '31/11/2026 08:15:00',
    '2026-02-30T08:15:00Z',
    '2026-11-24T25:00:00Z',
    '2026-13-24 08:15',
  ])('%s', (text) => {
    expect(read(text)).toEqual({ wrong: true })
  })
})

describe('what does not say which day, or which half of it', () => {
  it.each([
    '24.11.26 08:15:00',
    '24.11.2026',
    '2026',
    '46350.34375',
    '24/11/2569 08:15:00',
    '24/11/1448 08:15:00 ص',
    '01/01/0001 00:00:00',
    '/Date(-62135596800000)/',
    '24/11/2026 08:15:00 XX',
    '24-Nov-26 8:15:00 AM',
    'Tuesday, November 24, 2026 8:15:00 AM',
  ])('%s', (text) => {
    expect(read(text)).toEqual({ unclear: true })
  })
})

describe('an instant', () => {
  it.each([
    ['2026-11-24T08:15:00Z', '2026-11-24T08:15:00.000Z'],
    ['2026-11-24T08:15:00.1234567Z', '2026-11-24T08:15:00.123Z'],
    ['2026-11-24T08:15:00+01:00', '2026-11-24T07:15:00.000Z'],
    ['2026-11-24T08:15:00.5-0330', '2026-11-24T11:45:00.500Z'],
    ['2026-11-24 08:15:00Z', '2026-11-24T08:15:00.000Z'],
    ['/Date(1763000000000)/', '2025-11-13T02:13:20.000Z'],
    ['/Date(1763000000000+0100)/', '2025-11-13T02:13:20.000Z'],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual({ instant: expected })
  })
})

describe('a time on a clock, in the writing of a culture', () => {
  it.each([
    ['de-DE', '24.11.2026 08:15:00'],
    ['fi-FI', '24.11.2026 8.15.00'],
    ['hr-HR', '24. 11. 2026. 08:15:00'],
    ['nl-NL', '24-11-2026 08:15:00'],
    ['en-GB', '24/11/2026 08:15:00'],
    ['en-US', '11/24/2026 8:15:00 AM'],
    ['en-US of PowerShell 7', '11/24/2026 8:15:00\u202fAM'],
    ['en-AU', '24/11/2026 8:15:00 AM'],
    ['es-MX', '24/11/2026 08:15:00 a. m.'],
    ['sv-SE', '2026-11-24 08:15:00'],
    ['hu-HU', '2026. 11. 24. 8:15:00'],
    ['ja-JP', '2026/11/24 8:15:00'],
    ['ko-KR', '2026-11-24 오전 8:15:00'],
    ['zh-TW', '2026/11/24 上午 08:15:00'],
    ['el-GR', '24/11/2026 8:15:00 π.μ.'],
    ['vi-VN', '24/11/2026 8:15:00 SA'],
    ['he-IL', '\u200f24/11/2026 08:15:00'],
    ['a spreadsheet', '24.11.2026 08:15'],
    ['without a zone', '2026-11-24T08:15:00'],
  ])('%s: %s', (_, text) => {
    expect(read(text)).toEqual({ clock: '2026-11-24T08:15:00.000Z' })
  })

  it.each([
    ['11/24/2026 12:00:00 AM', '2026-11-24T00:00:00.000Z'],
    ['11/24/2026 12:00:00 PM', '2026-11-24T12:00:00.000Z'],
    ['11/24/2026 11:59:59 PM', '2026-11-24T23:59:59.000Z'],
    ['24/11/2026 20:15:00 p. m.', '2026-11-24T20:15:00.000Z'],
    // Numbers parted by dots have the day first everywhere.
    ['03.04.2026 08:15:00', '2026-04-03T08:15:00.000Z'],
    // Whatever stands first.
    ['11/11/2026 08:15:00', '2026-11-11T08:15:00.000Z'],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual({ clock: expected })
  })
})

describe('a day of which only the whole file tells which it is', () => {
  const unordered = (order: DateOrder, text = '03/04/2026 08:15:00') => {
    const time = read(text, order)
    if (!('clock' in time && time.clock instanceof UnorderedTime)) throw new Error('It is not unordered.')
    return time.clock
  }

  it('is not told where nothing proves the order', () => {
    const order = new DateOrder()
    const time = unordered(order)
    read('11/11/2026 08:15:00', order)
    read('24.11.26 08:15:00', order)
    expect(time.by(order)).toBeUndefined()
  })

  it('is not told where both orders are proved', () => {
    const order = new DateOrder()
    const time = unordered(order)
    read('24/11/2026 08:15:00', order)
    read('11/24/2026 08:15:00', order)
    expect(time.by(order)).toBeUndefined()
  })

  it.each([
    ['24/11/2026 08:15:00', '2026-04-03T08:15:00.000Z'],
    ['11/24/2026 08:15:00', '2026-03-04T08:15:00.000Z'],
  ])('is told by %s, before or after', (proof, expected) => {
    const before = new DateOrder()
    read(proof, before)
    expect(unordered(before).by(before)).toBe(expected)
    const after = new DateOrder()
    const time = unordered(after)
    read(proof, after)
    expect(time.by(after)).toBe(expected)
  })
})

it('comes back from every culture’s order as the same moment, where the day proves it', () => {
  const two = (number: number) => String(number).padStart(2, '0')
  const moments = fc.date({
    min: new Date('2000-01-01T00:00:00Z'),
    max: new Date('2199-12-31T23:59:59Z'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(moments, fc.constantFrom('/', '-'), fc.boolean(), (moment, separator, dayFirst) => {
      const [day, month] = [two(moment.getUTCDate()), two(moment.getUTCMonth() + 1)]
      const numbers = [...(dayFirst ? [day, month] : [month, day]), moment.getUTCFullYear()]
      const clock = [moment.getUTCHours(), moment.getUTCMinutes(), moment.getUTCSeconds()].map(two).join(':')
      const order = new DateOrder()
      read(dayFirst ? '31/12/2026 00:00' : '12/31/2026 00:00', order)
      const time = read(`${numbers.join(separator)} ${clock}`, order)
      if (!('clock' in time)) throw new Error('It has no clock.')
      const told = time.clock instanceof UnorderedTime ? time.clock.by(order) : time.clock
      expect(told).toBe(`${moment.toISOString().slice(0, 19)}.000Z`)
    }),
    { numRuns: 1000 },
  )
})
