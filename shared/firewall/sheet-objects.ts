import { familyOfEntry } from './list-entry.ts'
import { addressName, lookedUpName, prefixName } from './object-name.ts'
import type { AddressSide, ResolvedGroup, ResolvedRule } from './resolved-rule.ts'
import type { NeededService, PublishedHost, RuleSet } from './rule-set.ts'
import type { GroupChange, GroupMembers } from './writer.ts'

/** An address, a prefix or a name as an object of the platform. */
export type SheetObject = { name: string; entry: string; family: 4 | 6 | 'name' }

/** A published host as it is written: its addresses of the side that the platform looks at. */
export type SheetHost = { id: string; addresses: readonly SheetObject[] }

/** What the rules of a sheet speak of, each once and in the order in which it comes. */
export type SheetObjects = {
  objects: readonly SheetObject[]
  /** Those that have a member. */
  groups: readonly ResolvedGroup[]
  hosts: readonly SheetHost[]
  services: readonly NeededService[]
}

/** What has to be there before the rules can speak of it. */
export function objectsOf(rules: readonly ResolvedRule[], side: AddressSide): SheetObjects {
  const groups = new Map<string, ResolvedGroup>()
  const hosts = new Map<string, SheetHost>()
  const services = new Map<string, NeededService>()
  for (const rule of rules) {
    for (const group of filledGroups(rule)) groups.set(group.id, group)
    hosts.set(rule.host.id, { id: rule.host.id, addresses: addressesOf(rule.host, side) })
    for (const service of rule.services) services.set(service.id, service)
  }
  const objects = new Map<string, SheetObject>()
  for (const group of groups.values())
    for (const object of memberObjects(group)) if (!objects.has(object.name)) objects.set(object.name, object)
  for (const { addresses } of hosts.values())
    for (const object of addresses) if (!objects.has(object.name)) objects.set(object.name, object)
  return {
    objects: [...objects.values()],
    groups: [...groups.values()],
    hosts: [...hosts.values()],
    services: [...services.values()],
  }
}

/** The groups of a rule that have a member: an empty one would be refused, or stand for nobody. */
export function filledGroups({ groups }: ResolvedRule): ResolvedGroup[] {
  return groups.filter(({ four, six, names }) => four.length + six.length + names.length > 0)
}

/** Whether a group has senders of a family, names aside. */
export function hasMembers({ four, six }: GroupMembers, family: 4 | 6): boolean {
  return (family === 4 ? four : six).length > 0
}

/** The objects of groups that were asked for, since one set of rules is written for many platforms. */
const known = new WeakMap<GroupMembers, readonly SheetObject[]>()

/** The members of a group, or of what changes in it, as objects. */
export function memberObjects(members: GroupMembers): readonly SheetObject[] {
  const made = known.get(members)
  if (made) return made
  const { four, six, names } = members
  const objects: readonly SheetObject[] = [
    ...four.map((entry) => ({ name: prefixName(entry), entry, family: 4 }) as const),
    ...six.map((entry) => ({ name: prefixName(entry), entry, family: 6 }) as const),
    ...names.map((entry) => ({ name: lookedUpName(entry), entry, family: 'name' }) as const),
  ]
  known.set(members, objects)
  return objects
}

function addressesOf(host: PublishedHost, side: AddressSide): SheetObject[] {
  const own = new Map<string, SheetObject>()
  for (const address of host[side]) {
    const entry = `${address}/${address.includes(':') ? 128 : 32}`
    const name = addressName(address)
    if (!own.has(name)) own.set(name, { name, entry, family: familyOfEntry(entry) })
  }
  return [...own.values()]
}

/** The objects that a change of lists needs, and those that nothing of the set speaks of any more. */
export type ChangedObjects = {
  added: readonly SheetObject[]
  removed: readonly SheetObject[]
  /** Of `removed`: no group and no host of the set has it after the change. */
  gone: readonly SheetObject[]
  /** Of `added`: none had it before, so that the rollback of the change takes it away. */
  fresh: readonly SheetObject[]
}

/**
 * What a change makes of objects. Another group or a host of the set may have the same one, so that not every member that goes
 * out leaves an object without use; what else on the firewall speaks of it is unknown here, and each platform refuses to delete
 * what is spoken of. `standing`: the groups that do not change.
 */
export function changedObjects(
  changes: readonly GroupChange[],
  { hosts }: RuleSet,
  standing: readonly ResolvedGroup[],
): ChangedObjects {
  const addresses = hosts.flatMap((host) => [...addressesOf(host, 'public'), ...addressesOf(host, 'internal')])
  const others = namesIn([...standing.flatMap(memberObjects), ...addresses])
  const before = namesIn(changes.flatMap((change) => memberObjects(change.before)))
  const after = namesIn(changes.flatMap((change) => memberObjects(change.after)))
  const added = each(changes.flatMap((change) => memberObjects(change.added)))
  const removed = each(changes.flatMap((change) => memberObjects(change.removed)))
  return {
    added,
    removed,
    gone: removed.filter(({ name }) => !others.has(name) && !after.has(name)),
    fresh: added.filter(({ name }) => !others.has(name) && !before.has(name)),
  }
}

function namesIn(objects: readonly SheetObject[]): Set<string> {
  return new Set(objects.map(({ name }) => name))
}

function each(objects: readonly SheetObject[]): SheetObject[] {
  return [...new Map(objects.map((object) => [object.name, object])).values()]
}
