import { t } from '../../language/translate.ts'
import { groupsOf, hasMembers, withMask } from '../cisco-entries.ts'
import { readPlace } from '../command-words.ts'
import { inAscii, shortenedByUs } from '../console-words.ts'
import { addressName, lookedUpName, namesOfId, prefixName } from '../object-name.ts'
import { oneLine } from '../one-line.ts'
import { membersOf, type ResolvedGroup, type ResolvedRule } from '../resolved-rule.ts'
import { ruleComment } from '../rule-comment.ts'
import type { NeededService } from '../rule-set.ts'
import { changedObjects, objectsOf, type SheetObject } from '../sheet-objects.ts'
import { defineWriter, type GroupChange, type PlatformOptions } from '../writer.ts'
import { type Element, element, xmlText } from '../xml-text.ts'

/** Ours, since no source tells what the platform takes. */
const DESCRIPTION = 255
const FAMILIES = [4, 6] as const

export default defineWriter({
  meta: {
    id: 'sophos',
    name: 'Sophos Firewall',
    extension: 'xml',
    limits: { objectName: 60, ruleName: 60 },
    carries: { four: true, six: true, names: true, deny: true, log: true, disabled: 'switch' },
    // The address that the sender asked for, and the zone that the host stands in.
    side: 'public',
    options: { position: { label: t`Place among the rules (top, bottom, before NAME, after NAME)`, usual: 'bottom' } },
    basedOn: [
      'Sophos Firewall API documentation, 17 to 19.5 (IPHost: a name of 60 characters, no comma, not # at its beginning; IPFamily and HostType).',
      'The templates of Sophos’s own Python SDK and Ansible collection: Set operation add and update, Remove, IPHostGroup, FQDNHost, FQDNHostGroup, Services and FirewallRule with PolicyType Network.',
      'Not confirmed on a device: the subnet of an IPv6 network as a number of bits, several operations in one request, and how long a description may be.',
    ],
    warnings: [
      t`A rule names the public address of a host and the zone that it stands in; a NAT rule that translates the one to the other has to be there.`,
      t`The rules set no intrusion prevention, web or application policy: add what the organisation wants for published hosts.`,
      t`A rule that denies drops without an answer.`,
    ],
  },
  write(rules, options) {
    const { place, notes } = placeOf(options)
    const groups = groupsOf(rules)
    const { objects, services } = objectsOf(rules, 'public')
    const written = rules.flatMap((rule) => FAMILIES.flatMap((family) => ruleOf(rule, family)))
    const last = new Map<4 | 6, RuleOfFamily>()
    const placed = written.map((rule) => {
      const earlier = last.get(rule.family)
      last.set(rule.family, rule)
      // What is put first, or behind a rule, would stand before what was put there just now: the second goes behind the first.
      const chained = place.position === 'Top' || place.position === 'After'
      return ruleElement(rule, earlier && chained ? { position: 'After', beside: earlier.name } : place)
    })
    return {
      apply: request([
        element('Set', { operation: 'add' }, [
          ...objects.map(objectElement),
          ...groups.flatMap(groupElements),
          ...services.map(serviceElement),
          ...placed,
        ]),
      ]),
      rollback: request([
        element('Remove', {}, [
          ...written.toReversed().map(({ name }) => removal('FirewallRule', name)),
          ...services.map(({ id }) => removal('Services', namesOfId.service(id))),
          ...groups.flatMap(groupNames).map(({ kind, name }) => removal(kind, name)),
          ...objects.map(removalOf),
        ]),
      ]),
      notes: [...notes, ...zoneNotes(rules), ...shortenedByUs(rules, DESCRIPTION), sent()],
    }
  },
  writeChange(changes, _rules, _options, set, standing) {
    const { fresh, gone } = changedObjects(changes, set, standing)
    const text = (into: readonly SheetObject[], out: readonly SheetObject[], to: 'before' | 'after') =>
      request([
        element('Set', { operation: 'add' }, into.map(objectElement)),
        element(
          'Set',
          { operation: 'update' },
          changes.flatMap((change) => changedGroups(change, to)),
        ),
        element('Remove', {}, out.map(removalOf)),
      ])
    return {
      apply: text(fresh, gone, 'after'),
      rollback: text(gone, fresh, 'before'),
      notes: [
        t`A group is given the whole list that it should have, so that whatever somebody put into it by hand is not in it any more.`,
        sent(),
      ],
    }
  },
})

type Place = { position: 'Top' | 'Bottom' | 'After' | 'Before'; beside: string }
type RuleOfFamily = { of: ResolvedRule; family: 4 | 6; name: string; sources: string[]; addresses: string[] }

function sent(): string {
  return t`The file has places for an account and its password, and holds neither: put them in as it is sent, and keep no copy. It goes as reqxml to https://FIREWALL:4444/webconsole/APIController, from an address that Backup & firmware > API allows. The answer has a status for each element; look at all of them.`
}

/** A request; empty where there is nothing to be done. */
function request(operations: readonly Element[]): string {
  const wanted = operations.filter(({ children }) => children.length > 0)
  if (wanted.length === 0) return ''
  const login = element('Login', {}, [element('Username', {}, ['ACCOUNT']), element('Password', {}, ['PASSWORD'])])
  return xmlText(element('Request', {}, [login, ...wanted]))
}

function placeOf({ position = '' }: PlatformOptions): { place: Place; notes: string[] } {
  const bottom: Place = { position: 'Bottom', beside: '' }
  const place = position.trim() === '' ? 'bottom' : readPlace(position)
  if (place === 'bottom') return { place: bottom, notes: [] }
  if (place === 'top') return { place: { position: 'Top', beside: '' }, notes: [] }
  const beside = place && 'side' in place ? nameText(place.name, 60) : ''
  if (place && 'side' in place && beside !== '')
    return { place: { position: place.side === 'before' ? 'Before' : 'After', beside }, notes: [] }
  return {
    place: bottom,
    notes: [t`“${oneLine(position, 60)}” is no place here, and the rules are put at the bottom.`],
  }
}

/** A name of the platform's own, without what can't be seen or is no character of XML. */
function nameText(text: string, most: number): string {
  return text
    .replaceAll(/[\p{C}\p{Zl}\p{Zp},]+/gu, ' ')
    .trim()
    .slice(0, most)
    .replace(/[\ud800-\udbff]$/, '')
    .trim()
}

function zoneText(zone: string): string {
  return nameText(zone, 60) || 'ZONE'
}

function zoneNotes(rules: readonly ResolvedRule[]): string[] {
  const zones = [...new Set(rules.flatMap(({ host }) => [host.fromZone, host.toZone]))]
  return zones
    .filter((zone) => zoneText(zone) !== zone)
    .map((zone) => t`“${oneLine(zone, 60)}” has characters that no zone has here: “${zoneText(zone)}” is written.`)
}

function textElement(name: string, text: string): Element {
  return element(name, {}, [text])
}

function entity(kind: string, children: readonly Element[]): Element {
  return element(kind, { transactionid: '' }, children)
}

function objectElement({ name, entry, family }: SheetObject): Element {
  if (family === 'name') return entity('FQDNHost', [textElement('Name', name), textElement('FQDN', entry)])
  const [address = '', length = ''] = entry.split('/')
  const one = length === (family === 4 ? '32' : '128')
  const [, mask = ''] = family === 4 ? withMask(entry).split(' ') : ['', length]
  return entity('IPHost', [
    textElement('Name', name),
    textElement('IPFamily', `IPv${family}`),
    textElement('HostType', one ? 'IP' : 'Network'),
    textElement('IPAddress', address),
    ...(one ? [] : [textElement('Subnet', mask)]),
  ])
}

function removalOf({ name, family }: SheetObject): Element {
  return removal(family === 'name' ? 'FQDNHost' : 'IPHost', name)
}

function removal(kind: string, name: string): Element {
  return element(kind, {}, [textElement('Name', name)])
}

/** The groups of one list: one of each family, and one of names. */
function groupElements(group: ResolvedGroup): Element[] {
  return [
    ...FAMILIES.flatMap((family) => (hasMembers(group, family) ? [hostGroup(group, family)] : [])),
    ...(group.names.length > 0 ? [nameGroup(group)] : []),
  ]
}

function groupNames(group: ResolvedGroup): { kind: string; name: string }[] {
  return [
    ...FAMILIES.flatMap((family) =>
      hasMembers(group, family) ? [{ kind: 'IPHostGroup', name: namesOfId.sendersOf(family, group.id) }] : [],
    ),
    ...(group.names.length > 0 ? [{ kind: 'FQDNHostGroup', name: namesOfId.senders(group.id) }] : []),
  ]
}

function changedGroups({ added, removed, ...groups }: GroupChange, to: 'before' | 'after'): Element[] {
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
  return oneLine(inAscii([provider, region ?? ''].join(' ')), DESCRIPTION)
}

function serviceElement({ id, protocol, port }: NeededService): Element {
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
function ruleOf(of: ResolvedRule, family: 4 | 6): RuleOfFamily[] {
  const addresses = [...new Set(of.host.public)].filter((address) => address.includes(':') === (family === 6))
  const sources = of.groups.flatMap((group) => [
    ...(hasMembers(group, family) ? [namesOfId.sendersOf(family, group.id)] : []),
    ...(group.names.length > 0 ? [namesOfId.senders(group.id)] : []),
  ])
  if (addresses.length === 0 || sources.length === 0) return []
  return [{ of, family, name: `${namesOfId.rule(of.rule.id)}-v${family}`, sources, addresses }]
}

function ruleElement({ of, family, name, sources, addresses }: RuleOfFamily, { position, beside }: Place): Element {
  const { rule, host, services } = of
  const named = (kind: string, names: readonly string[]) => names.map((each) => textElement(kind, each))
  return entity('FirewallRule', [
    textElement('Name', name),
    textElement('Description', oneLine(inAscii(ruleComment(rule)), DESCRIPTION)),
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
