import { t } from '../language/translate.ts'

/** A setting as the shell writes it; what is blank there is said to be. */
export function shownValue(value: string | number | boolean | null | readonly string[]): string {
  if (value === null) return t`$null (not configured)`
  if (typeof value === 'boolean') return value ? '$true' : '$false'
  if (typeof value !== 'object') return String(value)
  return value.length > 0 ? value.join(', ') : t`empty`
}
