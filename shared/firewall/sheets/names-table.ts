import { t } from '../../language/translate.ts'
import { allWriters } from '../all-writers.ts'
import { namesOfId } from '../object-name.ts'
import type { SenderGroup } from '../rule-set.ts'
import type { Writer } from '../writer.ts'
import { type PreparedSheet, prepareSheet } from './prepared-sheet.ts'
import type { SheetCell, SheetTable } from './sheet-table.ts'

/** Beyond so many rules with their services no configuration is written only to see which names are in it. */
const MOST_RULES = 2_000
/** So many members of each kind are enough to see the names of a group. */
const MEMBERS = 2

/**
 * What stands for what on which platform: the names that its configuration has. It is written to see them, of groups that have
 * a few members each, since no other name changes with more.
 */
export function namesTable(prepared: PreparedSheet): SheetTable {
  return {
    title: t`Names per platform`,
    columns: [
      { label: t`Platform`, width: 28 },
      { label: t`Kind`, width: 18 },
      { label: t`Name`, width: 34 },
      { label: t`Stands for`, width: 40 },
      { label: t`Longest name there`, width: 12 },
      { label: t`Addresses of hosts`, width: 18 },
    ],
    rows: isTooMuch(prepared) ? [[t`All`, '', '', tooMuch(), '', '']] : namesOfAll(prepared),
  }
}

function namesOfAll(whole: PreparedSheet): SheetCell[][] {
  const known = knownNames(whole)
  const prepared = prepareSheet({ ...whole, delta: false, set: { ...whole.set, groups: smallGroups(whole) } })
  return allWriters.flatMap((writer) => {
    const there = new Set(textOf(writer, prepared).match(/PSTN_[A-Z0-9_]+/g))
    const { name, side, limits } = writer.meta
    const looksAt = side === 'public' ? t`Public (pre-NAT)` : t`Internal (post-NAT)`
    return known
      .filter((each) => there.has(each.name))
      .map((each): SheetCell[] => {
        const longest = each.isRule ? limits.ruleName : limits.objectName
        return [name, each.kind, each.name, each.of, longest ?? '', looksAt]
      })
  })
}

function textOf(writer: Writer, prepared: PreparedSheet): string {
  return prepared.writtenBy(writer).apply
}

type KnownName = { kind: string; name: string; of: string; isRule: boolean }

function knownNames({ set }: PreparedSheet): KnownName[] {
  const named = (kind: string, name: string, of: string, isRule = false): KnownName => ({ kind, name, of, isRule })
  return [
    ...set.rules.map(({ id, changeNumber }) => named(t`Rule`, namesOfId.rule(id), changeNumber, true)),
    ...set.groups.flatMap(({ id, provider, region }) => {
      const of = region === null ? provider : `${provider} (${region})`
      return [
        named(t`Senders`, namesOfId.senders(id), of),
        named(t`Senders, IPv4`, namesOfId.sendersOf(4, id), of),
        named(t`Senders, IPv6`, namesOfId.sendersOf(6, id), of),
      ]
    }),
    ...set.hosts.flatMap(({ id, name }) => [
      named(t`Host`, namesOfId.host(id), name),
      named(t`Host, IPv4`, namesOfId.hostOf(4, id), name),
      named(t`Host, IPv6`, namesOfId.hostOf(6, id), name),
    ]),
    ...set.services.map(({ id, protocol, port }) =>
      named(t`Service`, namesOfId.service(id), `${protocol.toUpperCase()} ${port}`),
    ),
  ]
}

function smallGroups({ set, groups }: PreparedSheet): SenderGroup[] {
  return set.groups.map((group) => {
    const { four = [], six = [], names = [] } = groups().get(group.id) ?? {}
    return { ...group, before: null, entries: [four, six, names].flatMap((kind) => kind.slice(0, MEMBERS)) }
  })
}

function isTooMuch({ set }: PreparedSheet): boolean {
  return set.rules.reduce((sum, { services, sources }) => sum + services.length * sources.length, 0) > MOST_RULES
}

function tooMuch(): string {
  const [rule, senders, host, service] = ['PSTN_R_', 'PSTN_S_', 'PSTN_H_', 'PSTN_P_']
  return t`There are too many to list here: ${rule} and the rule’s id, ${senders} and the group’s, ${host} and the host’s, ${service} and the service’s.`
}
