import type { RuleFinding } from '../rule-finding.ts'
import type { FirewallRule, NeededService, RuleSet } from '../rule-set.ts'
import { daysBefore } from './days.ts'
import { ruleFinding } from './finding-words.ts'

/** A rule that ends within so many days is warned of. */
const SOON_DAYS = 30

/** What is said of each rule by itself: its days, what reviewers send a request back for, and the ports that it opens. */
export function ruleFormFindings(set: RuleSet, today: string): RuleFinding[] {
  const services = new Map(set.services.map((each) => [each.id, each]))
  return set.rules.flatMap((rule) => [
    ...dayFindings(rule, today),
    ...formFindings(rule, set.request),
    ...rule.services.flatMap((id) => serviceFindings(rule, services.get(id))),
  ])
}

function dayFindings({ id: rule, start, expiry }: FirewallRule, today: string): RuleFinding[] {
  if (start !== null && expiry !== null && expiry < start) return [ruleFinding('ends-before-begin', { rule })]
  if (expiry !== null && expiry < today) return [ruleFinding('expired', { rule, day: expiry })]
  return [
    ...(expiry !== null && expiry <= daysBefore(today, -SOON_DAYS)
      ? [ruleFinding('expiring', { rule, day: expiry })]
      : []),
    ...(start !== null && start > today ? [ruleFinding('not-begun', { rule, day: start })] : []),
  ]
}

/** What the form of the request says is said of each of its rules. */
function formFindings(rule: FirewallRule, request: RuleSet['request']): RuleFinding[] {
  return [
    ...(rule.justification || request?.justification ? [] : [ruleFinding('no-justification', { rule: rule.id })]),
    ...(rule.owner || request?.owner ? [] : [ruleFinding('no-owner', { rule: rule.id })]),
    ...(rule.requester || request?.requester ? [] : [ruleFinding('no-requester', { rule: rule.id })]),
    ...(rule.expiry || request?.expiry ? [] : [ruleFinding('no-expiry', { rule: rule.id })]),
  ]
}

function serviceFindings({ id: rule, action }: FirewallRule, service: NeededService | undefined): RuleFinding[] {
  if (!service || action === 'deny') return []
  if (service.protocol === 'udp') return [ruleFinding('udp', { rule, service: service.id })]
  return service.port === 80 && service.paths.length === 0
    ? [ruleFinding('plain-http', { rule, service: service.id })]
    : []
}
