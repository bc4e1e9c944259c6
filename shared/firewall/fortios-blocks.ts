import { parseCidr } from 'cidr-tools'
import { namesOfId } from './object-name.ts'
import type { NeededService } from './rule-set.ts'
import type { SheetObject } from './sheet-objects.ts'

/** So many names stand in one line: a console takes no line of any length. */
const NAMES = 20
/** FortiOS keeps IPv4 and IPv6 apart, in tables of their own. */
export const TABLES = {
  4: { address: 'firewall address', group: 'firewall addrgrp' },
  6: { address: 'firewall address6', group: 'firewall addrgrp6' },
} as const
export const FAMILIES = [4, 6] as const

/** A block of one table; nothing where it has no entry. */
export function block(table: string, entries: readonly string[]): string[] {
  return entries.length === 0 ? [] : [`config ${table}`, ...entries.map((line) => ` ${line}`), 'end']
}

/** An entry of a table with its settings. */
export function entry(name: string, settings: readonly string[]): string[] {
  return [`edit ${name}`, ...settings.map((line) => ` ${line}`), 'next']
}

export function deleted(names: readonly string[]): string[] {
  return names.map((name) => `delete "${name}"`)
}

/** Names for a setting that holds many: `set` takes the place of what is there, `append` adds to it, `unselect` takes away. */
export function listed(act: 'set' | 'append' | 'unselect', setting: string, names: readonly string[]): string[] {
  const each = [...new Set(names)]
  return Array.from({ length: Math.ceil(each.length / NAMES) }, (_, at) => {
    const some = each.slice(at * NAMES, (at + 1) * NAMES).map((name) => `"${name}"`)
    return `${act === 'set' && at > 0 ? 'append' : act} ${setting} ${some.join(' ')}`
  })
}

/** The objects that are written of one family; a name is looked up in each, and has an object of each. */
export function ofFamily(objects: readonly SheetObject[], family: 4 | 6): SheetObject[] {
  return objects.flatMap((object) => {
    if (object.family === 'name') return family === 4 ? [object] : [{ ...object, name: `${object.name}_6` }]
    return object.family === family ? [object] : []
  })
}

export function addressEntry({ name, entry: text, family }: SheetObject): string[] {
  const own = {
    4: () => [`set subnet ${subnetOf(text)}`],
    6: () => [`set ip6 ${text}`],
    name: () => ['set type fqdn', `set fqdn "${text}"`],
  }
  return entry(`"${name}"`, own[family]())
}

function subnetOf(cidr: string): string {
  const { ip, prefix } = parseCidr(cidr)
  const bits = (0xffffffffn << (32n - BigInt(prefix))) & 0xffffffffn
  return `${ip} ${[24n, 16n, 8n, 0n].map((shift) => (bits >> shift) & 255n).join('.')}`
}

/** The predefined services that stand for one port alone. */
export function serviceName({ id, protocol, port }: NeededService): string {
  if (protocol === 'tcp' && port === 443) return 'HTTPS'
  return protocol === 'tcp' && port === 80 ? 'HTTP' : namesOfId.service(id)
}

export function isOwnService({ protocol, port }: NeededService): boolean {
  return protocol === 'udp' || (port !== 443 && port !== 80)
}

export function serviceEntry(service: NeededService): string[] {
  return entry(`"${serviceName(service)}"`, [`set ${service.protocol}-portrange ${service.port}`])
}
