import { t } from '../../language/translate.ts'
import {
  azureLimits,
  azurePlace,
  type SecurityRule,
  securityGroupWarnings,
  securityRuleNotes,
  securityRules,
  usualPriority,
} from '../azure-rules.ts'
import { namesOfId } from '../object-name.ts'
import { oneLine } from '../one-line.ts'
import type { ResolvedRule } from '../resolved-rule.ts'
import type { RuleSet } from '../rule-set.ts'
import { emptyTerraformFile, terraformExpression, terraformFile, terraformText } from '../terraform-text.ts'
import { defineWriter, type PlatformOptions } from '../writer.ts'

export default defineWriter({
  meta: {
    id: 'azure-terraform',
    name: 'Azure network security group (Terraform)',
    extension: 'tf.json',
    limits: azureLimits,
    carries: { four: true, six: true, names: false, deny: true, log: false, disabled: 'switch' },
    side: 'internal',
    options: {
      list: { label: t`Resource group and network security group, as group/nsg`, usual: t`Terraform asks` },
      position: { label: t`First priority, from 100 to 4096`, usual: usualPriority },
    },
    basedOn: [
      'HashiCorp’s documentation of azurerm_network_security_rule and of Terraform’s JSON syntax; Microsoft’s of network security groups and their limits.',
      'A test has Terraform plan generated files where it is installed (seen with 1.11), with a resource of its own in the place of azurerm’s, which could not be had. Nobody has applied it to Azure for us.',
    ],
    warnings: [
      t`It goes into a folder where azurerm is set up already, and says nothing of its version. The network security group may not have rules of its own in its block (security_rule) there: Terraform would take these away again.`,
      ...securityGroupWarnings,
    ],
  },
  write(rules, options, set) {
    const made = securityRules(rules, options, set)
    return {
      apply: fileText(made, options, set),
      rollback: emptyTerraformFile(
        t`Put this in the place of the earlier file and apply it: Terraform takes away the rules that the file made.`,
      ),
      notes: notesOf(made, rules, options),
    }
  },
  writeBetween({ before, after }, options, set) {
    const made = securityRules(after, options, set)
    return {
      apply: fileText(made, options, set),
      rollback: fileText(securityRules(before, options, set), options, set),
      notes: [
        t`It is the whole file, to be saved under the name of the earlier one: Terraform finds out what changed, and two files with the same rules are an error. The rollback is the earlier file.`,
        t`Where somebody changed a line of PSTN_enabled in the earlier file, change it here as well before this is applied.`,
        ...notesOf(made, after, options),
      ],
    }
  },
})

function notesOf(made: readonly SecurityRule[], rules: readonly ResolvedRule[], options: PlatformOptions): string[] {
  return [
    ...azurePlace(options).notes,
    t`See first what it would do: terraform plan. A rule is switched on and off by its line of PSTN_enabled.`,
    ...securityRuleNotes(made, rules, options),
  ]
}

function fileText(made: readonly SecurityRule[], options: PlatformOptions, { title }: RuleSet): string {
  const { place } = azurePlace(options)
  return terraformFile({
    '//': terraformText(`Postern: ${oneLine(title, 200)}`),
    variable: {
      PSTN_resource_group_name: variable(t`The resource group of the network security group.`, place.resourceGroup),
      PSTN_network_security_group_name: variable(
        t`The network security group that the rules are added to.`,
        place.group,
      ),
    },
    locals: {
      PSTN_enabled: Object.fromEntries(
        made.map(({ resolved: { rule } }) => [namesOfId.rule(rule.id), rule.enabled] as const),
      ),
      PSTN_senders: Object.fromEntries(made.map(({ senders, sources }) => [senders, sources])),
    },
    ...(made.length > 0 && {
      resource: {
        azurerm_network_security_rule: Object.fromEntries(made.map((rule) => [rule.name, resourceOf(rule)])),
      },
    }),
  })
}

/** Without a default Terraform asks for it. What is written as one is never an expression. */
function variable(description: string, given: string | undefined) {
  return { type: 'string', description, ...(given !== undefined && { default: given }) }
}

function resourceOf({ name, resolved: { rule }, senders, ...made }: SecurityRule) {
  return {
    count: terraformExpression(`local.PSTN_enabled.${namesOfId.rule(rule.id)} ? 1 : 0`),
    name,
    resource_group_name: terraformExpression('var.PSTN_resource_group_name'),
    network_security_group_name: terraformExpression('var.PSTN_network_security_group_name'),
    priority: made.priority,
    direction: 'Inbound',
    access: made.access,
    protocol: made.protocol,
    source_address_prefixes: terraformExpression(`local.PSTN_senders.${senders}`),
    source_port_range: '*',
    destination_address_prefixes: made.destinations,
    destination_port_ranges: made.ports,
    description: terraformText(made.description),
  }
}
