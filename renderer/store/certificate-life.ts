import type { Certificate } from '../../shared/artifacts/tls-handshake.ts'
import { counted } from '../../shared/run/words.ts'
import { formatDay, type TimeStyle } from './format.ts'

const DAY_MILLISECONDS = 86_400_000

/** Of a certificate's life when it was seen: how much has gone (0 to 1), and in which state it is. */
export type CertificateLife = {
  gone: number
  state: 'valid' | 'expires-soon' | 'expired' | 'not-yet-valid' | 'unreadable'
  sentence: string
}

/** Fewer days than these, and a certificate is shown as running out: HealthChecker's yellow line. */
const SOON_DAYS = 30

/** A certificate's day in UTC, as the checks say it: the same day in the window, the terminal and the report. */
export function certificateDay(iso: string, style: TimeStyle = {}): string {
  return formatDay(iso, { ...style, timeZone: 'UTC' })
}

/** Reads a certificate's life at the moment when it was looked at. */
export function certificateLife(
  certificate: Pick<Certificate, 'validFrom' | 'validTo'>,
  seenAt: string,
  style: TimeStyle = {},
): CertificateLife {
  const from = Date.parse(certificate.validFrom)
  const to = Date.parse(certificate.validTo)
  const seen = Date.parse(seenAt)
  const gone = to > from ? Math.min(1, Math.max(0, (seen - from) / (to - from))) : 1
  const day = (iso: string) => certificateDay(iso, style)
  if (Number.isNaN(from) || Number.isNaN(to)) {
    return { gone, state: 'unreadable', sentence: 'Its first or its last day cannot be read.' }
  }
  if (seen < from) {
    const wait = counted(Math.ceil((from - seen) / DAY_MILLISECONDS), 'day')
    return { gone, state: 'not-yet-valid', sentence: `Valid in ${wait}, from ${day(certificate.validFrom)}.` }
  }
  if (seen >= to) {
    const days = Math.floor((seen - to) / DAY_MILLISECONDS)
    const ago = days === 0 ? 'less than a day' : counted(days, 'day')
    return { gone, state: 'expired', sentence: `Expired ${ago} ago, on ${day(certificate.validTo)}.` }
  }
  const left = Math.floor((to - seen) / DAY_MILLISECONDS)
  const whole = Math.round((to - from) / DAY_MILLISECONDS)
  const sentence = `${left} of ${counted(whole, 'day')} left, until ${day(certificate.validTo)}.`
  return { gone, state: left < SOON_DAYS ? 'expires-soon' : 'valid', sentence }
}
