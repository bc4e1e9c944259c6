import { t } from '../../language/translate.ts'
import { type Place, readPlace } from '../command-words.ts'
import { cutComments } from '../cut-comments.ts'
import { addObject, addressesIn, domainOf, dropObject, groupCalls } from '../mgmt-cli-objects.ts'
import { memberCalls, mgmtCliScript, plainComment, shellWord, visibleName } from '../mgmt-cli-script.ts'
import { namesOfId } from '../object-name.ts'
import type { ResolvedRule } from '../resolved-rule.ts'
import { ruleComment } from '../rule-comment.ts'
import type { NeededService } from '../rule-set.ts'
import { changedObjects, filledGroups, objectsOf, type SheetObject } from '../sheet-objects.ts'
import { defineWriter, type GroupChange, type GroupMembers, type PlatformOptions } from '../writer.ts'

const COMMENT = 255
const SIDE = 'public'
const USUAL = { list: 'Network', position: 'above Cleanup rule' } as const

export default defineWriter({
  meta: {
    id: 'check-point',
    name: 'Check Point (mgmt_cli)',
    extension: 'sh',
    limits: { comment: COMMENT },
    carries: { four: true, six: true, names: true, deny: true, log: true, disabled: 'switch' },
    side: SIDE,
    options: {
      list: { label: t`Access layer`, usual: USUAL.list },
      position: { label: t`Place: a number, top, bottom, above NAME or below NAME`, usual: USUAL.position },
    },
    basedOn: [
      'Check Point’s management API reference and R81 guides: login into a session file, -s, the MGMT_CLI variables, publish and discard, host, network, group, dns-domain (its name begins with a dot; is-sub-domain false matches the name alone), access-rule with position.above; characters of names by sk40179. Public scripts for members.add, enabled and track.type.',
      'ignore-warnings stands at hosts, networks and services alone: another object with the same address is a warning, and a warning makes the call fail.',
      'Names stand in the source of the rules, not in the groups: whether a group may hold a dns-domain differs by what one reads.',
      'Above the rule called Cleanup rule, as a new policy has it, is the usual place: there the rules come behind what you block on purpose, and where there is no such rule the script ends and nothing is published. At the bottom, behind a rule that drops the rest, they would never match.',
      'Not confirmed by anybody here: how long a comment may be (it is cut at 255), that mgmt_cli fails with an exit code or a line beginning with code:, and these calls on a server. No Check Point was at hand; a test runs the script with an mgmt_cli of its own.',
    ],
    warnings: [
      t`The destination is the address before translation, as Check Point matches rules. Where the host has an object of its own with automatic translation, put that object into the rules.`,
      t`The script publishes its session and installs no policy: look at the rules in SmartConsole, then install.`,
    ],
  },
  write(rules, options) {
    const { objects, groups, hosts, services } = objectsOf(rules, SIDE)
    const own = services.filter((service) => serviceName(service) === namesOfId.service(service.id))
    const layer = layerOf(options)
    const sets = [
      ...groups.map((group) => ({ name: namesOfId.senders(group.id), members: addressesIn(group) })),
      ...hosts.map(({ id, addresses }) => ({ name: namesOfId.host(id), members: addresses.map(({ name }) => name) })),
    ].filter(({ members }) => members.length > 0)
    const apply = [
      ...objects.map(addObject),
      ...sets.flatMap(({ name, members }) =>
        memberCalls(
          members,
          { call: `run add group name ${name}`, key: 'members' },
          { call: `run set group name ${name}`, key: 'members.add' },
        ),
      ),
      ...own.map(
        ({ id, protocol, port }) =>
          `run add service-${protocol} name ${namesOfId.service(id)} port ${port} match-for-any false ignore-warnings true`,
      ),
      ...rules.map((rule, at) => {
        const previous = rules[at - 1]
        const place = previous ? `position.below ${namesOfId.rule(previous.rule.id)}` : placeWords(options)
        return `run add access-rule layer ${layer} ${place} ${ruleWords(rule)}`
      }),
    ]
    const rollback = [
      ...rules.map(({ rule }) => `run delete access-rule name ${namesOfId.rule(rule.id)} layer ${layer}`),
      ...sets.map(({ name }) => `drop group ${name}`),
      ...own.map(({ id, protocol }) => `drop service-${protocol} ${namesOfId.service(id)}`),
      ...objects.map(dropObject),
    ]
    return {
      apply: mgmtCliScript(apply),
      rollback: mgmtCliScript(rollback),
      notes: [...howToNotes(), ...placeNotes(options), ...cutComments(rules, COMMENT)],
    }
  },
  writeChange(changes, rules, options, set, standing) {
    const { added, removed, gone, fresh } = changedObjects(changes, set, standing)
    const step = (
      into: readonly SheetObject[],
      pick: (change: GroupChange) => { in: GroupMembers; out: GroupMembers; from: GroupMembers; to: GroupMembers },
      unused: readonly SheetObject[],
    ) =>
      mgmtCliScript([
        ...into.map(addObject),
        ...changes.flatMap((change) => groupCalls(namesOfId.senders(change.after.id), pick(change))),
        ...rules.flatMap((rule) => sourceCalls(rule, changes, pick, layerOf(options))),
        ...unused.map(dropObject),
      ])
    return {
      apply: step(
        added,
        ({ added: into, removed: out, before, after }) => ({ in: into, out, from: before, to: after }),
        gone,
      ),
      rollback: step(
        removed,
        ({ added: out, removed: into, before, after }) => ({ in: into, out, from: after, to: before }),
        fresh,
      ),
      notes: howToNotes(),
    }
  },
})

function layerOf({ list = USUAL.list }: PlatformOptions): string {
  return shellWord(visibleName(list) || USUAL.list)
}

/** The names that come into a rule and go out of it; one that another of its groups has stays. */
function sourceCalls(
  { rule, groups }: ResolvedRule,
  changes: readonly GroupChange[],
  pick: (change: GroupChange) => { from: GroupMembers; to: GroupMembers },
  layer: string,
): string[] {
  const [from, to] = (['from', 'to'] as const).map((end) => {
    const names = groups.flatMap((group) => {
      const change = changes.find(({ after }) => after.id === group.id)
      return change ? pick(change)[end].names : group.names
    })
    return new Set(names)
  })
  const call = `run set access-rule name ${namesOfId.rule(rule.id)} layer ${layer}`
  return (
    [
      ['source.add', [...(to ?? [])].filter((name) => !from?.has(name))],
      ['source.remove', [...(from ?? [])].filter((name) => !to?.has(name))],
    ] as const
  ).flatMap(([key, names]) => memberCalls(names.map(domainOf), { call, key }, { call, key }))
}

/** The predefined services that stand for one port alone. */
function serviceName({ id, protocol, port }: NeededService): string {
  if (protocol === 'tcp' && port === 443) return 'https'
  return protocol === 'tcp' && port === 80 ? 'http' : namesOfId.service(id)
}

function ruleWords(resolved: ResolvedRule): string {
  const { rule, host, services, names } = resolved
  const senders = filledGroups(resolved).filter(({ four, six }) => four.length + six.length > 0)
  const sources = [...senders.map(({ id }) => namesOfId.senders(id)), ...names.map(domainOf)]
  const numbered = (key: string, each: readonly string[]) =>
    [...new Set(each)].map((name, at) => `${key}.${at + 1} ${name}`).join(' ')
  return [
    `name ${namesOfId.rule(rule.id)}`,
    numbered('source', sources),
    `destination ${namesOfId.host(host.id)}`,
    numbered('service', services.map(serviceName)),
    `action ${rule.action === 'allow' ? 'Accept' : 'Drop'} track.type ${rule.log ? 'Log' : 'None'} enabled ${rule.enabled}`,
    `comments ${shellWord(plainComment(ruleComment(rule), COMMENT))}`,
  ].join(' ')
}

function usedPlace({ position = USUAL.position }: PlatformOptions): Place {
  return readPlace(position) ?? { side: 'before', name: 'Cleanup rule' }
}

function placeWords(options: PlatformOptions): string {
  const place = usedPlace(options)
  if (typeof place === 'string') return `position ${place}`
  if ('number' in place) return `position ${place.number}`
  return `position.${place.side === 'before' ? 'above' : 'below'} ${shellWord(visibleName(place.name) || 'Cleanup rule')}`
}

function howToNotes(): string[] {
  return [
    t`The script asks for the password, or runs as root of the server (-r true). A call that fails ends it, and its session is discarded. Nothing works before the policy is installed, which is left to you.`,
  ]
}

function placeNotes(options: PlatformOptions): string[] {
  if (readPlace(options.position ?? USUAL.position) === undefined)
    return [
      t`The place that was named is none that Check Point has. The rules are put above the rule called Cleanup rule.`,
    ]
  return usedPlace(options) === 'bottom'
    ? [t`The rules stand at the bottom: behind a rule that drops the rest, they never match.`]
    : []
}
