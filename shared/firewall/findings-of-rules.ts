import { counted, t } from '../language/translate.ts'
import { allWriters } from './all-writers.ts'
import { hostFindings } from './findings/host-findings.ts'
import { overlapFindings } from './findings/overlaps.ts'
import { platformFindings } from './findings/platform-findings.ts'
import { ruleFormFindings } from './findings/rule-form-findings.ts'
import { senderFindings } from './findings/sender-findings.ts'
import { resolveGroups } from './resolved-rule.ts'
import type { RuleFinding } from './rule-finding.ts'
import type { RuleSet } from './rule-set.ts'
import type { Writer } from './writer.ts'

/** So many findings of one code are told one by one; further ones are counted. */
const MOST_OF_A_CODE = 100
const SEVERITIES: readonly RuleFinding['severity'][] = ['error', 'warning', 'note']

/**
 * Everything that is to be said of a set of rules before it is sent: errors first, each code together, in the order of the
 * rules. `today` as 2026-11-29. `writers`: the platforms that are looked at.
 */
export function findingsOfRules(
  set: RuleSet,
  { today, writers = allWriters }: { today: string; writers?: readonly Pick<Writer, 'meta'>[] },
): RuleFinding[] {
  const groups = resolveGroups(set.groups)
  const all = [...groups.values()]
  const found = [
    ...overlapFindings(set, all, today),
    ...senderFindings(set, all, today),
    ...hostFindings(set, groups),
    ...ruleFormFindings(set, today),
    ...platformFindings(set, groups, writers),
  ]
  const byCode = [...Map.groupBy(found, ({ code }) => code).values()].flatMap(bounded)
  return SEVERITIES.flatMap((severity) => byCode.filter((finding) => finding.severity === severity))
}

function bounded(ofCode: readonly RuleFinding[]): readonly RuleFinding[] {
  const [first] = ofCode
  if (!first || ofCode.length <= MOST_OF_A_CODE) return ofCode
  const told = ofCode.slice(0, MOST_OF_A_CODE - 1)
  const title = t`${counted(ofCode.length - told.length, 'further finding')} of the same kind: ${first.title}`
  return [...told, { ...first, rule: null, other: null, title }]
}
