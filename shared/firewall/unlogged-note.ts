import { t } from '../language/translate.ts'
import { namesOfId } from './object-name.ts'
import type { ResolvedRule } from './resolved-rule.ts'

/** So many rules are named; more are counted by whoever looks. */
const NAMED = 20

/** Says which rules ask for a log where a platform keeps none of a rule, and how to have one; nothing where none does. */
export function unloggedNote(rules: readonly ResolvedRule[], how: string): string[] {
  const asked = rules.filter(({ rule }) => rule.log).map(({ rule }) => namesOfId.rule(rule.id))
  if (asked.length === 0) return []
  const names = [...asked.slice(0, NAMED), ...(asked.length > NAMED ? ['…'] : [])].join(', ')
  return [t`No rule has a log of its own here, and these ask for one: ${names}. ${how}`]
}
