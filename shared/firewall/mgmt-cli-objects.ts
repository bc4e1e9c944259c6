import { memberCalls } from './mgmt-cli-script.ts'
import { memberObjects, type SheetObject } from './sheet-objects.ts'
import type { GroupMembers } from './writer.ts'

/** The name of the object of a name that the gateway looks up. */
export function domainOf(name: string): string {
  return `.${name}`
}

/** The members of a group that are addresses; names stand in the rules. */
export function addressesIn(group: GroupMembers): string[] {
  return memberObjects(group)
    .filter(({ family }) => family !== 'name')
    .map(({ name }) => name)
}

/** The call that makes an object, unless it is there. */
export function addObject({ name, entry, family }: SheetObject): string {
  if (family === 'name') return `add_domain ${domainOf(entry)}`
  const [address = '', length = ''] = entry.split('/', 2)
  if (length === (family === 4 ? '32' : '128')) return `add_once host ${name} ip-address ${address}`
  const six = family === 6 ? '6' : ''
  return `add_once network ${name} subnet${six} ${address} mask-length${six} ${length}`
}

/** The call that deletes an object, unless something else uses it. */
export function dropObject({ name, entry, family }: SheetObject): string {
  if (family === 'name') return `drop_domain ${domainOf(entry)}`
  return `drop ${entry.endsWith(family === 4 ? '/32' : '/128') ? 'host' : 'network'} ${name}`
}

/** What comes into a group and goes out of it, in this order: it is never empty. */
export function groupCalls(name: string, change: { in: GroupMembers; out: GroupMembers }): string[] {
  const call = `run set group name ${name}`
  return (
    [
      ['members.add', addressesIn(change.in)],
      ['members.remove', addressesIn(change.out)],
    ] as const
  ).flatMap(([key, members]) => memberCalls(members, { call, key }, { call, key }))
}
