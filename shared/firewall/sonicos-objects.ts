import { t } from '../language/translate.ts'
import { givenName } from './console-words.ts'
import { netmask } from './netmask.ts'
import type { ResolvedGroup, ResolvedRule } from './resolved-rule.ts'
import type { SheetObject } from './sheet-objects.ts'

/** A zone as a command of SonicOS names it. */
export function zoneText(zone: string): string {
  const { name } = zoneName(zone)
  return /^[A-Za-z0-9._-]+$/.test(name) ? name : `"${name}"`
}

function zoneName(zone: string) {
  return givenName(zone, 'ZONE', /[^A-Za-z0-9 ._-]/g)
}

/** What is said of the zones: names that could not be written, and senders that come in by several. */
export function zoneNotes(rules: readonly ResolvedRule[]): string[] {
  const names = new Set(rules.flatMap(({ host }) => [host.fromZone, host.toZone]))
  const several = [...zonesOf(rules)].filter(([, zones]) => zones.size > 1).map(([id]) => id)
  const notes = [...names].flatMap((zone) => zoneName(zone).notes)
  if (several.length > 0)
    notes.push(
      t`Senders of ${several.slice(0, 5).join(', ')} come in by more than one zone, and an object stands in one. The first is written; the rules name theirs.`,
    )
  return notes
}

/** The zones that the senders of each group come in by. */
function zonesOf(rules: readonly ResolvedRule[]): Map<string, Set<string>> {
  const zones = new Map<string, Set<string>>()
  for (const { groups, host } of rules)
    for (const { id } of groups) zones.set(id, (zones.get(id) ?? new Set()).add(zoneText(host.fromZone)))
  return zones
}

/**
 * The zone that each object is put into, by what it stands for: a sender's is that of the first rule that has it, and a host's
 * address is where the host is only if nothing translates it.
 */
export function zonesOfObjects(
  groups: readonly ResolvedGroup[],
  rules: readonly ResolvedRule[],
): ReadonlyMap<string, string> {
  const zones = zonesOf(rules)
  const found = new Map<string, string>()
  for (const { id, four, six, names } of groups) {
    const [zone = 'WAN'] = zones.get(id) ?? []
    for (const member of [...four, ...six, ...names]) if (!found.has(member)) found.set(member, zone)
  }
  for (const { host } of rules)
    for (const address of host.public) {
      const entry = `${address}/${address.includes(':') ? 128 : 32}`
      const zone = host.internal.includes(address) ? host.toZone : host.fromZone
      if (!found.has(entry)) found.set(entry, zoneText(zone))
    }
  return found
}

/** The command that makes an object. */
export function objectLine(object: SheetObject, zone = 'WAN'): string {
  const { name, entry, family } = object
  const head = `address-object ${typeOf(object)} "${name}"`
  if (family === 'name') return `${head} domain ${entry} zone ${zone}`
  const [address = '', length = ''] = entry.split('/')
  if (length === (family === 4 ? '32' : '128')) return `${head} host ${address} zone ${zone}`
  return `${head} network ${address} ${family === 4 ? netmask(Number(length)) : `/${length}`} zone ${zone}`
}

/** The command that takes it away. */
export function removalLine(object: SheetObject): string {
  return `no address-object ${typeOf(object)} "${object.name}"`
}

function typeOf({ family }: SheetObject): string {
  return family === 'name' ? 'fqdn' : `ipv${family}`
}
