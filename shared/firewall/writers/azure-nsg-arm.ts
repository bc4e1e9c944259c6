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
import { oneLine } from '../one-line.ts'
import type { RuleSet } from '../rule-set.ts'
import { defineWriter } from '../writer.ts'

const RULES = 'PSTN_rules'
const PLACEHOLDER = { resourceGroup: 'RESOURCE-GROUP', group: 'NETWORK-SECURITY-GROUP' } as const
/** What one deployment takes, those of a loop counted singly. */
const MOST_RESOURCES = 800

export default defineWriter({
  meta: {
    id: 'azure-nsg-arm',
    name: 'Azure network security group (ARM template)',
    extension: 'json',
    limits: azureLimits,
    carries: { four: true, six: true, names: false, deny: true, log: false, disabled: 'switch' },
    side: 'internal',
    options: {
      list: {
        label: t`Resource group and network security group, as group/nsg`,
        usual: `${PLACEHOLDER.resourceGroup}/${PLACEHOLDER.group}`,
      },
      position: { label: t`First priority, from 100 to 4096`, usual: usualPriority },
    },
    basedOn: [
      'Microsoft’s documentation of network security groups and their limits (1,000 rules, 4,000 source addresses and prefixes, priorities 100 to 4096, names of 80 characters), and of the syntax of ARM templates.',
      'The rules are put in one after the other (a loop in serial mode): Azure answered RetryableErrorDueToAnotherOperation to rules that were put into one group at a time (Azure/azure-sdk-for-python issue 556).',
      'Tests hold it to a schema of the shapes that are used. Nobody has deployed it for us, nor turned it into Bicep (az bicep decompile), nor seen what az network nsg rule delete says of a rule that is not there.',
    ],
    warnings: [
      t`Deploy it in the mode Incremental, which is what Azure takes where none is named. In the mode Complete, Azure deletes everything of the resource group that the template does not hold.`,
      ...securityGroupWarnings,
    ],
  },
  write(rules, options, set) {
    const made = securityRules(rules, options, set)
    const { place, notes } = azurePlace(options)
    const { resourceGroup, group } = { ...PLACEHOLDER, ...place }
    const missing = [resourceGroup, group].filter((name) => !Object.values(place).includes(name)).join(', ')
    const rollback = [
      '# Azure CLI, in bash or PowerShell',
      ...made.map(
        ({ name }) =>
          `az network nsg rule delete --resource-group "${resourceGroup}" --nsg-name "${group}" --name "${name}"`,
      ),
    ]
    const count = made.length
    return {
      apply: templateText(made, place.group, set),
      rollback: `${rollback.join('\n')}\n`,
      rollbackExtension: 'sh',
      notes: [
        ...notes,
        ...(missing === '' ? [] : [t`Put the name of your own in the rollback where this stands: ${missing}.`]),
        ...deployNotes(resourceGroup, group),
        ...(made.some(({ resolved }) => !resolved.rule.enabled)
          ? [
              t`A rule that is switched off is not made. To make it, set its "enabled" to true and deploy again; a deployment never takes a rule away.`,
            ]
          : []),
        ...(count > MOST_RESOURCES
          ? [t`One deployment takes ${MOST_RESOURCES} resources, and these are ${count}: split the list ${RULES}.`]
          : []),
        t`An ARM template takes nothing away, so that the rollback is commands of the Azure CLI, in bash or PowerShell.`,
        ...securityRuleNotes(made, rules, options),
      ],
    }
  },
  writeChange(changes, rules, options, set) {
    const { place, notes } = azurePlace(options)
    const { resourceGroup, group } = { ...PLACEHOLDER, ...place }
    const made = (which: 'before' | 'after') =>
      securityRules(rules, options, set, ({ groups }) =>
        changes.flatMap((change) => (groups.some(({ id }) => id === change.after.id) ? [change[which]] : [])),
      )
    const after = made('after')
    return {
      apply: templateText(after, place.group, set),
      rollback: templateText(made('before'), place.group, set),
      notes: [
        ...notes,
        ...deployNotes(resourceGroup, group),
        ...(after.some(({ resolved }) => !resolved.rule.enabled)
          ? [
              t`Where a rule was made although it is switched off here, set its "enabled" to true, or its list stays as it is.`,
            ]
          : []),
        t`Each rule is written whole, with its list of now. Its priority is again that of the earlier sheet: give the same first priority, and keep the rules in their order.`,
        ...securityRuleNotes(after, rules, options),
      ],
    }
  },
})

function deployNotes(resourceGroup: string, group: string): string[] {
  return [
    t`See first what it would do: az deployment group what-if --resource-group ${resourceGroup} --template-file FILE --parameters networkSecurityGroupName=${group}. Then the same with create in the place of what-if.`,
  ]
}

function templateText(made: readonly SecurityRule[], group: string | undefined, { title }: RuleSet): string {
  const lists = Object.fromEntries(made.map(({ senders, sources }) => [senders, sources]))
  const template = {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    metadata: { description: `Postern: ${oneLine(title, 200)}` },
    parameters: {
      networkSecurityGroupName: {
        type: 'string',
        ...(group !== undefined && { defaultValue: group }),
        metadata: { description: t`The network security group that the rules are added to.` },
      },
    },
    variables: { ...lists, [RULES]: made.map(ruleOf) },
    resources:
      made.length === 0
        ? []
        : [
            {
              copy: { name: RULES, count: `[length(variables('${RULES}'))]`, mode: 'serial', batchSize: 1 },
              condition: `[variables('${RULES}')[copyIndex()].enabled]`,
              type: 'Microsoft.Network/networkSecurityGroups/securityRules',
              apiVersion: '2023-04-01',
              name: `[format('{0}/{1}', parameters('networkSecurityGroupName'), variables('${RULES}')[copyIndex()].name)]`,
              properties: `[variables('${RULES}')[copyIndex()].properties]`,
            },
          ],
  }
  return `${JSON.stringify(template, null, 2)}\n`
}

/** A text in brackets would be an expression of Azure’s: each of a user's begins with a word of ours. */
function ruleOf({ name, resolved: { rule }, senders, ...made }: SecurityRule) {
  return {
    name,
    enabled: rule.enabled,
    properties: {
      description: made.description,
      priority: made.priority,
      direction: 'Inbound',
      access: made.access,
      protocol: made.protocol,
      sourceAddressPrefixes: `[variables('${senders}')]`,
      sourcePortRange: '*',
      destinationAddressPrefixes: made.destinations,
      destinationPortRanges: made.ports,
    },
  }
}
