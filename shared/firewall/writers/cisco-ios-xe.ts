import { t } from '../../language/translate.ts'
import { type CiscoEntry, ciscoMember, entriesOf, hostGroups, onceEach } from '../cisco-entries.ts'
import { consoleComment, consoleWords, givenName, givenNumber, writtenOtherwise } from '../console-words.ts'
import { cutComments } from '../cut-comments.ts'
import { namesOfId } from '../object-name.ts'
import { membersOf, type ResolvedGroup, type ResolvedRule } from '../resolved-rule.ts'
import { hasMembers, objectsOf } from '../sheet-objects.ts'
import { defineWriter, type PlatformOptions } from '../writer.ts'

const COMMENT = 100
const USUAL = 'OUTSIDE_IN OUTSIDE_IN6'
const FAMILIES = [4, 6] as const
const KINDS = { 4: 'network', 6: 'v6-network' } as const

export default defineWriter({
  meta: {
    id: 'cisco-ios-xe',
    name: 'Cisco IOS XE',
    extension: 'txt',
    limits: { comment: COMMENT, objectName: 64, rules: 2_048 },
    carries: { four: true, six: true, names: false, deny: true, log: true, disabled: 'comment' },
    // A packet from outside is looked at before its address is translated.
    side: 'public',
    options: {
      list: { label: t`Access lists for IPv4 and for IPv6`, usual: USUAL },
      position: { label: t`Number of the first line`, usual: t`behind the last line` },
    },
    basedOn: [
      'Security configuration guides of IOS XE 16.11 and 17.x, object groups for ACLs and IPv6 object groups for ACLs: 2,048 entries with object groups in a list, no group in use can be emptied, an empty one is deleted.',
      'genie.libs.sdk of Cisco’s pyATS writes object-group v6-network with host and prefix members.',
      'Not confirmed on a device: numbers before a remark in an IPv6 list, and what is made of an entry that is there already.',
    ],
    warnings: [
      t`A new entry stands behind all others, and so behind one that denies everything. Give the number that it should have; as many behind it have to be free (ip access-list resequence).`,
      t`Entries are looked at only where ip access-group (IPv6: ipv6 traffic-filter) puts the list on an interface. The file puts none there: a list that is new and holds these entries alone denies everything else.`,
      t`Where an object group of such a name is there, it grows by these members and keeps its old ones, which stay let in. For a newer list, apply the change (delta) or take the earlier sheet back first.`,
      t`Access lists look at each packet by itself: what the host answers has to be let out by whatever list stands on its way.`,
      t`Object groups work in access lists of routed interfaces, for IPv6 since IOS XE 16.11; not in those of VLANs or ports, of IPsec, nor for IPv6 in zone-based policies.`,
      t`log has the processor look at packets. It is written for the rules that ask for it.`,
    ],
  },
  write(rules, options) {
    const { lists, line, notes } = placeOf(options)
    const { groups } = objectsOf(rules, 'public')
    const hosts = hostGroups(rules, 'public')
    const apply = [
      ...groups.flatMap((group) => FAMILIES.flatMap((family) => groupLines(group, family))),
      ...hosts.flatMap(({ family, name, addresses }) => [
        `object-group ${KINDS[family]} ${name}`,
        ...addresses.map((address) => ` host ${address}`),
      ]),
      ...FAMILIES.flatMap((family) => listLines(rules, family, lists[family], line)),
    ]
    const rollback = [
      ...FAMILIES.flatMap((family) => {
        const removed = entriesByRule(rules, family).flatMap(({ rule, entries }) => {
          const own = entries.filter(({ repeats }) => !repeats).map(({ entry }) => ` no ${entryText(entry)}`)
          return rule.rule.enabled ? [` no remark ${consoleComment(rule, COMMENT)}`, ...own] : []
        })
        return removed.length === 0 ? [] : [listHead(family, lists[family]), ...removed]
      }),
      ...hosts.map(({ family, name }) => `no object-group ${KINDS[family]} ${name}`),
      ...groups.flatMap((group) =>
        FAMILIES.flatMap((family) => (hasMembers(group, family) ? [`no ${groupHead(group, family)}`] : [])),
      ),
    ]
    return {
      apply: pasted(apply),
      rollback: pasted(rollback),
      notes: [
        ...notes,
        ...cutComments(rules, COMMENT),
        ...(rules.every(({ rule }) => rule.enabled)
          ? []
          : [
              t`The rollback has the entries of rules that are on. Where you switch one on by taking the words "! off: " away, take its entries out of the list by hand (no …) before the rollback, or the groups are still in use.`,
            ]),
        t`Where an access list held nothing but these entries, the rollback leaves it empty, and an empty list on an interface lets everything through. Take it off the interface first.`,
        savedBy(),
      ],
    }
  },
  writeChange(changes) {
    const text = (turned: boolean) =>
      pasted(
        changes.flatMap(({ after, added, removed }) =>
          FAMILIES.flatMap((family) => {
            const [more, less] = turned ? [removed, added] : [added, removed]
            const of = ({ four, six }: typeof more) => (family === 4 ? four : six)
            // What comes in stands first: a group in use is never empty.
            const lines = [
              ...of(more).map((cidr) => ` ${ciscoMember(cidr)}`),
              ...of(less).map((cidr) => ` no ${ciscoMember(cidr)}`),
            ]
            return lines.length === 0 ? [] : [groupHead(after, family), ...lines]
          }),
        ),
      )
    return { apply: text(false), rollback: text(true), notes: [savedBy()] }
  },
})

function savedBy(): string {
  return t`Neither file saves: copy running-config startup-config does, once the change was seen to work.`
}

function placeOf({ list, position }: PlatformOptions) {
  const [four = '', six = `${four}6`, ...more] = (list?.trim() || USUAL).split(/\s+/)
  const names = [givenName(four, 'OUTSIDE_IN', OTHER), givenName(six, 'OUTSIDE_IN6', OTHER)] as const
  const { number, notes } = givenNumber(position, [1, 1_000_000])
  const lists = { 4: names[0].name.slice(0, 64), 6: names[1].name.slice(0, 64) }
  // One name has one list, whatever its family.
  if (lists[6] === lists[4]) lists[6] = `${lists[6].slice(0, 63)}6`
  // There are two, and each is as long as one may be: what is more would be lost in silence.
  const isOther = more.length > 0 || lists[4] !== names[0].name || lists[6] !== names[1].name
  const other = isOther ? writtenOtherwise(list, `${lists[4]} ${lists[6]}`) : []
  return { lists, line: number, notes: [...names.flatMap((name) => name.notes), ...other, ...notes] }
}

const OTHER = /[^A-Za-z0-9._-]/g

/** Ready to be pasted at the prompt behind `enable`; empty where there is nothing to be done. */
function pasted(lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${['configure terminal', ...lines, 'end'].join('\n')}\n`
}

function groupHead({ id }: ResolvedGroup, family: 4 | 6): string {
  return `object-group ${KINDS[family]} ${namesOfId.sendersOf(family, id)}`
}

function groupLines(group: ResolvedGroup, family: 4 | 6): string[] {
  const members = membersOf(group, family)
  if (members.length === 0) return []
  const words = consoleWords([group.provider, group.region ?? ''].join(' '), COMMENT)
  return [
    groupHead(group, family),
    ...(words === '' ? [] : [` description ${words}`]),
    ...members.map((cidr) => ` ${ciscoMember(cidr)}`),
  ]
}

function listHead(family: 4 | 6, list: string): string {
  return family === 4 ? `ip access-list extended ${list}` : `ipv6 access-list ${list}`
}

/** Entries of one family by their rules; those that are off are only written as comments, and repeat nothing. */
function entriesByRule(rules: readonly ResolvedRule[], family: 4 | 6) {
  const entries = rules.flatMap((rule) =>
    entriesOf(rule, family, rule.host.public, (group) => hasMembers(group, family)),
  )
  const on = onceEach(entries.filter(({ of }) => of.rule.enabled))
  const off = entries.filter(({ of }) => !of.rule.enabled).map((entry) => ({ entry, repeats: undefined }))
  const byRule = Map.groupBy([...on, ...off], ({ entry }) => entry.of)
  return rules.flatMap((rule) => {
    const own = byRule.get(rule)
    return own ? [{ rule, entries: own }] : []
  })
}

function listLines(rules: readonly ResolvedRule[], family: 4 | 6, list: string, line: number | undefined): string[] {
  let at = line
  const place = () => (at === undefined ? '' : family === 4 ? `${at++} ` : `sequence ${at++} `)
  const byRule = entriesByRule(rules, family)
  const head = listHead(family, list)
  const anyOn = byRule.some(({ rule }) => rule.rule.enabled)
  return byRule.flatMap(({ rule, entries }, index) => {
    const { enabled } = rule.rule
    const first = index === 0 ? [anyOn ? head : `! off: ${head}`] : []
    const remark = `remark ${consoleComment(rule, COMMENT)}`
    if (!enabled)
      return [...first, ...[remark, ...entries.map(({ entry }) => entryText(entry))].map((text) => `! off:  ${text}`)]
    return [
      ...first,
      ` ${place()}${remark}`,
      ...entries.map(({ entry, repeats }) =>
        repeats
          ? `! ${namesOfId.rule(rule.rule.id)} repeats ${namesOfId.rule(repeats.of.rule.id)}: ${entryText(entry)}`
          : ` ${place()}${entryText(entry)}`,
      ),
    ]
  })
}

function entryText({ of, match }: CiscoEntry): string {
  return of.rule.log ? `${match} log` : match
}
