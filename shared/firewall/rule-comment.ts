import { namesOfId } from './object-name.ts'
import type { FirewallRule } from './rule-set.ts'

/** What a rule says of itself in a platform's comment: its name, the change, until when, whose it is, and why. */
export function ruleComment({ id, changeNumber, expiry, owner, justification }: FirewallRule): string {
  return [
    namesOfId.rule(id),
    changeNumber,
    expiry === null ? '' : `until ${expiry}`,
    owner === '' ? '' : `owner ${owner}`,
    justification,
  ]
    .filter((part) => part !== '')
    .join(' | ')
}
