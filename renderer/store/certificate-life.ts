import type { Certificate } from '../../shared/artifacts/tls-handshake.ts'
import { counted, t } from '../../shared/language/translate.ts'

import { formatDay, type TimeStyle } from './format.ts'

const DAY_MILLISECONDS = 86_400_000

/** Of a certificate's life when it was seen: how much has gone (0 to 1), and in which state it is. */
export type CertificateLife = {
  gone: number
  state: 'valid' | 'expires-soon' | 'expired' | 'not-yet-valid' | 'unreadable'
  /** What is left of it, in few words. */
  left: string
  /** The same with its day. */
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
    const sentence = t`Its first or its last day cannot be read.`
    return { gone, state: 'unreadable', left: t`Its days cannot be read`, sentence }
  }
  if (seen < from) {
    const wait = counted(Math.ceil((from - seen) / DAY_MILLISECONDS), 'day')
    const left = t`Valid in ${wait}`
    return { gone, state: 'not-yet-valid', left, sentence: t`${left}, from ${day(certificate.validFrom)}.` }
  }
  if (seen >= to) {
    const days = Math.floor((seen - to) / DAY_MILLISECONDS)
    const ago = days === 0 ? t`less than a day` : counted(days, 'day')
    const left = t`Expired ${ago} ago`
    return { gone, state: 'expired', left, sentence: t`${left}, on ${day(certificate.validTo)}.` }
  }
  const days = Math.floor((to - seen) / DAY_MILLISECONDS)
  const whole = Math.round((to - from) / DAY_MILLISECONDS)
  const left = t`${days} of ${counted(whole, 'day')} left`
  const sentence = t`${left}, until ${day(certificate.validTo)}.`
  return { gone, state: days < SOON_DAYS ? 'expires-soon' : 'valid', left, sentence }
}
