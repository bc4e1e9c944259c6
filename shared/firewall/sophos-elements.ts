import { netmask } from './netmask.ts'
import { addressName, lookedUpName, namesOfId, prefixName } from './object-name.ts'
import { oneLine } from './one-line.ts'
import { membersOf, type ResolvedGroup, type ResolvedRule } from './resolved-rule.ts'
import { ruleComment } from './rule-comment.ts'
import type { NeededService } from './rule-set.ts'
import { hasMembers, type SheetObject } from './sheet-objects.ts'
import type { GroupChange } from './writer.ts'
import { type Element, element } from './xml-text.ts'

/** Characters of a description: ours, since no source tells what the platform takes. */
export const mostWords = 255
const FAMILIES = [4, 6] as const

/** Where a rule is put, and beside which. */
export type Place = { position: 'Top' | 'Bottom' | 'After' | 'Before'; beside: string }
/** What a rule comes to in one family. */
export type RuleOfFamily = { of: ResolvedRule; family: 4 | 6; name: string; sources: string[]; addresses: string[] }

/** A name of the platform's own, without what can't be seen or is no character of XML. */
export function nameText(text: string, most: number): string {
  return text
    .replaceAll(/[\p{C}\p{Zl}\p{Zp},]+/gu, ' ')
    .trim()
    .slice(0, most)
    .replace(/[\ud800-\udbff]$/, '')
    .trim()
}

export function zoneText(zone: string): string {
  return nameText(zone, 60) || 'ZONE'
}

function textElement(name: string, text: string): Element {
  return element(name, {}, [text])
}

function entity(kind: string, children: readonly Element[]): Element {
  return element(kind, { transactionid: '' }, children)
}

export function objectElement({ name, entry, family }: SheetObject): Element {
  if (family === 'name') return entity('FQDNHost', [textElement('Name', name), textElement('FQDN', entry)])
  const [address = '', length = ''] = entry.split('/')
  const one = length === (family === 4 ? '32' : '128')
  return entity('IPHost', [
    textElement('Name', name),
    textElement('IPFamily', `IPv${family}`),
    textElement('HostType', one ? 'IP' : 'Network'),
    textElement('IPAddress', address),
    ...(one ? [] : [textElement('Subnet', family === 4 ? netmask(Number(length)) : length)]),
  ])
}

export function removalOf({ name, family }: SheetObject): Element {
  return removal(family === 'name' ? 'FQDNHost' : 'IPHost', name)
}

export function removal(kind: string, name: string): Element {
  return element(kind, {}, [textElement('Name', name)])
}

/** The groups of one list: one of each family, and one of names. */
export function groupElements(group: ResolvedGroup): Element[] {
  return [
    ...FAMILIES.flatMap((family) => (hasMembers(group, family) ? [hostGroup(group, family)] : [])),
    ...(group.names.length > 0 ? [nameGroup(group)] : []),
  ]
}

export function groupNames(group: ResolvedGroup): { kind: string; name: string }[] {
  return [
    ...FAMILIES.flatMap((family) =>
      hasMembers(group, family) ? [{ kind: 'IPHostGroup', name: namesOfId.sendersOf(family, group.id) }] : [],
    ),
    ...(group.names.length > 0 ? [{ kind: 'FQDNHostGroup', name: namesOfId.senders(group.id) }] : []),
  ]
}

export function changedGroups({ added, removed, ...groups }: GroupChange, to: 'before' | 'after'): Element[] {
  const group = groups[to]
  return [
    ...(added.four.length + removed.four.length > 0 ? [hostGroup(group, 4)] : []),
    ...(added.six.length + removed.six.length > 0 ? [hostGroup(group, 6)] : []),
    ...(added.names.length + removed.names.length > 0 ? [nameGroup(group)] : []),
  ]
}

function hostGroup(group: ResolvedGroup, family: 4 | 6): Element {
  return entity('IPHostGroup', [
    textElement('Name', namesOfId.sendersOf(family, group.id)),
    textElement('IPFamily', `IPv${family}`),
    textElement('Description', groupWords(group)),
    element(
      'HostList',
      {},
      membersOf(group, family).map((cidr) => textElement('Host', prefixName(cidr))),
    ),
  ])
}

function nameGroup(group: ResolvedGroup): Element {
  return entity('FQDNHostGroup', [
    textElement('Name', namesOfId.senders(group.id)),
    textElement('Description', groupWords(group)),
    element(
      'FQDNHostList',
      {},
      group.names.map((name) => textElement('FQDNHost', lookedUpName(name))),
    ),
  ])
}

function groupWords({ provider, region }: ResolvedGroup): string {
  return oneLine([provider, region ?? ''].join(' '), mostWords)
}

export function serviceElement({ id, protocol, port }: NeededService): Element {
  const detail = [
    textElement('SourcePort', '1:65535'),
    textElement('DestinationPort', String(port)),
    textElement('Protocol', protocol.toUpperCase()),
  ]
  return entity('Services', [
    textElement('Name', namesOfId.service(id)),
    textElement('Type', 'TCPorUDP'),
    element('ServiceDetails', {}, [element('ServiceDetail', {}, detail)]),
  ])
}

/** A rule has one family. Without a source it would be for any: there is none without both ends. */
export function ruleOf(of: ResolvedRule, family: 4 | 6): RuleOfFamily[] {
  const addresses = [...new Set(of.host.public)].filter((address) => address.includes(':') === (family === 6))
  const sources = of.groups.flatMap((group) => [
    ...(hasMembers(group, family) ? [namesOfId.sendersOf(family, group.id)] : []),
    ...(group.names.length > 0 ? [namesOfId.senders(group.id)] : []),
  ])
  if (addresses.length === 0 || sources.length === 0) return []
  return [{ of, family, name: `${namesOfId.rule(of.rule.id)}-v${family}`, sources, addresses }]
}

export function ruleElement(
  { of, family, name, sources, addresses }: RuleOfFamily,
  { position, beside }: Place,
): Element {
  const { rule, host, services } = of
  const named = (kind: string, names: readonly string[]) => names.map((each) => textElement(kind, each))
  return entity('FirewallRule', [
    textElement('Name', name),
    textElement('Description', oneLine(ruleComment(rule), mostWords)),
    textElement('IPFamily', `IPv${family}`),
    textElement('Status', rule.enabled ? 'Enable' : 'Disable'),
    textElement('Position', position),
    textElement('PolicyType', 'Network'),
    ...(beside === '' ? [] : [element(position, {}, [textElement('Name', beside)])]),
    element('NetworkPolicy', {}, [
      textElement('Action', rule.action === 'allow' ? 'Accept' : 'Drop'),
      textElement('LogTraffic', rule.log ? 'Enable' : 'Disable'),
      textElement('SkipLocalDestined', 'Disable'),
      element('SourceZones', {}, [textElement('Zone', zoneText(host.fromZone))]),
      element('DestinationZones', {}, [textElement('Zone', zoneText(host.toZone))]),
      textElement('Schedule', 'All The Time'),
      element('SourceNetworks', {}, named('Network', sources)),
      element('DestinationNetworks', {}, named('Network', addresses.map(addressName))),
      element(
        'Services',
        {},
        named(
          'Service',
          services.map(({ id }) => namesOfId.service(id)),
        ),
      ),
    ]),
  ])
}
