const LONGEST_MILLISECONDS = 365 * 24 * 3_600_000

/**
 * Reads a Retry-After header (RFC 9110 section 10.2.3): seconds, or a date, as milliseconds from `now`. A date that is
 * past is 0; what is neither, or beyond a year, is undefined.
 */
export function retryAfterMilliseconds(value: string | undefined, now: Date): number | undefined {
  const text = value?.trim() ?? ''
  if (/^\d{1,10}$/.test(text)) return within(Number(text) * 1000)
  // Date.parse takes a great deal more than an HTTP-date.
  if (!/^[A-Z][a-z]{2,8},? .*GMT$/.test(text)) return undefined
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : within(Math.max(0, at - now.getTime()))
}

function within(milliseconds: number): number | undefined {
  return milliseconds <= LONGEST_MILLISECONDS ? milliseconds : undefined
}
