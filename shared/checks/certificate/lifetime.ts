import type { Certificate } from '../../artifacts/tls-handshake.ts'
import { counted, t } from '../../language/translate.ts'

const SOON_DAYS = 30
/** From here on there is time for a request that takes weeks. */
const DUE_DAYS = 60
const DAY_MILLISECONDS = 86_400_000

/** Where a certificate stands in its life at a moment, and how many whole days of it are left, or have passed since it expired. */
export type Lifetime = {
  state: 'unreadable' | 'expired' | 'not-yet-valid' | 'expires-soon' | 'renewal-due' | 'valid'
  days: number
}

/** How much of a certificate's life was left when it was seen, in milliseconds since 1970. */
export function lifetimeAt({ validFrom, validTo }: Certificate, seenAt: number): Lifetime {
  const from = Date.parse(validFrom)
  const to = Date.parse(validTo)
  const days = Math.floor(Math.abs(to - seenAt) / DAY_MILLISECONDS)
  if (Number.isNaN(days) || Number.isNaN(from)) return { state: 'unreadable', days }
  if (seenAt > to) return { state: 'expired', days }
  if (seenAt < from) return { state: 'not-yet-valid', days }
  // A certificate that lives for 90 days is renewed by a program, when a third of its life is left at the latest.
  const life = (to - from) / DAY_MILLISECONDS
  if (days < Math.min(SOON_DAYS, life / 6)) return { state: 'expires-soon', days }
  return { state: days < Math.min(DUE_DAYS, life / 3) ? 'renewal-due' : 'valid', days }
}

/** `10 days`, as what is left or has passed. */
export function daysWords(days: number): string {
  return days === 0 ? t`less than a day` : counted(days, 'day')
}
