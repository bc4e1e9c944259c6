/** Which number of a date stands first: a file may prove it by a day above 12. */
export class DateOrder {
  #dayFirst = false
  #monthFirst = false

  proves(order: 'day-first' | 'month-first'): void {
    if (order === 'day-first') this.#dayFirst = true
    else this.#monthFirst = true
  }

  /** Undefined where nothing proves it, or both are proved, as in two exports that were joined. */
  get known(): 'day-first' | 'month-first' | undefined {
    if (this.#dayFirst === this.#monthFirst) return undefined
    return this.#dayFirst ? 'day-first' : 'month-first'
  }
}

/** A time on a clock, of which only the whole file tells the day; milliseconds as if the clock showed UTC. */
export class UnorderedTime {
  readonly dayFirst: number
  readonly monthFirst: number

  constructor(dayFirst: number, monthFirst: number) {
    this.dayFirst = dayFirst
    this.monthFirst = monthFirst
  }

  /** As ISO 8601; undefined where the order is not known. */
  by(order: DateOrder): string | undefined {
    const { known } = order
    return known && isoOf(known === 'day-first' ? this.dayFirst : this.monthFirst)
  }
}

/**
 * A time that an export wrote. `instant`: it says its zone. `clock`: it does not. `unclear`: nothing in it says which day
 * or which time of it is meant. `wrong`: no time.
 */
export type TimeText =
  | { readonly instant: string }
  | { readonly clock: string | UnorderedTime }
  | { readonly unclear: true }
  | { readonly wrong: true }

const iso = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?$/i
const date = /^(\d{1,4})([./-])\s?(\d{1,2})\2\s?(\d{1,4})\.?,?\s+(.+)$/
const timeOfDay = /^(?:(\D+?)\s*)?(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:[.,]\d{1,7})?)?(?:\s*(\D+))?$/
/** How cultures of Windows call the two halves of a day. */
const before = new Set(['am', 'a.m.', 'a. m.', '上午', '午前', '오전', 'π.μ.', 'πμ', 'ص', 'sa', 'ق.ظ', 'vm.'])
const after = new Set(['pm', 'p.m.', 'p. m.', '下午', '午後', '오후', 'μ.μ.', 'μμ', 'م', 'ch', 'ب.ظ', 'nm.'])
// Exchange has devices since 2003; years of other calendars, and of a day that was never set, are far from these.
const [FIRST_YEAR, LAST_YEAR] = [2000, 2199]

/** Reads a time in any culture's writing, as ToString writes it. What its numbers prove of the order is told to `order`. */
export function timeFromText(text: string, order: DateOrder): TimeText {
  const plain = text.replace(/[\s\u200e\u200f\u061c]+/g, ' ').trim()
  const [, milliseconds] = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/.exec(plain) ?? []
  if (milliseconds !== undefined) return instantOf(Number(milliseconds))
  const inIso = iso.exec(plain)
  if (inIso) return fromIso(inIso)
  const [, first, separator, second, third, rest] = date.exec(plain) ?? []
  if (first === undefined || second === undefined || third === undefined || rest === undefined) {
    return /\d/.test(plain) ? { unclear: true } : { wrong: true }
  }
  const day = timeOfDayOf(rest)
  if (day === undefined) return { unclear: true }
  if (day === 'wrong') return { wrong: true }
  const [a, b, c] = [Number(first), Number(second), Number(third)]
  if (first.length === 4) return third.length > 2 ? { unclear: true } : clockOf(utc(a, b, c, day), a)
  if (third.length !== 4 || first.length > 2) return { unclear: true }
  return ordered({ a, b, year: c, isDotted: separator === '.' }, day, order)
}

type Numbers = { readonly a: number; readonly b: number; readonly year: number; readonly isDotted: boolean }

/** Only of numbers that are parted by dots it is known that no culture has the month first. */
function ordered({ a, b, year, isDotted }: Numbers, day: number, order: DateOrder): TimeText {
  const [dayFirst, monthFirst] = [utc(year, b, a, day), utc(year, a, b, day)]
  if (dayFirst === undefined && monthFirst === undefined) return { wrong: true }
  if (dayFirst === monthFirst) return clockOf(dayFirst, year)
  if (monthFirst === undefined) {
    order.proves('day-first')
    return clockOf(dayFirst, year)
  }
  if (dayFirst === undefined) {
    order.proves('month-first')
    return clockOf(monthFirst, year)
  }
  if (year < FIRST_YEAR || year > LAST_YEAR) return { unclear: true }
  return isDotted ? clockOf(dayFirst, year) : { clock: new UnorderedTime(dayFirst, monthFirst) }
}

function fromIso([, year, month, day, hours, minutes, seconds = '0', fraction = '', zone]: RegExpExecArray): TimeText {
  const ofDay = inDay(Number(hours), Number(minutes), Number(seconds))
  if (ofDay === undefined) return { wrong: true }
  const thousandths = Number(fraction.slice(0, 3).padEnd(3, '0'))
  const time = utc(Number(year), Number(month), Number(day), ofDay + thousandths)
  if (time === undefined || zone === undefined) return clockOf(time, Number(year))
  if (/^z$/i.test(zone)) return instantOf(time)
  const [zoneHours, zoneMinutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))]
  const offset = (zoneHours * 60 + zoneMinutes) * 60_000
  return instantOf(zone.startsWith('-') ? time + offset : time - offset)
}

function instantOf(time: number): TimeText {
  const year = new Date(time).getUTCFullYear()
  return year >= FIRST_YEAR && year <= LAST_YEAR ? { instant: isoOf(time) } : { unclear: true }
}

function clockOf(time: number | undefined, year: number): TimeText {
  if (time === undefined) return { wrong: true }
  return year >= FIRST_YEAR && year <= LAST_YEAR ? { clock: isoOf(time) } : { unclear: true }
}

/** Milliseconds since midnight; undefined where the half of the day cannot be told. */
function timeOfDayOf(text: string): number | 'wrong' | undefined {
  const [, ahead, hours, minutes, seconds = '0', behind] = timeOfDay.exec(text) ?? []
  if (hours === undefined || minutes === undefined) return undefined
  const half = (ahead ?? behind)?.trim().toLowerCase()
  if (half === undefined) return inDay(Number(hours), Number(minutes), Number(seconds)) ?? 'wrong'
  if (!before.has(half) && !after.has(half)) return undefined
  const hour = Number(hours)
  if (hour > 12) return inDay(hour, Number(minutes), Number(seconds)) ?? 'wrong'
  return inDay((hour % 12) + (after.has(half) ? 12 : 0), Number(minutes), Number(seconds)) ?? 'wrong'
}

function inDay(hours: number, minutes: number, seconds: number): number | undefined {
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined
  return ((hours * 60 + minutes) * 60 + seconds) * 1000
}

/** Undefined for a day that no month has. */
function utc(year: number, month: number, day: number, ofDay: number): number | undefined {
  const time = Date.UTC(year, month - 1, day)
  const back = new Date(time)
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === day ? time + ofDay : undefined
}

function isoOf(time: number): string {
  return new Date(time).toISOString()
}
