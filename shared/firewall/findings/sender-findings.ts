import { parseCidr } from 'cidr-tools'
import { countOfAddresses } from '../prefixes.ts'
import type { ResolvedGroup } from '../resolved-rule.ts'
import type { RuleFinding } from '../rule-finding.ts'
import type { RuleSet } from '../rule-set.ts'
import { shortestPrefix } from '../source-entry.ts'
import { daysBefore } from './days.ts'
import { ruleFinding } from './finding-words.ts'

/** A list that was read longer ago is warned of. */
const OLD_AFTER_DAYS = 30
/** Half of what an address of the internet can be: all of IPv4, and 2000::/3 of IPv6. */
const ALMOST_ALL = { 4: 2n ** 31n, 6: 2n ** 124n } as const

/** What is said of the groups of senders that rules speak of. */
export function senderFindings(set: RuleSet, groups: readonly ResolvedGroup[], today: string): RuleFinding[] {
  const used = new Set(set.rules.flatMap(({ sources }) => sources))
  const readDays = new Map(set.groups.map(({ id, list }) => [id, list?.readAt.slice(0, 10)]))
  const wrong = new Set(set.groups.filter(({ list }) => list?.wrong).map(({ id }) => id))
  const oldBefore = daysBefore(today, OLD_AFTER_DAYS)
  return groups.flatMap((group) => {
    if (!used.has(group.id)) return []
    const { id, four, six, names } = group
    if (four.length + six.length + names.length === 0) return [ruleFinding('empty-group', { group: id })]
    const day = readDays.get(id)
    return [
      ...(wrong.has(id) ? [ruleFinding('wrong-list', { group: id })] : []),
      ...widthFindings(group),
      ...(names.length > 0 ? [ruleFinding('names-as-senders', { group: id, count: names.length })] : []),
      ...(day !== undefined && day < oldBefore ? [ruleFinding('old-list', { group: id, day })] : []),
    ]
  })
}

function widthFindings({ id, four, six }: ResolvedGroup): RuleFinding[] {
  if (countOfAddresses(four) >= ALMOST_ALL[4] || countOfAddresses(six) >= ALMOST_ALL[6])
    return [ruleFinding('any-source', { group: id })]
  const wide = [...four, ...six].filter((cidr) => {
    const { version, prefix } = parseCidr(cidr)
    return Number(prefix) < shortestPrefix[version]
  })
  const [text] = wide
  return text === undefined ? [] : [ruleFinding('wide-source', { group: id, text, count: wide.length })]
}
