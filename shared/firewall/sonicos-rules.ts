import { consoleComment } from './console-words.ts'
import { addressName, lookedUpName, namesOfId, prefixName } from './object-name.ts'
import type { ResolvedGroup, ResolvedRule } from './resolved-rule.ts'
import type { PublishedHost } from './rule-set.ts'
import { hasMembers } from './sheet-objects.ts'
import { zoneText } from './sonicos-objects.ts'
import type { GroupMembers } from './writer.ts'

type Family = 4 | 6

/** A group of SonicOS: the command that opens it, which with `no` before it takes it away, and those in it. */
export type Block = { head: string; members: readonly string[] }

/** A rule of one family. `head`: what it begins with, and is known by. */
export type AccessRule = { of: ResolvedRule; family: Family; head: string }

/** The group of a list's senders of one family; names are in both. */
export function senderBlock(group: ResolvedGroup, family: Family): Block[] {
  return isWritten(group, family) ? [{ head: senderHead(group, family), members: memberLines(group, family) }] : []
}

export function senderHead({ id }: ResolvedGroup, family: Family): string {
  return `address-group ipv${family} "${namesOfId.sendersOf(family, id)}"`
}

export function memberLines(members: GroupMembers, family: Family): string[] {
  return [
    ...(family === 4 ? members.four : members.six).map((cidr) => `address-object ipv${family} "${prefixName(cidr)}"`),
    ...members.names.map((name) => `address-object fqdn "${lookedUpName(name)}"`),
  ]
}

/** A host with several addresses of a family is a group of them. */
export function hostBlock(host: PublishedHost, family: Family): Block[] {
  const own = addressesOf(host, family)
  if (own.length < 2) return []
  const members = own.map((address) => `address-object ipv${family} "${addressName(address)}"`)
  return [{ head: `address-group ipv${family} "${namesOfId.hostOf(family, host.id)}"`, members }]
}

/** A rule has one source: where it has several groups, a group of them. */
export function sourceBlock({ of: { rule, groups }, family }: AccessRule): Block[] {
  const own = groups.filter((group) => isWritten(group, family))
  if (own.length < 2) return []
  const members = own.map((group) => senderHead(group, family))
  return [{ head: `address-group ipv${family} "${sourceName(rule.id, family)}"`, members }]
}

/** A group of services is of one rule: what a rule begins with is what it is known by, and must be its alone. */
export function serviceBlock({ rule, services }: ResolvedRule): Block {
  return {
    head: `service-group "${serviceGroup(rule.id)}"`,
    members: services.map(({ id }) => `service-object "${namesOfId.service(id)}"`),
  }
}

export function accessRule(of: ResolvedRule, family: Family): AccessRule[] {
  const { rule, groups, host } = of
  const [first, ...more] = addressesOf(host, family)
  const [group, ...others] = groups.filter((each) => isWritten(each, family))
  if (first === undefined || group === undefined) return []
  const source = others.length > 0 ? sourceName(rule.id, family) : namesOfId.sendersOf(family, group.id)
  const destination = more.length > 0 ? `group "${namesOfId.hostOf(family, host.id)}"` : `name "${addressName(first)}"`
  const head = [
    `access-rule ipv${family} from ${zoneText(host.fromZone)} to ${zoneText(host.toZone)}`,
    `action ${rule.action === 'allow' ? 'allow' : 'discard'}`,
    `source address group "${source}"`,
    `service group "${serviceGroup(rule.id)}"`,
    `destination address ${destination}`,
  ]
  return [{ of, family, head: head.join(' ') }]
}

/** Rules with their settings. `first`: the priority of the first between two zones, where one is asked for. */
export function ruleBlocks(rules: readonly AccessRule[], first: number | undefined, comment: number): Block[] {
  const placed = new Map<string, number>()
  return rules.map(({ of, family, head }) => {
    const { rule, host } = of
    // Each pair of zones has an order of its own.
    const list = `${family} ${zoneText(host.fromZone)} ${zoneText(host.toZone)}`
    const at = placed.get(list) ?? first ?? 0
    placed.set(list, at + 1)
    const members = [
      `name "${namesOfId.rule(rule.id)}-v${family}"`,
      rule.enabled ? 'enable' : 'no enable',
      rule.log ? 'logging' : 'no logging',
      `comment "${consoleComment(of, comment)}"`,
      ...(first === undefined ? [] : [`priority manual ${at}`]),
    ]
    return { head, members }
  })
}

function isWritten(group: ResolvedGroup, family: Family): boolean {
  return hasMembers(group, family) || group.names.length > 0
}

function addressesOf(host: PublishedHost, family: Family): string[] {
  return [...new Set(host.public)].filter((address) => address.includes(':') === (family === 6))
}

function sourceName(rule: string, family: Family): string {
  return `PSTN_SR${family}_${rule}`
}

function serviceGroup(rule: string): string {
  return `PSTN_PR_${rule}`
}
