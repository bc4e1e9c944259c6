import type { Flow } from '../flows.ts'
import { armTemplate, azureTerraform } from '../schemas/azure.ts'
import { documentOf } from '../schemas/valid.ts'

/** A rule as it stands in a network security group, or in a template that does not make it. */
type StandingRule = {
  priority: number
  action: 'allow' | 'deny'
  protocol: string
  ports: readonly string[]
  sources: readonly string[]
  destinations: readonly string[]
  enabled: boolean
}

type ArmTemplate = {
  variables: { PSTN_rules: { name: string; enabled: boolean; properties: ArmProperties }[] } & Record<string, string[]>
  resources: unknown[]
}
type ArmProperties = {
  priority: number
  access: 'Allow' | 'Deny'
  protocol: string
  sourceAddressPrefixes: string
  destinationAddressPrefixes: string[]
  destinationPortRanges: string[]
}

/** Deploys templates in the mode Incremental, and runs the commands of the Azure CLI, over one network security group. */
export function flowsDeployed(texts: readonly string[]): Flow[] {
  const group = new Map<string, StandingRule>()
  for (const text of texts) {
    if (!text.startsWith('{')) {
      for (const name of deletedBy(text)) if (!group.delete(name)) throw new Error(`is not there: ${name}`)
      continue
    }
    const { variables, resources } = documentOf<ArmTemplate>(text, armTemplate)
    if (resources.length !== Math.min(1, variables.PSTN_rules.length)) throw new Error('a list without its loop')
    for (const { name, enabled, properties } of variables.PSTN_rules) {
      const sources = variables[/'(.*)'/.exec(properties.sourceAddressPrefixes)?.[1] ?? '']
      if (!sources) throw new Error(`no list: ${properties.sourceAddressPrefixes}`)
      // What the condition leaves out stays as it was.
      if (!enabled && group.get(name)?.enabled) continue
      group.set(name, {
        ...{ priority: properties.priority, action: properties.access === 'Allow' ? 'allow' : 'deny', enabled },
        ...{ protocol: properties.protocol, ports: properties.destinationPortRanges, sources },
        destinations: properties.destinationAddressPrefixes,
      })
    }
    flowsIn(group)
  }
  return flowsIn(group)
}

function deletedBy(text: string): string[] {
  const [comment, ...commands] = text.trimEnd().split('\n')
  if (!comment?.startsWith('# ')) throw new Error(`no comment: ${comment}`)
  return commands.map((line) => {
    const name =
      /^az network nsg rule delete --resource-group "[\w.()-]+" --nsg-name "[\w.()-]+" --name "([\w-]+)"$/.exec(
        line,
      )?.[1]
    if (name === undefined) throw new Error(`no command: ${line}`)
    return name
  })
}

type AzureTerraform = {
  locals: { PSTN_enabled: Record<string, boolean>; PSTN_senders: Record<string, string[]> }
  resource?: { azurerm_network_security_rule: Record<string, TerraformRule> }
}
type TerraformRule = {
  count: string
  name: string
  priority: number
  access: 'Allow' | 'Deny'
  protocol: string
  source_address_prefixes: string
  destination_address_prefixes: string[]
  destination_port_ranges: string[]
}

/** What Terraform holds once each file took the place of the one before. */
export function flowsApplied(texts: readonly string[]): Flow[] {
  const text = texts.at(-1) ?? '{}'
  if (/^\{\n {2}"\/\/": "[^"]*"\n\}\n$/.test(text)) return []
  const { locals, resource } = documentOf<AzureTerraform>(text, azureTerraform)
  const group = new Map<string, StandingRule>()
  for (const [key, rule] of Object.entries(resource?.azurerm_network_security_rule ?? {})) {
    if (key !== rule.name) throw new Error(`${key} makes ${rule.name}`)
    const enabled = locals.PSTN_enabled[/PSTN_enabled\.(\w+)/.exec(rule.count)?.[1] ?? '']
    const sources = locals.PSTN_senders[/PSTN_senders\.(\w+)/.exec(rule.source_address_prefixes)?.[1] ?? '']
    if (enabled === undefined || !sources) throw new Error(`refers to nothing: ${key}`)
    group.set(key, {
      ...{ priority: rule.priority, action: rule.access === 'Allow' ? 'allow' : 'deny', enabled },
      ...{ protocol: rule.protocol, ports: rule.destination_port_ranges, sources },
      destinations: rule.destination_address_prefixes,
    })
  }
  return flowsIn(group)
}

/** The flows of a group in the order in which Azure looks at its rules, each with a number of its own. */
function flowsIn(group: ReadonlyMap<string, StandingRule>): Flow[] {
  const priorities = new Set([...group.values()].map(({ priority }) => priority))
  if (priorities.size < group.size) throw new Error('SecurityRuleConflict: one priority twice')
  return [...group]
    .toSorted(([, one], [, other]) => one.priority - other.priority)
    .flatMap(([name, { protocol, ports, sources, destinations, action, enabled }]) => {
      if (new Set([...sources, ...destinations].map((each) => each.includes(':'))).size > 1)
        throw new Error(`two families: ${name}`)
      return ports.flatMap((port) =>
        destinations.map((destination) => ({
          rule: name.split('-')[0] ?? '',
          ...{ destination, protocol: protocol.toLowerCase(), port: Number(port), action, enabled, sources },
        })),
      )
    })
}
