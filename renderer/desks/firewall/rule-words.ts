import { asleepOf } from '../../../shared/firewall/asleep.ts'
import type { FirewallRule, NeededService } from '../../../shared/firewall/rule-set.ts'
import { t } from '../../../shared/language/translate.ts'

/** A service by its protocol and port, as a firewall knows it; one that is not there by its id. */
export function serviceWords(id: string, services: readonly NeededService[]): string {
  const service = services.find((each) => each.id === id)
  if (!service) return t`${id} (missing)`
  return `${service.protocol.toUpperCase()} ${service.port}`
}

/** What a rule does with what matches. */
export function actionWords({ action, log }: Pick<FirewallRule, 'action' | 'log'>): string {
  if (action === 'allow') return log ? t`Allow, log` : t`Allow`
  return log ? t`Deny, log` : t`Deny`
}

export const actionNames = { allow: t`Allow`, deny: t`Deny` } as const

/** Whether a rule works today, and why it does not. */
export function stateWords(rule: FirewallRule, today: string): string {
  switch (asleepOf(rule, today)) {
    case 'over':
      return rule.enabled ? t`Over` : t`Off, over`
    case 'not-begun':
      return t`Not begun`
    case 'off':
      return t`Off`
    default:
      return t`On`
  }
}

/** The day that it is, as rules have theirs. */
export function todayOf(now = new Date()): string {
  return now.toISOString().slice(0, 10)
}

/** From when to when a rule is for. */
export function daysWords({ start, expiry }: Pick<FirewallRule, 'start' | 'expiry'>): string {
  if (start !== null && expiry !== null) return t`${start} to ${expiry}`
  if (start !== null) return t`from ${start}`
  return expiry === null ? t`no limit` : t`until ${expiry}`
}
