import { t } from '../language/translate.ts'
import type { FirewallRule } from './rule-set.ts'

/** Why a rule does nothing today: it is switched off, begins later, or is over. */
export type Asleep = 'off' | 'not-begun' | 'over'

/** Whether a rule does nothing on a day (2026-11-29), and why; it works on its first and on its last day. */
export function asleepOf({ enabled, start, expiry }: FirewallRule, today: string): Asleep | null {
  if (expiry !== null && expiry < today) return 'over'
  if (!enabled) return 'off'
  return start !== null && start > today ? 'not-begun' : null
}

/** The same as words that go on a sentence about the rule. */
export function asleepWords(asleep: Asleep, { start, expiry }: FirewallRule): string {
  if (asleep === 'off') return t`is switched off`
  return asleep === 'not-begun' ? t`begins on ${start}` : t`ended on ${expiry}`
}
