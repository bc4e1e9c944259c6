import { t } from '../../language/translate.ts'
import { changedNames, ownName, quotedText, readPlace } from '../command-words.ts'
import { cutComments } from '../cut-comments.ts'
import { namesOfId } from '../object-name.ts'
import type { ResolvedRule } from '../resolved-rule.ts'
import { ruleComment } from '../rule-comment.ts'
import type { NeededService } from '../rule-set.ts'
import { changedObjects, filledGroups, memberObjects, objectsOf, type SheetObject } from '../sheet-objects.ts'
import { defineWriter, type GroupChange, type GroupMembers, type PlatformOptions } from '../writer.ts'

const DESCRIPTION = 900
const NAME = { most: 63, not: /[^\w.-]/g }
/** Addresses of one policy on the models that take the fewest; one of IPv6 counts as four. */
const ADDRESSES = 1023
const SIDE = 'internal'
const BOOK = 'security address-book global'

export default defineWriter({
  meta: {
    id: 'juniper-srx',
    name: 'Juniper SRX',
    extension: 'txt',
    limits: { ruleName: 63, objectName: 63, comment: DESCRIPTION, members: ADDRESSES },
    carries: { four: true, six: true, names: true, deny: true, log: true, disabled: 'switch' },
    side: SIDE,
    options: {
      position: { label: t`Place in the zones’ list: bottom, before NAME or after NAME`, usual: 'bottom' },
    },
    basedOn: [
      'Juniper’s documentation: the global address book, address sets with both families and dns-name, policies of a pair of zones, insert and deactivate; static and destination translation come before the look at policies. The length of descriptions is from somebody else’s schema.',
      'Capirca holds to 1023 addresses in a policy and counts one of IPv6 as four; Juniper’s tables say 1024 for some models and 4096 for others.',
      'Not confirmed by anybody here: what a commit says where the last policy of a pair of zones is deleted, and these commands on an SRX. No Junos was at hand.',
    ],
    warnings: [
      t`set adds to what is there: where an address set or policy of such a name exists, its lists grow by these members and keep their old ones, which stay let in. For a newer list, apply the change (delta) or take the earlier sheet back first.`,
      t`The destination is the address behind translation, and the zone that the policy goes to is the one where the host stands: Junos translates destinations before it looks at policies.`,
      t`The addresses go into the global address book. Where zones have address books of their own (security zones … address-book), Junos takes no global one beside them, and the commit fails.`,
    ],
  },
  write(rules, options) {
    const { objects, groups, hosts, services } = objectsOf(rules, SIDE)
    const own = services.filter((service) => applicationName(service) === namesOfId.service(service.id))
    const apply = [
      ...objects.map(addObject),
      ...groups.flatMap((group) => memberLines('set', namesOfId.senders(group.id), memberObjects(group))),
      ...hosts.flatMap(({ id, addresses }) => memberLines('set', namesOfId.host(id), addresses)),
      ...own.flatMap((service) => {
        const application = `set applications application ${applicationName(service)}`
        return [`${application} protocol ${service.protocol}`, `${application} destination-port ${service.port}`]
      }),
      ...rules.flatMap(policyLines),
      ...inserts(rules, options),
    ]
    const rollback = [
      ...rules.map((rule) => `delete ${policyOf(rule)}`),
      ...own.map((service) => `delete applications application ${applicationName(service)}`),
      ...groups.map(({ id }) => `delete ${BOOK} address-set ${namesOfId.senders(id)}`),
      ...hosts.map(({ id }) => `delete ${BOOK} address-set ${namesOfId.host(id)}`),
      ...objects.map(deleteObject),
    ]
    const zones = rules.flatMap(({ host }) => [host.fromZone, host.toZone])
    return {
      apply: lines(apply),
      rollback: lines(rollback),
      notes: [
        ...howToNotes(),
        t`After the rollback, look at each pair of zones (show security policies): where it had no other policy, delete the empty pair as well, or the commit may fail for want of one.`,
        ...placeNotes(rules, options),
        ...manyAddresses(rules),
        ...cutComments(rules, DESCRIPTION),
        ...changedNames(zones, NAME),
      ],
    }
  },
  writeChange(changes, rules, _options, set, standing) {
    const { added, removed, gone, fresh } = changedObjects(changes, set, standing)
    const step = (
      into: readonly SheetObject[],
      pick: (change: GroupChange) => { in: GroupMembers; out: GroupMembers },
      unused: readonly SheetObject[],
    ) => [
      ...into.map(addObject),
      ...changes.flatMap((change) => {
        const name = namesOfId.senders(change.after.id)
        const { in: incoming, out } = pick(change)
        return [
          ...memberLines('set', name, memberObjects(incoming)),
          ...memberLines('delete', name, memberObjects(out)),
        ]
      }),
      ...unused.map(deleteObject),
    ]
    return {
      apply: lines(step(added, (change) => ({ in: change.added, out: change.removed }), gone)),
      rollback: lines(step(removed, (change) => ({ in: change.removed, out: change.added }), fresh)),
      notes: [...howToNotes(), ...manyAddresses(rules)],
    }
  },
})

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('')
}

function addObject({ name, entry, family }: SheetObject): string {
  return `set ${BOOK} address ${name} ${family === 'name' ? `dns-name ${entry}` : entry}`
}

function deleteObject({ name }: SheetObject): string {
  return `delete ${BOOK} address ${name}`
}

function memberLines(act: 'set' | 'delete', group: string, members: readonly SheetObject[]): string[] {
  return members.map(({ name }) => `${act} ${BOOK} address-set ${group} address ${name}`)
}

/** The predefined applications that stand for one port alone. */
function applicationName({ id, protocol, port }: NeededService): string {
  if (protocol === 'tcp' && port === 443) return 'junos-https'
  return protocol === 'tcp' && port === 80 ? 'junos-http' : namesOfId.service(id)
}

function pairOf({ host }: ResolvedRule): string {
  return `security policies from-zone ${ownName(host.fromZone, NAME)} to-zone ${ownName(host.toZone, NAME)}`
}

function policyOf(resolved: ResolvedRule): string {
  return `${pairOf(resolved)} policy ${namesOfId.rule(resolved.rule.id)}`
}

function policyLines(resolved: ResolvedRule): string[] {
  const { rule, host, services } = resolved
  const policy = policyOf(resolved)
  const applications = [...new Set(services.map(applicationName))]
  return [
    `set ${policy} description "${quotedText(ruleComment(rule), DESCRIPTION)}"`,
    ...filledGroups(resolved).map(({ id }) => `set ${policy} match source-address ${namesOfId.senders(id)}`),
    `set ${policy} match destination-address ${namesOfId.host(host.id)}`,
    ...applications.map((name) => `set ${policy} match application ${name}`),
    `set ${policy} then ${rule.action === 'allow' ? 'permit' : 'deny'}`,
    ...(rule.log ? [`set ${policy} then log session-init`] : []),
    // What is denied has no session that could close.
    ...(rule.log && rule.action === 'allow' ? [`set ${policy} then log session-close`] : []),
    ...(rule.enabled ? [] : [`deactivate ${policy}`]),
  ]
}

function inserts(rules: readonly ResolvedRule[], { position = 'bottom' }: PlatformOptions): string[] {
  const place = readPlace(position)
  if (typeof place !== 'object' || 'number' in place) return []
  const other = ownName(place.name, NAME)
  return [...Map.groupBy(rules, pairOf).values()].flatMap((ofPair) =>
    ofPair.map((rule, at) => {
      const previous = place.side === 'after' ? ofPair[at - 1] : undefined
      // Each before the other keeps their order; behind it, each follows the one before.
      return `insert ${policyOf(rule)} ${place.side} policy ${previous ? namesOfId.rule(previous.rule.id) : other}`
    }),
  )
}

function howToNotes(): string[] {
  return [
    t`Put the lines in with load set terminal in configuration mode, look at show | compare and commit check, and commit: nothing works before. Where something else still uses an object that is deleted, the commit is refused and says which.`,
  ]
}

function placeNotes(rules: readonly ResolvedRule[], { position = 'bottom' }: PlatformOptions): string[] {
  const place = readPlace(position)
  if (place === 'bottom')
    return [
      t`The policies stand behind the others of their zones. Behind a policy of yours that denies or permits the same, they do nothing: insert them before it.`,
    ]
  if (typeof place !== 'object' || 'number' in place)
    return [t`The place that was named is none that Junos has. The policies stand at the bottom of their zones’ list.`]
  const pairs = new Set(rules.map(pairOf)).size
  return [
    ...(pairs > 1
      ? [t`The policies are of ${pairs} pairs of zones; insert is refused in those that have no policy of the name.`]
      : []),
    ...changedNames([place.name], NAME),
  ]
}

function manyAddresses(rules: readonly ResolvedRule[]): string[] {
  const many = rules.flatMap((resolved) => {
    const { rule } = resolved
    const count = filledGroups(resolved).reduce(
      (sum, { four, six, names }) => sum + four.length + 4 * six.length + names.length,
      0,
    )
    return count > ADDRESSES ? [namesOfId.rule(rule.id)] : []
  })
  return many.length === 0
    ? []
    : [
        t`Some models take no more than ${ADDRESSES} addresses in a policy, one of IPv6 counting as four: ${many.join(', ')}. Look up what yours takes.`,
      ]
}
