import { t } from '../language/translate.ts'
import { cutComments } from './cut-comments.ts'
import { namesOfId } from './object-name.ts'
import { oneLine } from './one-line.ts'
import { membersOf, type ResolvedGroup, type ResolvedRule } from './resolved-rule.ts'
import { ruleComment } from './rule-comment.ts'
import type { RuleSet } from './rule-set.ts'
import { unloggedNote } from './unlogged-note.ts'
import type { PlatformLimits, PlatformOptions } from './writer.ts'

/** What Azure takes: its documentation of limits, and of the properties of a security rule. */
export const azureLimits = {
  ruleName: 80,
  comment: 140,
  rules: 1_000,
  members: 4_000,
} as const satisfies PlatformLimits
const PRIORITIES = { least: 100, usual: 1_000, most: 4_096 } as const
export const usualPriority = String(PRIORITIES.usual)

/** A rule of a network security group: one group of senders, of one family, to one host by one protocol. */
export type SecurityRule = {
  name: string
  priority: number
  description: string
  protocol: 'Tcp' | 'Udp'
  access: 'Allow' | 'Deny'
  ports: readonly string[]
  destinations: readonly string[]
  /** The list of senders that it names, and its members. */
  senders: string
  sources: readonly string[]
  resolved: ResolvedRule
}

/**
 * The rules of a network security group. Each has the priority of its place in the set, whether or not what stands before it is
 * written today: lists come and go, and no rule ever needs the number of another.
 */
export function securityRules(
  rules: readonly ResolvedRule[],
  options: PlatformOptions,
  set: RuleSet,
  groupsOf: (rule: ResolvedRule) => readonly ResolvedGroup[] = ({ groups }) => groups,
): SecurityRule[] {
  const places = placesOf(set)
  const { first } = firstPriority(options)
  return rules.flatMap((resolved) => {
    const { rule, host, services } = resolved
    const protocols = [...new Set(services.map(({ protocol }) => protocol))]
    const families = familiesOf(host.internal)
    return groupsOf(resolved).flatMap((group) =>
      protocols.flatMap((protocol, atProtocol) =>
        families.flatMap((family, atFamily): SecurityRule[] => {
          const sources = membersOf(group, family)
          if (sources.length === 0) return []
          const place = (rule.sources.indexOf(group.id) * protocols.length + atProtocol) * families.length + atFamily
          return [
            {
              name: `${namesOfId.rule(rule.id)}-${group.id}-${protocol.toUpperCase()}-${family}`,
              priority: first + (places.get(rule.id) ?? 0) + place,
              description: oneLine(ruleComment(rule), azureLimits.comment),
              protocol: protocol === 'tcp' ? 'Tcp' : 'Udp',
              access: rule.action === 'allow' ? 'Allow' : 'Deny',
              ports: [...new Set(services.flatMap((each) => (each.protocol === protocol ? [String(each.port)] : [])))],
              destinations: host.internal.filter((address) => address.includes(':') === (family === 6)),
              senders: namesOfId.sendersOf(family, group.id),
              ...{ sources, resolved },
            },
          ]
        }),
      ),
    )
  })
}

/** What has to be said of rules that go into a network security group. */
export function securityRuleNotes(
  made: readonly SecurityRule[],
  rules: readonly ResolvedRule[],
  options: PlatformOptions,
): string[] {
  const { first, notes } = firstPriority(options)
  const { most } = PRIORITIES
  const { rules: mostRules, members: mostAddresses, comment } = azureLimits
  const count = made.length
  const last = made.reduce((highest, { priority }) => Math.max(highest, priority), first)
  const addresses = made.reduce((sum, { sources }) => sum + sources.length, 0)
  return [
    ...notes,
    ...(made.length === 0
      ? []
      : [t`The priorities ${first} to ${last} have to be free in the group for inbound rules.`]),
    ...(last > most
      ? [t`Azure’s last priority is ${most}: the rules behind it are refused. Begin earlier, or write fewer rules.`]
      : []),
    ...(count > mostRules ? [t`A network security group takes ${mostRules} rules, and these are ${count}.`] : []),
    ...(addresses > mostAddresses
      ? [
          t`A network security group takes ${mostAddresses} source addresses and prefixes over all its rules, and these are ${addresses}.`,
        ]
      : []),
    ...cutComments(rules, comment),
    ...unloggedNote(rules, t`Flows are logged for the whole virtual network, by VNet flow logs of Network Watcher.`),
  ]
}

/** What somebody must know of rules in a network security group, however they come there. */
export const securityGroupWarnings: readonly string[] = [
  t`The rule with the lowest number that matches decides. An allow never narrows a wider allow: where a rule with a higher number lets everybody in, these change nothing. See what stands there: az network nsg rule list --resource-group GROUP --nsg-name NSG --output table.`,
  t`A network security group sees the address of the virtual machine, behind the translation. Where a subnet and a network interface both have one, both have to let the packet in.`,
]

/** The resource group and the network security group, as far as they were named; each of characters that no shell reads. */
export function azurePlace({ list = '' }: PlatformOptions): { place: Partial<AzurePlace>; notes: string[] } {
  const [resourceGroup, group] = list.includes('/') ? list.split('/', 2) : [undefined, list]
  const place = {
    ...(isName(resourceGroup, 90) && { resourceGroup }),
    ...(isName(group, 80) && { group }),
  }
  const named = [resourceGroup, group].filter((name) => name !== undefined && name !== '')
  return {
    place,
    notes:
      named.length === Object.keys(place).length && list.split('/').length <= 2
        ? []
        : [
            t`The name of the group was not taken as it was given: letters from A to Z, digits and . _ - ( ) alone are.`,
          ],
  }
}
type AzurePlace = { resourceGroup: string; group: string }

function isName(name: string | undefined, most: number): name is string {
  return name !== undefined && name.length <= most && /^[A-Za-z0-9_(](?:[\w.()-]*[\w()-])?$/.test(name)
}

function firstPriority({ position = usualPriority }: PlatformOptions): { first: number; notes: string[] } {
  const { least, usual, most } = PRIORITIES
  const first = /^\d{3,4}$/.test(position) ? Number(position) : 0
  if (first >= least && first <= most) return { first, notes: [] }
  return {
    first: usual,
    notes: [t`A priority is a number from ${least} to ${most}: the rules begin at ${usual} instead.`],
  }
}

/** How many numbers stand before those of each rule: one for every group, protocol and family that it may ever need. */
function placesOf({ rules, hosts, services }: RuleSet): ReadonlyMap<string, number> {
  const addresses = new Map(hosts.map(({ id, internal }) => [id, internal]))
  const protocols = new Map(services.map(({ id, protocol }) => [id, protocol]))
  const places = new Map<string, number>()
  let next = 0
  for (const rule of rules) {
    places.set(rule.id, next)
    const own = new Set(rule.services.map((id) => protocols.get(id)))
    next += rule.sources.length * own.size * familiesOf(addresses.get(rule.destination) ?? []).length
  }
  return places
}

function familiesOf(addresses: readonly string[]): (4 | 6)[] {
  return ([4, 6] as const).filter((family) => addresses.some((address) => address.includes(':') === (family === 6)))
}
