const SECONDS_OF_YEAR_9999 = 253_402_300_799

/** When a vendor says that its list was changed: seconds or milliseconds since 1970, ISO 8601 with its zone, or AWS's form; null for anything else. */
export function momentOf(written: unknown): string | null {
  const milliseconds = millisecondsOf(written)
  if (!Number.isFinite(milliseconds) || milliseconds <= 0 || milliseconds > SECONDS_OF_YEAR_9999 * 1_000) return null
  return new Date(milliseconds).toISOString()
}

function millisecondsOf(written: unknown): number {
  // Seconds have ten digits until the year 2286, milliseconds thirteen.
  if (typeof written === 'number') return Math.floor(written > 100_000_000_000 ? written : written * 1_000)
  if (typeof written !== 'string') return Number.NaN
  if (/^\d{9,13}$/.test(written)) return millisecondsOf(Number(written))
  const aws = /^(\d{4}-\d\d-\d\d)-(\d\d)-(\d\d)-(\d\d)$/.exec(written)
  if (aws) return Date.parse(`${aws[1]}T${aws[2]}:${aws[3]}:${aws[4]}Z`)
  const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/.test(written)
  return iso ? Date.parse(written) : Number.NaN
}
