import { t } from '../../language/translate.ts'
import {
  awsLimits,
  permissionNotes,
  permissionText,
  securityGroupOf,
  securityGroupWarnings,
  withoutPrefixList,
} from '../aws-permissions.ts'
import { namesOfId } from '../object-name.ts'
import { oneLine } from '../one-line.ts'
import { membersOf, type ResolvedRule } from '../resolved-rule.ts'
import type { RuleSet } from '../rule-set.ts'
import { emptyTerraformFile, terraformExpression, terraformFile, terraformText } from '../terraform-text.ts'
import { defineWriter, type PlatformOptions } from '../writer.ts'

export default defineWriter({
  meta: {
    id: 'aws-terraform',
    name: 'AWS security group (Terraform)',
    extension: 'tf.json',
    limits: awsLimits,
    carries: { four: true, six: true, names: false, deny: false, log: false, disabled: 'switch' },
    side: 'internal',
    options: { list: { label: t`Id of the security group`, usual: t`Terraform asks` } },
    basedOn: [
      'HashiCorp’s documentation of aws_vpc_security_group_ingress_rule (one prefix each) and of Terraform’s JSON syntax; AWS’s of VPC quotas (60 rules, for each family) and of the characters of a description.',
      'A test has Terraform plan generated files where it is installed (seen with 1.11), with a resource of its own in the place of aws’s, which could not be had. Nobody has applied it to AWS for us.',
      withoutPrefixList,
    ],
    warnings: [
      t`It goes into a folder where aws is set up already, and says nothing of its version. The security group may not have rules in its own block (ingress) there, nor as aws_security_group_rule: Terraform would take these away again.`,
      ...securityGroupWarnings,
      t`There is one entry for a protocol, a port and a prefix. Where one of these is in the group already, AWS refuses it.`,
    ],
  },
  write(rules, options, set) {
    return {
      apply: fileText(rules, options, set),
      rollback: emptyTerraformFile(
        t`Put this in the place of the earlier file and apply it: Terraform takes away the rules that the file made.`,
      ),
      notes: notesOf(rules, options),
    }
  },
  writeBetween({ before, after }, options, set) {
    return {
      apply: fileText(after, options, set),
      rollback: fileText(before, options, set),
      notes: [
        t`It is the whole file, to be saved under the name of the earlier one: Terraform finds out what changed, and two files with the same rules are an error. The rollback is the earlier file.`,
        t`Where somebody switched a rule on or off in the earlier file, do it here as well before this is applied.`,
        ...notesOf(after, options),
      ],
    }
  },
})

function notesOf(rules: readonly ResolvedRule[], options: PlatformOptions): string[] {
  return [
    ...securityGroupOf(options).notes,
    t`See first what it would do: terraform plan. A rule is switched on and off by its line "enabled".`,
    ...permissionNotes(
      rules,
      endsOf(rules).flatMap(({ lists }) => [...new Set(lists.flatMap(({ members }) => members))]),
    ),
  ]
}

function fileText(rules: readonly ResolvedRule[], options: PlatformOptions, { title }: RuleSet): string {
  const { group } = securityGroupOf(options)
  const ends = endsOf(rules)
  return terraformFile({
    '//': terraformText(`Postern: ${oneLine(title, 200)}`),
    variable: {
      PSTN_security_group_id: {
        type: 'string',
        description: t`The id of the security group that the rules are added to.`,
        ...(group !== undefined && { default: group }),
      },
    },
    locals: {
      PSTN_rules: Object.fromEntries(
        rules.map(({ rule }) => [
          namesOfId.rule(rule.id),
          { enabled: rule.enabled, description: terraformText(permissionText(rule)) },
        ]),
      ),
      PSTN_senders: Object.fromEntries(ends.flatMap(({ lists }) => lists.map(({ name, members }) => [name, members]))),
    },
    ...(ends.length > 0 && {
      resource: {
        aws_vpc_security_group_ingress_rule: Object.fromEntries(ends.map((end) => [end.name, resourceOf(end)])),
      },
    }),
  })
}

/** One port and one family: AWS takes an entry once, so that the rules that need it share it. */
type End = {
  name: string
  family: 4 | 6
  protocol: 'tcp' | 'udp'
  port: number
  needed: { rule: string; lists: readonly string[] }[]
  lists: { name: string; members: readonly string[] }[]
}

function endsOf(rules: readonly ResolvedRule[]): End[] {
  const ends = new Map<string, End>()
  for (const { rule, services, parts, groups } of rules)
    for (const { family } of parts) {
      const lists = groups.flatMap((group) => {
        const members = membersOf(group, family)
        return members.length === 0 ? [] : [{ name: namesOfId.sendersOf(family, group.id), members }]
      })
      const own = new Map(
        services.map((service) => [`PSTN_${service.protocol.toUpperCase()}_${service.port}_IPV${family}`, service]),
      )
      for (const [name, { protocol, port }] of own) {
        const end = ends.get(name) ?? { name, family, protocol, port, needed: [], lists: [] }
        end.needed.push({ rule: namesOfId.rule(rule.id), lists: lists.map((list) => list.name) })
        end.lists.push(...lists)
        ends.set(name, end)
      }
    }
  return [...ends.values()]
}

function resourceOf({ family, protocol, port, needed }: End) {
  return {
    for_each: terraformExpression(prefixesOf(needed)),
    security_group_id: terraformExpression('var.PSTN_security_group_id'),
    [family === 4 ? 'cidr_ipv4' : 'cidr_ipv6']: terraformExpression('each.key'),
    ip_protocol: protocol,
    from_port: port,
    to_port: port,
    description: terraformExpression('each.value'),
  }
}

/** Each prefix once, with the description of the first rule that needs it and is switched on. */
function prefixesOf(needed: End['needed']): string {
  const maps = needed.map(({ rule, lists }) => {
    const all = lists.map((name) => `local.PSTN_senders.${name}`)
    // Two lists may have a prefix in common, which a map takes once.
    const prefixes = all.length === 1 ? all.join() : `toset(concat(${all.join(', ')}))`
    return `{for prefix in ${prefixes} : prefix => local.PSTN_rules.${rule}.description if local.PSTN_rules.${rule}.enabled}`
  })
  return maps.length === 1 ? maps.join() : `merge(${maps.toReversed().join(', ')})`
}
