import { t } from '../../language/translate.ts'
import { asleepOf } from '../asleep.ts'
import type { FirewallRule, RequestForm } from '../rule-set.ts'

/** Which senders a line is about; null: it has none. */
export type RowFamily = 4 | 6 | 'name' | null

export function familyWords(family: RowFamily): string {
  if (family === null) return t`None`
  return family === 'name' ? t`Names` : `IPv${family}`
}

export function actionWords(action: FirewallRule['action']): string {
  return action === 'allow' ? t`Allow` : t`Deny`
}

export function changeWords(change: RequestForm['change']): string {
  return { new: t`New`, modify: t`Modify`, delete: t`Delete` }[change]
}

export function kindWords(kind: RequestForm['kind']): string {
  return { normal: t`Normal`, temporary: t`Temporary`, emergency: t`Emergency`, project: t`Project` }[kind]
}

/** How a rule stands on a day: over goes before off, and off before what has not begun. */
export function statusWords(rule: FirewallRule, today: string): string {
  const asleep = asleepOf(rule, today)
  return asleep === null ? t`On` : { over: t`Over`, off: t`Off`, 'not-begun': t`Not begun` }[asleep]
}
