/** A duration in seconds as DNS and HTTP give it: `60 s`, `1 h`, `1 d 12 h`. */
export function formatSeconds(seconds: number): string {
  const parts: string[] = []
  let rest = seconds
  for (const [size, unit] of [
    [86_400, 'd'],
    [3600, 'h'],
    [60, 'min'],
    [1, 's'],
  ] as const) {
    const count = Math.floor(rest / size)
    if (count > 0) parts.push(`${count} ${unit}`)
    rest -= count * size
  }
  return parts.slice(0, 2).join(' ') || '0 s'
}

/** How to write times: the locale and time zone of the reader, unless a test says otherwise. */
export type TimeStyle = { locale?: string; timeZone?: string }

type Shape = 'time' | 'day' | 'moment'
const shapes: Readonly<Record<Shape, Intl.DateTimeFormatOptions>> = {
  time: { timeStyle: 'medium' },
  day: { dateStyle: 'medium' },
  moment: {
    ...{ year: 'numeric', month: 'short', day: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'long' },
  },
}

/** To make one takes far longer than to use it, and a list of runs has thousands of times. */
const formats = new Map<string, Intl.DateTimeFormat>()

function format(iso: string, shape: Shape, { locale, timeZone }: TimeStyle): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return iso
  const key = `${shape} ${locale} ${timeZone}`
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...shapes[shape], timeZone })
  formats.set(key, known)
  return known.format(date)
}

/** A time of day with seconds, local: `22:41:07`. The text comes back unchanged when it is not a time. */
export function formatTime(iso: string, style: TimeStyle = {}): string {
  return format(iso, 'time', style)
}

/** A day, local: `9 Oct 2027`. */
export function formatDay(iso: string, style: TimeStyle = {}): string {
  return format(iso, 'day', style)
}

/** A moment in full with its zone, for tooltips. */
export function formatMoment(iso: string, style: TimeStyle = {}): string {
  return format(iso, 'moment', style)
}

const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/

/** Whether a text is a full ISO 8601 time, and so can be shown local. */
export function isTime(text: string): boolean {
  return ISO_TIME.test(text)
}

/** The common name of a distinguished name (RFC 4514 or OpenSSL's lines), or the whole name where it has none. */
export function commonName(distinguishedName: string): string {
  const match = /(?:^|[,\n/])\s*CN\s*=\s*([^,\n/]+)/i.exec(distinguishedName)
  return match?.[1]?.trim() ?? distinguishedName
}
