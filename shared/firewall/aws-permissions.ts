import { t } from '../language/translate.ts'
import { cutComments } from './cut-comments.ts'
import { oneLine } from './one-line.ts'
import type { ResolvedRule } from './resolved-rule.ts'
import { ruleComment } from './rule-comment.ts'
import type { FirewallRule } from './rule-set.ts'
import { unloggedNote } from './unlogged-note.ts'
import type { PlatformLimits, PlatformOptions } from './writer.ts'

/** What AWS takes; the rules are those of one family in one group, and can be raised. */
export const awsLimits = { comment: 255, rules: 60 } as const satisfies PlatformLimits

/** An entry of a security group. It has no name and no destination, and there is only one of each. */
export type Permission = { protocol: 'tcp' | 'udp'; port: number; cidr: string; description: string }

/** The entries that rules need together, by what makes each the only one of its kind. */
export function permissionsOf(rules: readonly ResolvedRule[]): ReadonlyMap<string, Permission> {
  const permissions = new Map<string, Permission>()
  for (const { rule, services, parts } of rules) {
    const description = permissionText(rule)
    for (const { protocol, port } of services)
      for (const cidr of parts.flatMap(({ sources }) => sources)) {
        const key = `${protocol} ${port} ${cidr}`
        if (!permissions.has(key)) permissions.set(key, { protocol, port, cidr, description })
      }
  }
  return permissions
}

/** What a rule says of itself, in the characters that AWS takes. */
export function permissionText(rule: FirewallRule): string {
  const text = ruleComment(rule).replaceAll(' | ', '; ').replaceAll(/["'`]/g, '')
  return oneLine(text, awsLimits.comment).replaceAll(/[^a-zA-Z0-9 ._\-:/()#,@[\]+=;{}!$*]/g, '_')
}

/** The id of the group that was named; none where that is no id. */
export function securityGroupOf({ list }: PlatformOptions): { group: string | undefined; notes: string[] } {
  if (list === undefined || /^sg-[0-9a-f]{8,17}$/.test(list)) return { group: list, notes: [] }
  return {
    group: undefined,
    notes: [t`The security group was not taken as it was given: its id is sg- and hexadecimal digits.`],
  }
}

/** What has to be said of rules that go into a security group as these entries, each by its prefix. */
export function permissionNotes(rules: readonly ResolvedRule[], prefixes: readonly string[]): string[] {
  const six = prefixes.filter((prefix) => prefix.includes(':')).length
  const most = Math.max(six, prefixes.length - six)
  const { rules: quota, comment } = awsLimits
  const hosts = [...new Set(rules.map(({ host }) => host.name))]
  const names = hosts.slice(0, 20).join(', ')
  return [
    ...(most > quota
      ? [
          t`They need ${most} entries of one family, and a security group takes ${quota} unless the quota “Inbound or outbound rules per security group” was raised. A managed prefix list is counted with its greatest size and saves nothing.`,
        ]
      : []),
    ...(hosts.length > 1
      ? [
          t`A security group knows no destination: whatever it is attached to takes the rules of all these hosts: ${names}. Where that is too much, make a sheet and a group for each.`,
        ]
      : []),
    ...cutComments(rules, comment),
    ...unloggedNote(rules, t`Flows are logged for the whole network interface, subnet or network, by VPC Flow Logs.`),
  ]
}

/** What somebody must know of rules in a security group, however they come there. */
export const securityGroupWarnings: readonly string[] = [
  t`A security group only allows, and all groups of a network interface are taken together: where one of them lets everybody in, these rules change nothing. See what stands there: aws ec2 describe-security-group-rules --filters Name=group-id,Values=GROUP.`,
  t`Behind a load balancer the rules belong to the group of the balancer, unless it keeps the sender’s address.`,
]

/** Why the addresses stand in the group itself. */
export const withoutPrefixList =
  'The addresses stand in the group and not in a managed prefix list: a rule that names a list can be written only once AWS has given the list its id, and a list counts with its greatest size against the same quota.'
