import { t } from '../../language/translate.ts'
import { changedNames, ownName, quotedText, readPlace } from '../command-words.ts'
import { cutComments } from '../cut-comments.ts'
import { namesOfId } from '../object-name.ts'
import type { ResolvedRule } from '../resolved-rule.ts'
import { ruleComment } from '../rule-comment.ts'
import type { NeededService } from '../rule-set.ts'
import { changedObjects, filledGroups, memberObjects, objectsOf, type SheetObject } from '../sheet-objects.ts'
import { defineWriter, type GroupMembers, type PlatformOptions } from '../writer.ts'

const DESCRIPTION = 1024
const ZONE = { most: 31, not: /[^\w .-]/g }
const RULE = { most: 63, not: /[^\w .-]/g }
const SIDE = 'public'

export default defineWriter({
  meta: {
    id: 'panos',
    name: 'Palo Alto Networks PAN-OS',
    extension: 'txt',
    limits: { ruleName: 63, objectName: 63, comment: DESCRIPTION },
    carries: { four: true, six: true, names: true, deny: true, log: true, disabled: 'switch' },
    side: SIDE,
    options: {
      list: { label: t`Virtual system (vsys2) or device group of Panorama; the firewall itself without it`, usual: '' },
      position: { label: t`Place: top, bottom, before NAME or after NAME`, usual: 'bottom' },
    },
    basedOn: [
      'Palo Alto Networks’ documentation and public configurations for set, move, delete and the disabled, log-end and description of rules; the lengths of names and of descriptions are those that Capirca holds to.',
      'service-https stands for tcp/443 and is used for it. Public sources differ about service-http (80 alone, or 8080 beside it), so that port 80 has a service of its own.',
      'Not confirmed by anybody here: set lines on a firewall, vsys or Panorama of ours. No PAN-OS was at hand.',
    ],
    warnings: [
      t`The destination is the address before translation, and the zone that the rule goes to is the one behind it: that is how PAN-OS matches rules.`,
      t`set adds to what is there: where a rule or group of such a name exists, its lists grow by these members and keep their old ones.`,
      t`The rules let in any application on their ports. Where you use App-ID or security profiles, add them.`,
    ],
  },
  write(rules, options) {
    const at = placeOf(options)
    const { objects, groups, hosts, services } = objectsOf(rules, SIDE)
    const own = services.filter((service) => serviceName(service) !== 'service-https')
    const apply = [
      ...objects.map((object) => addObject(at.objects, object)),
      ...groups.flatMap((group) => memberLines('set', at.objects, namesOfId.senders(group.id), memberObjects(group))),
      ...hosts.flatMap((host) => memberLines('set', at.objects, namesOfId.host(host.id), host.addresses)),
      ...own.map(
        (service) =>
          `set ${at.objects}service ${serviceName(service)} protocol ${service.protocol} port ${service.port}`,
      ),
      ...rules.map((rule) => `set ${at.rules} ${ruleWords(rule)}`),
      ...moves(rules, at.rules, options),
    ]
    const rollback = [
      ...rules.map(({ rule }) => `delete ${at.rules} ${namesOfId.rule(rule.id)}`),
      ...groups.map(({ id }) => `delete ${at.objects}address-group ${namesOfId.senders(id)}`),
      ...hosts.map(({ id }) => `delete ${at.objects}address-group ${namesOfId.host(id)}`),
      ...own.map((service) => `delete ${at.objects}service ${serviceName(service)}`),
      ...objects.map(({ name }) => `delete ${at.objects}address ${name}`),
    ]
    const zones = rules.flatMap(({ host }) => [host.fromZone, host.toZone])
    return {
      apply: lines(apply),
      rollback: lines(rollback),
      notes: [
        ...howToNotes(),
        ...placeNotes(options),
        ...cutComments(rules, DESCRIPTION),
        ...changedNames(zones, ZONE),
        ...ownNames(options),
      ],
    }
  },
  writeChange(changes, _rules, options, set, standing) {
    const { objects: at } = placeOf(options)
    const { added, removed, gone, fresh } = changedObjects(changes, set, standing)
    const step = (
      into: readonly SheetObject[],
      pick: (change: (typeof changes)[number]) => { in: GroupMembers; out: GroupMembers },
      unused: readonly SheetObject[],
    ) => [
      ...into.map((object) => addObject(at, object)),
      ...changes.flatMap((change) => {
        const group = namesOfId.senders(change.after.id)
        const { in: incoming, out: outgoing } = pick(change)
        // What comes in stands first: a static group without a member is refused.
        return [
          ...memberLines('set', at, group, memberObjects(incoming)),
          ...memberLines('delete', at, group, memberObjects(outgoing)),
        ]
      }),
      ...unused.map(({ name }) => `delete ${at}address ${name}`),
    ]
    return {
      apply: lines(step(added, ({ added: into, removed: out }) => ({ in: into, out }), gone)),
      rollback: lines(step(removed, ({ added: out, removed: into }) => ({ in: into, out }), fresh)),
      notes: [...howToNotes(), ...ownNames(options)],
    }
  },
})

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('')
}

/** What stands before objects, and the list of rules: of the firewall, of a virtual system, or of a device group. */
function placeOf({ list = '' }: PlatformOptions): { objects: string; rules: string } {
  const name = list.trim()
  if (name === '') return { objects: '', rules: 'rulebase security rules' }
  if (/^vsys\d+$/.test(name)) return { objects: `vsys ${name} `, rules: `vsys ${name} rulebase security rules` }
  const group = `device-group ${word(ownName(name, ZONE))}`
  return { objects: `${group} `, rules: `${group} pre-rulebase security rules` }
}

/** A name of the platform's own; quoted where it has a space. */
function word(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : `"${name}"`
}

function addObject(at: string, { name, entry, family }: SheetObject): string {
  return `set ${at}address ${name} ${family === 'name' ? 'fqdn' : 'ip-netmask'} ${entry}`
}

/** A member a line: a console takes no line of any length, and one refused line leaves the others. */
function memberLines(act: 'set' | 'delete', at: string, group: string, members: readonly SheetObject[]): string[] {
  return members.map(({ name }) => `${act} ${at}address-group ${group} static ${name}`)
}

function serviceName({ id, protocol, port }: NeededService): string {
  return protocol === 'tcp' && port === 443 ? 'service-https' : namesOfId.service(id)
}

function ruleWords(resolved: ResolvedRule): string {
  const { rule, host, services } = resolved
  const list = (names: readonly string[]) => {
    const each = [...new Set(names)]
    return each.length === 1 ? each.join('') : `[ ${each.join(' ')} ]`
  }
  return [
    namesOfId.rule(rule.id),
    `from ${word(ownName(host.fromZone, ZONE))} to ${word(ownName(host.toZone, ZONE))}`,
    `source ${list(filledGroups(resolved).map(({ id }) => namesOfId.senders(id)))}`,
    `destination ${namesOfId.host(host.id)}`,
    `application any service ${list(services.map(serviceName))}`,
    `action ${rule.action} log-end ${rule.log ? 'yes' : 'no'} disabled ${rule.enabled ? 'no' : 'yes'}`,
    `description "${quotedText(ruleComment(rule), DESCRIPTION)}"`,
  ].join(' ')
}

function moves(rules: readonly ResolvedRule[], list: string, { position = 'bottom' }: PlatformOptions): string[] {
  const place = readPlace(position)
  const names = rules.map(({ rule }) => namesOfId.rule(rule.id))
  if (place === 'top')
    return names.map((name, at) => `move ${list} ${name} ${at === 0 ? 'top' : `after ${names[at - 1]}`}`)
  if (typeof place !== 'object' || 'number' in place) return []
  const other = word(ownName(place.name, RULE))
  // Each before the other keeps their order; behind it, each follows the one before.
  return names.map((name, at) =>
    place.side === 'before' || at === 0
      ? `move ${list} ${name} ${place.side} ${other}`
      : `move ${list} ${name} after ${names[at - 1]}`,
  )
}

function howToNotes(): string[] {
  return [
    t`Paste the lines in configuration mode (set cli scripting-mode on, then configure). Nothing works before the commit, which is left to you; on Panorama, the push to the devices as well.`,
  ]
}

function placeNotes({ position = 'bottom' }: PlatformOptions): string[] {
  const place = readPlace(position)
  if (place === undefined || (typeof place === 'object' && 'number' in place))
    return [t`The place that was named is none that PAN-OS has. The rules stand at the bottom.`]
  return place === 'bottom'
    ? [
        t`The rules stand at the bottom. Behind a rule of yours that denies or allows the same, they do nothing: move them before it.`,
      ]
    : []
}

function ownNames({ list = '', position = '' }: PlatformOptions): string[] {
  const place = readPlace(position)
  const rule = typeof place === 'object' && 'name' in place ? [place.name] : []
  return [...changedNames([list.trim()], ZONE), ...changedNames(rule, RULE)]
}
