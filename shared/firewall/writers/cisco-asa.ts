import { t } from '../../language/translate.ts'
import { type CiscoEntry, ciscoMember, entriesOf, hostGroups, onceEach } from '../cisco-entries.ts'
import { consoleComment, consoleWords, givenName, givenNumber } from '../console-words.ts'
import { cutComments } from '../cut-comments.ts'
import { lookedUpName, namesOfId } from '../object-name.ts'
import type { ResolvedGroup } from '../resolved-rule.ts'
import { changedObjects, hasMembers, objectsOf, type SheetObject } from '../sheet-objects.ts'
import { defineWriter, type GroupMembers, type PlatformOptions } from '../writer.ts'

const COMMENT = 100
const USUAL = 'OUTSIDE_IN'
const FAMILIES = [4, 6] as const

export default defineWriter({
  meta: {
    id: 'cisco-asa',
    name: 'Cisco ASA',
    extension: 'txt',
    limits: { comment: COMMENT, objectName: 64 },
    carries: { four: true, six: true, names: true, deny: true, log: true, disabled: 'switch' },
    // Since 8.3 an access list looks at the real address of a host, wherever it stands.
    side: 'internal',
    options: {
      list: { label: t`Access list`, usual: USUAL },
      position: { label: t`Number of the first line`, usual: t`behind the last line` },
    },
    basedOn: [
      'ASA 9.x CLI configuration guide, objects and access lists: one namespace of names of 64 characters, no group in use can be emptied, IPv4 and IPv6 in one access list.',
      'Capirca and Aerleon write the same object-group and access-list lines for ciscoasa.',
      'Not confirmed on a device: fqdn v6 objects as members of a group, and what is made of a line that is there already.',
    ],
    warnings: [
      t`A new line stands behind all others, and so behind one that denies everything. Give the number of the line that it should come before.`,
      t`Lines are looked at only where an access-group binds the access list to an interface. The file makes none, since it would replace the one that is there.`,
      t`Where an object group of such a name is there, it grows by these members and keeps its old ones, which stay let in. For a newer list, apply the change (delta) or take the earlier sheet back first.`,
      t`Names are looked up by the firewall: it needs a DNS server group and dns domain-lookup on the interface towards it (ASA 8.4(2) and later).`,
    ],
  },
  write(rules, options) {
    const { list, line, notes } = placeOf(options)
    const { objects, groups } = objectsOf(rules, 'internal')
    const names = objects.filter(isName)
    const hosts = hostGroups(rules, 'internal')
    const entries = onceEach(
      rules.flatMap((rule) =>
        FAMILIES.flatMap((family) => entriesOf(rule, family, rule.host.internal, (group) => isWritten(group, family))),
      ),
    )
    const byRule = [...Map.groupBy(entries, ({ entry }) => entry.of)]
    let at = line
    const place = () => (at === undefined ? '' : ` line ${at++}`)
    const apply = [
      ...names.flatMap(nameLines),
      ...groups.flatMap((group) => FAMILIES.flatMap((family) => groupLines(group, family))),
      ...hosts.flatMap(({ name, addresses }) => [
        `object-group network ${name}`,
        ...addresses.map((address) => ` network-object host ${address}`),
      ]),
      ...byRule.flatMap(([rule, own]) => [
        `access-list ${list}${place()} remark ${consoleComment(rule, COMMENT)}`,
        ...own.map(({ entry, repeats }) =>
          repeats
            ? `! ${ruleName(entry)} repeats ${ruleName(repeats)}: ${entryLine(list, '', entry)}`
            : entryLine(list, place(), entry),
        ),
      ]),
    ]
    const rollback = [
      ...byRule.flatMap(([rule, own]) => [
        `no access-list ${list} remark ${consoleComment(rule, COMMENT)}`,
        ...own.flatMap(({ entry, repeats }) => (repeats ? [] : [`no ${entryLine(list, '', entry)}`])),
      ]),
      ...hosts.map(({ name }) => `no object-group network ${name}`),
      ...groups.flatMap((group) =>
        FAMILIES.flatMap((family) => (isWritten(group, family) ? [`no ${groupHead(group, family)}`] : [])),
      ),
      ...names.flatMap(({ name }) => FAMILIES.map((family) => `no object network ${name}_${family}`)),
    ]
    return {
      apply: pasted(apply),
      rollback: pasted(rollback),
      notes: [
        ...notes,
        ...cutComments(rules, COMMENT),
        savedBy(),
        t`Where the access list held nothing but these lines, the rollback removes it and its access-group with it.`,
      ],
    }
  },
  writeChange(changes, _rules, _options, set, standing) {
    const { fresh, gone } = changedObjects(changes, set, standing)
    const text = (into: readonly SheetObject[], out: readonly SheetObject[], turned: boolean) =>
      pasted([
        ...into.filter(isName).flatMap(nameLines),
        ...changes.flatMap(({ after, added, removed }) =>
          FAMILIES.flatMap((family) => {
            const [more, less] = turned ? [removed, added] : [added, removed]
            const lines = [
              ...memberLines(more, family).map((line) => ` ${line}`),
              ...memberLines(less, family).map((line) => ` no ${line}`),
            ]
            return lines.length === 0 ? [] : [groupHead(after, family), ...lines]
          }),
        ),
        ...out.filter(isName).flatMap(({ name }) => FAMILIES.map((family) => `no object network ${name}_${family}`)),
      ])
    return { apply: text(fresh, gone, false), rollback: text(gone, fresh, true), notes: [savedBy()] }
  },
})

function savedBy(): string {
  return t`Neither file saves: write memory does, once the change was seen to work.`
}

function placeOf({ list, position }: PlatformOptions): { list: string; line: number | undefined; notes: string[] } {
  const named = givenName(list, USUAL, /[^A-Za-z0-9._-]/g)
  const { number, notes } = givenNumber(position, [1, 1_000_000])
  return { list: named.name.slice(0, 200), line: number, notes: [...named.notes, ...notes] }
}

function isName({ family }: SheetObject): boolean {
  return family === 'name'
}

/** Ready to be pasted at the prompt behind `enable`; empty where there is nothing to be done. */
function pasted(lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${['configure terminal', ...lines, 'end'].join('\n')}\n`
}

/**
 * A name as two objects, since one object has addresses of one family: a group with both would be multiplied with a host of one
 * family to lines that nothing can match.
 */
function nameLines({ name, entry }: SheetObject): string[] {
  return FAMILIES.flatMap((family) => [`object network ${name}_${family}`, ` fqdn v${family} ${entry}`])
}

function isWritten(group: ResolvedGroup, family: 4 | 6): boolean {
  return hasMembers(group, family) || group.names.length > 0
}

function groupHead({ id }: ResolvedGroup, family: 4 | 6): string {
  return `object-group network ${namesOfId.sendersOf(family, id)}`
}

function groupLines(group: ResolvedGroup, family: 4 | 6): string[] {
  if (!isWritten(group, family)) return []
  const words = consoleWords([group.provider, group.region ?? ''].join(' '), COMMENT)
  return [
    groupHead(group, family),
    ...(words === '' ? [] : [` description ${words}`]),
    ...memberLines(group, family).map((line) => ` ${line}`),
  ]
}

function memberLines(members: GroupMembers, family: 4 | 6): string[] {
  const prefixes = family === 4 ? members.four : members.six
  return [
    ...prefixes.map((cidr) => `network-object ${ciscoMember(cidr)}`),
    ...members.names.map((name) => `network-object object ${lookedUpName(name)}_${family}`),
  ]
}

function ruleName({ of }: CiscoEntry): string {
  return namesOfId.rule(of.rule.id)
}

function entryLine(list: string, place: string, { of, match }: CiscoEntry): string {
  const { log, enabled } = of.rule
  return `access-list ${list}${place} extended ${match}${log ? ' log' : ''}${enabled ? '' : ' inactive'}`
}
