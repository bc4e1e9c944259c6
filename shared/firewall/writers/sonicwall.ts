import { t } from '../../language/translate.ts'
import { groupsOf, hasMembers, withMask } from '../cisco-entries.ts'
import { consoleComment, givenName, givenNumber, shortenedByUs } from '../console-words.ts'
import { addressName, lookedUpName, namesOfId, prefixName } from '../object-name.ts'
import type { ResolvedGroup, ResolvedRule } from '../resolved-rule.ts'
import type { PublishedHost } from '../rule-set.ts'
import { changedObjects, objectsOf, type SheetObject } from '../sheet-objects.ts'
import { defineWriter, type GroupMembers } from '../writer.ts'

/** Ours, since no source tells what the platform takes. */
const COMMENT = 255
const FAMILIES = [4, 6] as const

export default defineWriter({
  meta: {
    id: 'sonicwall',
    name: 'SonicWall SonicOS',
    extension: 'txt',
    limits: {},
    carries: { four: true, six: true, names: true, deny: true, log: true, disabled: 'switch' },
    // From the zone that the packet comes in by, to the zone of the host, and for the address before translation.
    side: 'public',
    options: { position: { label: t`Priority of the first rule`, usual: t`as the firewall ranks it` } },
    basedOn: [
      'The command line of SonicOS 6.5 and 7, as public scripts and SonicWall’s own test suites write it: address-object, address-group, service-object, service-group, access-rule and their no forms, commit.',
      'The model of SonicOS 7’s API, which has the same words: an address group of either family takes fqdn objects, an access rule has no name that it could be removed by, only a UUID that is known once it is there. So that what takes a rule away can be written beforehand, this is the command line and not the API; POST /api/sonicos/direct/cli takes the same text.',
      'Not confirmed on a device: IPv6 networks with /length as a word of its own, priority manual, and how long a comment may be.',
    ],
    warnings: [
      t`The rules speak of the public address of a host and of the zone that it stands in; a NAT policy that translates the one to the other has to be there.`,
      t`The firewall ranks rules by how much they match, the narrowest first, where no priority is given.`,
      t`A rule that denies discards without an answer.`,
    ],
  },
  write(rules, options) {
    const { number, notes } = givenNumber(options.position, [1, 65_535])
    const groups = groupsOf(rules)
    const zones = zonesOfObjects(groups, rules)
    const { objects, services } = objectsOf(rules, 'public')
    const hosts = [...new Map(rules.map(({ host }) => [host.id, host] as const)).values()]
    const written = rules.flatMap((rule) => FAMILIES.flatMap((family) => accessRule(rule, family)))
    const hostGroups = hosts.flatMap((host) => FAMILIES.flatMap((family) => hostGroup(host, family)))
    const apply = sections(
      [
        ...objects.map((each) => objectLine(each, zones.get(each.entry) ?? 'WAN')),
        ...services.map(
          ({ id, protocol, port }) =>
            `service-object "${namesOfId.service(id)}" ${protocol.toUpperCase()} ${port} ${port}`,
        ),
      ],
      [
        ...groups.flatMap((group) => FAMILIES.flatMap((family) => senderGroup(group, family))),
        ...hostGroups.flatMap(({ lines }) => lines),
        ...written.flatMap(({ of, family }) => sourceGroup(of, family)),
        ...rules.flatMap(({ rule, services: own }) => [
          `service-group "${serviceGroup(rule.id)}"`,
          ...own.map(({ id }) => `service-object "${namesOfId.service(id)}"`),
          'exit',
        ]),
      ],
      ruleLines(written, number),
    )
    const rollback = sections(
      written.map(({ head }) => `no ${head}`),
      [
        ...rules.map(({ rule }) => `no service-group "${serviceGroup(rule.id)}"`),
        ...written.flatMap(({ of, family }) =>
          sourceGroup(of, family)
            .slice(0, 1)
            .map((line) => `no ${line}`),
        ),
        ...hostGroups.flatMap(({ lines }) => lines.slice(0, 1).map((line) => `no ${line}`)),
        ...groups.flatMap((group) =>
          FAMILIES.flatMap((family) =>
            senderGroup(group, family)
              .slice(0, 1)
              .map((line) => `no ${line}`),
          ),
        ),
      ],
      [...services.map(({ id }) => `no service-object "${namesOfId.service(id)}"`), ...objects.map(removalOf)],
    )
    return {
      apply,
      rollback,
      notes: [
        ...notes,
        ...zoneNotes(rules),
        ...severalZones(rules),
        ...shortenedByUs(rules, COMMENT),
        t`The lines are for the prompt of an SSH session, without configure before them. What a commit does not take is told there, and nothing of that part is done.`,
      ],
    }
  },
  writeChange(changes, rules, _options, set, standing) {
    const { fresh, gone } = changedObjects(changes, set, standing)
    const groups = changes.flatMap(({ before, after }) => [after, before])
    const zones = zonesOfObjects(groups, rules)
    const text = (into: readonly SheetObject[], out: readonly SheetObject[], turned: boolean) =>
      sections(
        into.map((each) => objectLine(each, zones.get(each.entry) ?? 'WAN')),
        changes.flatMap(({ after, added, removed }) =>
          FAMILIES.flatMap((family) => {
            const [more, less] = turned ? [removed, added] : [added, removed]
            const lines = [...memberLines(more, family), ...memberLines(less, family).map((line) => `no ${line}`)]
            return lines.length === 0 ? [] : [senderHead(after, family), ...lines, 'exit']
          }),
        ),
        out.map(removalOf),
      )
    return { apply: text(fresh, gone, false), rollback: text(gone, fresh, true), notes: [] }
  },
})

type AccessRule = { of: ResolvedRule; family: 4 | 6; head: string }

/** Parts that are committed one after the other, since each speaks of what the one before made. */
function sections(...parts: readonly string[][]): string {
  const lines = parts.flatMap((part) => (part.length === 0 ? [] : [...part, 'commit']))
  return lines.length === 0 ? '' : `${['configure', ...lines, 'end'].join('\n')}\n`
}

function familyOf(address: string): 4 | 6 {
  return address.includes(':') ? 6 : 4
}

function zoneName(zone: string) {
  return givenName(zone, 'ZONE', /[^A-Za-z0-9 ._-]/g)
}

function zoneText(zone: string): string {
  const { name } = zoneName(zone)
  return /^[A-Za-z0-9._-]+$/.test(name) ? name : `"${name}"`
}

function zoneNotes(rules: readonly ResolvedRule[]): string[] {
  const zones = new Set(rules.flatMap(({ host }) => [host.fromZone, host.toZone]))
  return [...zones].flatMap((zone) => zoneName(zone).notes)
}

/** The zones that the senders of each group come in by. */
function zonesOf(rules: readonly ResolvedRule[]): Map<string, Set<string>> {
  const zones = new Map<string, Set<string>>()
  for (const { groups, host } of rules)
    for (const { id } of groups) zones.set(id, (zones.get(id) ?? new Set()).add(zoneText(host.fromZone)))
  return zones
}

/**
 * The zone that each object is put into: a sender's is that of the first rule that has it, and a host's address is where the
 * host is only if nothing translates it.
 */
function zonesOfObjects(groups: readonly ResolvedGroup[], rules: readonly ResolvedRule[]): Map<string, string> {
  const zones = zonesOf(rules)
  const found = new Map<string, string>()
  for (const { id, four, six, names } of groups) {
    const [zone = 'WAN'] = zones.get(id) ?? []
    for (const member of [...four, ...six, ...names]) if (!found.has(member)) found.set(member, zone)
  }
  for (const { host } of rules)
    for (const address of host.public) {
      const entry = `${address}/${familyOf(address) === 6 ? 128 : 32}`
      const zone = host.internal.includes(address) ? host.toZone : host.fromZone
      if (!found.has(entry)) found.set(entry, zoneText(zone))
    }
  return found
}

function severalZones(rules: readonly ResolvedRule[]): string[] {
  const several = [...zonesOf(rules)].filter(([, zones]) => zones.size > 1).map(([id]) => id)
  return several.length === 0
    ? []
    : [
        t`Senders of ${several.slice(0, 5).join(', ')} come in by more than one zone, and an object stands in one. The first is written; the rules name theirs.`,
      ]
}

function objectLine(object: SheetObject, zone: string): string {
  const { name, entry, family } = object
  const head = `address-object ${typeOf(object)} "${name}"`
  if (family === 'name') return `${head} domain ${entry} zone ${zone}`
  const [address = '', length = ''] = entry.split('/')
  if (length === (family === 4 ? '32' : '128')) return `${head} host ${address} zone ${zone}`
  return `${head} network ${family === 4 ? withMask(entry) : `${address} /${length}`} zone ${zone}`
}

function removalOf(object: SheetObject): string {
  return `no address-object ${typeOf(object)} "${object.name}"`
}

function typeOf({ family }: SheetObject): string {
  return family === 'name' ? 'fqdn' : `ipv${family}`
}

function isWritten(group: ResolvedGroup, family: 4 | 6): boolean {
  return hasMembers(group, family) || group.names.length > 0
}

function senderHead({ id }: ResolvedGroup, family: 4 | 6): string {
  return `address-group ipv${family} "${namesOfId.sendersOf(family, id)}"`
}

function senderGroup(group: ResolvedGroup, family: 4 | 6): string[] {
  return isWritten(group, family) ? [senderHead(group, family), ...memberLines(group, family), 'exit'] : []
}

function memberLines(members: GroupMembers, family: 4 | 6): string[] {
  return [
    ...(family === 4 ? members.four : members.six).map((cidr) => `address-object ipv${family} "${prefixName(cidr)}"`),
    ...members.names.map((name) => `address-object fqdn "${lookedUpName(name)}"`),
  ]
}

function hostGroup(host: PublishedHost, family: 4 | 6): { lines: string[] }[] {
  const own = addressesOf(host, family)
  if (own.length < 2) return []
  const lines = own.map((address) => `address-object ipv${family} "${addressName(address)}"`)
  return [{ lines: [`address-group ipv${family} "${namesOfId.hostOf(family, host.id)}"`, ...lines, 'exit'] }]
}

function addressesOf(host: PublishedHost, family: 4 | 6): string[] {
  return [...new Set(host.public)].filter((address) => familyOf(address) === family)
}

/** A rule has one source: where it has several groups, a group of them. */
function sourceGroup({ rule, groups }: ResolvedRule, family: 4 | 6): string[] {
  const own = groups.filter((group) => isWritten(group, family))
  if (own.length < 2) return []
  return [
    `address-group ipv${family} "${sourceName(rule.id, family)}"`,
    ...own.map((group) => senderHead(group, family)),
    'exit',
  ]
}

function sourceName(rule: string, family: 4 | 6): string {
  return `PSTN_SR${family}_${rule}`
}

/** A group of services is of one rule: what a rule begins with is what it is known by, and must be its alone. */
function serviceGroup(rule: string): string {
  return `PSTN_PR_${rule}`
}

function accessRule(of: ResolvedRule, family: 4 | 6): AccessRule[] {
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

function ruleLines(written: readonly AccessRule[], first: number | undefined): string[] {
  const placed = new Map<string, number>()
  return written.flatMap(({ of, family, head }) => {
    const { rule, host } = of
    // Each pair of zones has an order of its own.
    const list = `${family} ${zoneText(host.fromZone)} ${zoneText(host.toZone)}`
    const at = placed.get(list) ?? first ?? 0
    placed.set(list, at + 1)
    return [
      head,
      `name "${namesOfId.rule(rule.id)}-v${family}"`,
      rule.enabled ? 'enable' : 'no enable',
      rule.log ? 'logging' : 'no logging',
      `comment "${consoleComment(of, COMMENT)}"`,
      ...(first === undefined ? [] : [`priority manual ${at}`]),
      'exit',
    ]
  })
}
