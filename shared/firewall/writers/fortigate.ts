import { t } from '../../language/translate.ts'
import { changedNames, ownName, quotedText } from '../command-words.ts'
import { cutComments } from '../cut-comments.ts'
import {
  addressEntry,
  block,
  deleted,
  entry,
  FAMILIES,
  isOwnService,
  listed,
  ofFamily,
  serviceEntry,
  serviceName,
  TABLES,
} from '../fortios-blocks.ts'
import { namesOfId } from '../object-name.ts'
import { membersOf, type ResolvedRule } from '../resolved-rule.ts'
import { ruleComment } from '../rule-comment.ts'
import {
  changedObjects,
  filledGroups,
  memberObjects,
  objectsOf,
  type SheetHost,
  type SheetObject,
} from '../sheet-objects.ts'
import { defineWriter, type GroupChange, type GroupMembers, type PlatformOptions } from '../writer.ts'

const COMMENT = 1023
const INTERFACE = { most: 35, not: /[^\w .:@+/-]/g }
const VDOM = { most: 31, not: /[^\w-]/g }
const SIDE = 'internal'

export default defineWriter({
  meta: {
    id: 'fortigate',
    name: 'Fortinet FortiGate',
    extension: 'conf',
    limits: { ruleName: 35, objectName: 79, comment: COMMENT },
    carries: { four: true, six: true, names: true, deny: true, log: true, disabled: 'switch' },
    side: SIDE,
    options: { list: { label: t`VDOM; none is entered without it`, usual: '' } },
    basedOn: [
      'Fortinet’s CLI references and technical tips: address, address6, addrgrp, addrgrp6 and one policy for both families (since FortiOS 6.4), edit 0, append and unselect, the characters that text may not have, and how a virtual IP is matched. Blocks of objects as Aerleon writes them.',
      'A virtual IP is translated before policies are looked at, and a policy that accepts matches it by its own name alone; match-vip is for policies that deny.',
      'Not confirmed by anybody here: that a line with # is passed over when it is pasted, how many members a group takes (it differs by model), and these blocks on a FortiGate. No FortiOS was at hand.',
    ],
    warnings: [
      t`FortiOS has no commit: each block works as soon as it ends. Save the configuration before.`,
      t`Where a virtual IP (VIP) publishes a host, a policy has to name the VIP as its destination: an address is not matched. Put the name of the VIP in the place of PSTN_H4_… or PSTN_H6_…, in policies that allow and in those that deny. With central NAT, or without translation, they are right as they are.`,
      t`The services HTTP and HTTPS are the ones that FortiOS comes with. Look that nobody changed them.`,
    ],
  },
  write(rules, options) {
    const { objects, groups, hosts, services } = objectsOf(rules, SIDE)
    const own = services.filter(isOwnService)
    const senders = (family: 4 | 6) =>
      groups.flatMap((group) => {
        const members = ofFamily(memberObjects(group), family)
        return members.length === 0 ? [] : [{ name: namesOfId.sendersOf(family, group.id), members }]
      })
    const targets = (family: 4 | 6) =>
      hosts.flatMap((host) => {
        const members = ofFamily(host.addresses, family)
        return members.length === 0 ? [] : [{ name: namesOfId.hostOf(family, host.id), members }]
      })
    const both = (family: 4 | 6) => [...senders(family), ...targets(family)]
    const apply = [
      ...FAMILIES.flatMap((family) => block(TABLES[family].address, ofFamily(objects, family).flatMap(addressEntry))),
      ...FAMILIES.flatMap((family) =>
        block(
          TABLES[family].group,
          both(family).flatMap(({ name, members }) => entry(`"${name}"`, listed('set', 'member', namesOf(members)))),
        ),
      ),
      ...block('firewall service custom', own.flatMap(serviceEntry)),
      ...block(
        'firewall policy',
        rules.flatMap((rule) => policyEntry(rule, hosts)),
      ),
    ]
    const rollback = [
      ...(rules.length === 0
        ? []
        : ['# Put the number of each policy in its place: show firewall policy | grep -f PSTN_R_']),
      ...block(
        'firewall policy',
        rules.map(({ rule }) => `delete <number of ${namesOfId.rule(rule.id)}>`),
      ),
      ...FAMILIES.flatMap((family) => block(TABLES[family].group, deleted(both(family).map(({ name }) => name)))),
      ...block('firewall service custom', deleted(own.map(serviceName))),
      ...FAMILIES.flatMap((family) => block(TABLES[family].address, deleted(namesOf(ofFamily(objects, family))))),
    ]
    const interfaces = rules.flatMap(({ host }) => [host.fromZone, host.toZone])
    return {
      apply: inVdom(apply, options),
      rollback: inVdom(rollback, options),
      notes: [
        t`The policies stand behind all others, before the implicit deny. Behind a policy of yours that denies the same, such as a last one that denies everything, they do nothing: move them before it. Policies that deny have to stand before what allows the same: move them by their numbers (config firewall policy, move N before M).`,
        t`FortiOS deletes policies by the number that it gives them, which is not known before. In the rollback, put it in the place of each <number of …>; a line that is left as it is, is refused, and so is the deleting of what its policy still uses.`,
        ...cutComments(rules, COMMENT),
        ...changedNames(interfaces, INTERFACE),
        ...vdomNotes(options),
      ],
    }
  },
  writeChange(changes, _rules, options, set, standing) {
    const { added, removed, gone, fresh } = changedObjects(changes, set, standing)
    const step = (
      into: readonly SheetObject[],
      pick: (change: GroupChange) => { in: GroupMembers; out: GroupMembers },
      unused: readonly SheetObject[],
    ) => [
      ...FAMILIES.flatMap((family) => block(TABLES[family].address, ofFamily(into, family).flatMap(addressEntry))),
      ...FAMILIES.flatMap((family) =>
        block(
          TABLES[family].group,
          changes.flatMap((change) => memberEntry(family, change.after.id, pick(change))),
        ),
      ),
      ...FAMILIES.flatMap((family) => block(TABLES[family].address, deleted(namesOf(ofFamily(unused, family))))),
    ]
    return {
      apply: inVdom(
        step(added, (change) => ({ in: change.added, out: change.removed }), gone),
        options,
      ),
      rollback: inVdom(
        step(removed, (change) => ({ in: change.removed, out: change.added }), fresh),
        options,
      ),
      notes: vdomNotes(options),
    }
  },
})

function namesOf(objects: readonly SheetObject[]): string[] {
  return objects.map(({ name }) => name)
}

/** What comes in stands first: a group without a member is refused. */
function memberEntry(family: 4 | 6, id: string, change: { in: GroupMembers; out: GroupMembers }): string[] {
  const into = namesOf(ofFamily(memberObjects(change.in), family))
  const out = namesOf(ofFamily(memberObjects(change.out), family))
  if (into.length === 0 && out.length === 0) return []
  return entry(`"${namesOfId.sendersOf(family, id)}"`, [
    ...listed('append', 'member', into),
    ...listed('unselect', 'member', out),
  ])
}

function policyEntry(resolved: ResolvedRule, hosts: readonly SheetHost[]): string[] {
  const { rule, host, services } = resolved
  const addresses = hosts.find(({ id }) => id === host.id)?.addresses ?? []
  const ends = FAMILIES.flatMap((family) => {
    const senders = filledGroups(resolved).filter((group) => membersOf(group, family).length + group.names.length > 0)
    if (senders.length === 0 || ofFamily(addresses, family).length === 0) return []
    const six = family === 6 ? '6' : ''
    return [
      ...listed(
        'set',
        `srcaddr${six}`,
        senders.map(({ id }) => namesOfId.sendersOf(family, id)),
      ),
      `set dstaddr${six} "${namesOfId.hostOf(family, host.id)}"`,
    ]
  })
  return entry('0', [
    `set name "${namesOfId.rule(rule.id)}"`,
    `set srcintf "${ownName(host.fromZone, INTERFACE)}"`,
    `set dstintf "${ownName(host.toZone, INTERFACE)}"`,
    ...ends,
    ...(rule.action === 'allow' ? ['set action accept'] : ['set action deny', 'set match-vip enable']),
    'set schedule "always"',
    ...listed('set', 'service', services.map(serviceName)),
    `set logtraffic ${rule.log ? 'all' : 'disable'}`,
    `set status ${rule.enabled ? 'enable' : 'disable'}`,
    `set comments "${commentOf(resolved)}"`,
  ])
}

/** Beyond what quotes hold, FortiOS refuses a few characters in text. */
function commentOf({ rule }: ResolvedRule): string {
  const stead: Readonly<Record<string, string>> = { '<': '[', '>': ']', '(': '[', ')': ']' }
  return quotedText(ruleComment(rule), COMMENT).replaceAll(/['#<>()]/g, (character) => stead[character] ?? '_')
}

function inVdom(lines: readonly string[], { list = '' }: PlatformOptions): string {
  const name = ownName(list.trim(), VDOM)
  const all = name === '' || lines.length === 0 ? lines : ['config vdom', `edit ${name}`, ...lines, 'end']
  return all.map((line) => `${line}\n`).join('')
}

function vdomNotes({ list = '' }: PlatformOptions): string[] {
  const name = list.trim()
  if (name === '') return []
  return [
    t`Where no VDOM is called ${ownName(name, VDOM)}, edit makes a new one: look at its spelling first.`,
    ...changedNames([name], VDOM),
  ]
}
