import { t } from '../language/translate.ts'
import { namesOfId } from './object-name.ts'
import { oneLine } from './one-line.ts'
import type { ResolvedRule } from './resolved-rule.ts'
import { ruleComment } from './rule-comment.ts'

/** So many rules are named; more are counted by whoever looks. */
const NAMED = 20

/** Says which rules have a comment that is longer than a platform takes; nothing where none has. */
export function cutComments(rules: readonly ResolvedRule[], most: number): string[] {
  const cut = rules
    .filter(({ rule }) => oneLine(ruleComment(rule), Number.POSITIVE_INFINITY).length > most)
    .map(({ rule }) => namesOfId.rule(rule.id))
  if (cut.length === 0) return []
  const names = [...cut.slice(0, NAMED), ...(cut.length > NAMED ? ['…'] : [])].join(', ')
  return [t`Comments are cut at ${most} characters, since the platform takes no more: ${names}.`]
}
