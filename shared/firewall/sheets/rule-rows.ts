import { t } from '../../language/translate.ts'
import { familyOfEntry } from '../list-entry.ts'
import { namesOfId } from '../object-name.ts'
import type { LeftOut, ResolvedRule } from '../resolved-rule.ts'
import type { FirewallRule, NeededService, PublishedHost } from '../rule-set.ts'
import { evidenceByFlow, flowKey } from './evidence-words.ts'
import type { PreparedSheet } from './prepared-sheet.ts'
import { actionWords, changeWords, familyWords, type RowFamily, statusWords } from './rule-words.ts'

/** One line of the table of rules: a rule, one of its services, and one family of its senders. */
export type RuleRow = {
  ruleId: string
  seq: number
  changeRef: string
  type: string
  status: string
  direction: string
  sourceZone: string
  sourceObject: string
  /** In a sheet of changes each says whether it is added or removed. */
  sources: readonly string[]
  destinationZone: string
  destinationObject: string
  public: readonly string[]
  internal: readonly string[]
  nat: string
  protocol: string
  port: number
  family: string
  action: string
  logging: string
  start: string | null
  expiry: string | null
  justification: string
  requester: string
  owner: string
  approver: string
  implementer: string
  firewall: string
  evidence: string
  rollback: string
  notes: string
}

/** What of a rule has one family: who may send, and by which groups. */
type Senders = { family: RowFamily; sources: readonly string[]; groups: readonly string[] }

/** The rules of a set as lines for people, in their order; of a sheet of changes only those whose senders changed. */
export function ruleRows(prepared: PreparedSheet): RuleRow[] {
  const evidence = evidenceByFlow(prepared.set.evidence)
  const internal = prepared.rulesOf('internal').rules
  return prepared.rulesOf('public').rules.flatMap((resolved, at) => {
    const senders = prepared.delta ? changedSenders(resolved, prepared) : sendersOf(resolved, internal[at])
    // A rule that lets nobody in is shown all the same; what changes nothing is no line of a sheet of changes.
    const shown = senders.length > 0 || prepared.delta ? senders : [{ family: null, sources: [], groups: [] }]
    return shown.flatMap((part) =>
      resolved.services.map((service) => ({
        ...rowOf(resolved, at + 1, part, service, prepared),
        evidence: evidence.get(flowKey(resolved.host.id, service.id)) ?? '',
      })),
    )
  })
}

/** What the lines for people do not have: senders that have no host on either side of the translation, and the like. */
export function leftOutForPeople({ rulesOf }: Pick<PreparedSheet, 'rulesOf'>): LeftOut[] {
  const keyOf = ({ rule, what, why }: LeftOut) => `${rule} ${what} ${why}`
  const ofPublic = rulesOf('public').leftOut
  const ofInternal = rulesOf('internal').leftOut
  const [seen, seenInternal] = [new Set(ofPublic.map(keyOf)), new Set(ofInternal.map(keyOf))]
  return [
    // An address on one side is enough for a line; addresses without senders are told of either side.
    ...ofPublic.filter((each) => each.why === 'no-source' || seenInternal.has(keyOf(each))),
    ...ofInternal.filter((each) => each.why === 'no-source' && !seen.has(keyOf(each))),
  ]
}

function sendersOf(resolved: ResolvedRule, internal: ResolvedRule | undefined): Senders[] {
  const parts = ([4, 6] as const).flatMap((family): Senders[] => {
    const part = [resolved, internal].flatMap((each) => each?.parts ?? []).find((each) => each.family === family)
    if (!part) return []
    const kind = family === 4 ? 'four' : 'six'
    const groups = resolved.groups.filter((group) => group[kind].length > 0).map(({ id }) => id)
    return [{ family, sources: part.sources, groups }]
  })
  const names = resolved.names.length > 0 ? resolved.names : (internal?.names ?? [])
  if (names.length === 0) return parts
  const groups = resolved.groups.filter((group) => group.names.length > 0).map(({ id }) => id)
  return [...parts, { family: 'name', sources: names, groups }]
}

function changedSenders(resolved: ResolvedRule, { changes }: PreparedSheet): Senders[] {
  return ([4, 6, 'name'] as const).flatMap((family): Senders[] => {
    const of = (entries: readonly string[]) => entries.filter((entry) => familyOfEntry(entry) === family)
    const changed = resolved.groups.flatMap(({ id }) => {
      const change = changes().get(id)
      const [added, removed] = [of(change?.added ?? []), of(change?.removed ?? [])]
      return added.length + removed.length === 0 ? [] : [{ id, added, removed }]
    })
    if (changed.length === 0) return []
    const sources = [
      ...new Set(changed.flatMap(({ added }) => added.map((entry) => t`add ${entry}`))),
      ...new Set(changed.flatMap(({ removed }) => removed.map((entry) => t`remove ${entry}`))),
    ]
    return [{ family, sources, groups: changed.map(({ id }) => id) }]
  })
}

function rowOf(
  { rule, host, groups }: ResolvedRule,
  seq: number,
  { family, sources, groups: own }: Senders,
  service: NeededService,
  { set: { request }, today, delta }: PreparedSheet,
): RuleRow {
  const objects = (family === null ? groups.map(({ id }) => id) : own).map(namesOfId.senders)
  const [before, behind] = [ofFamily(host.public, family), ofFamily(host.internal, family)]
  return {
    ruleId: namesOfId.rule(rule.id),
    seq,
    changeRef: rule.changeNumber || (request?.changeNumber ?? ''),
    type: changeWords(delta ? 'modify' : (request?.change ?? 'new')),
    status: statusWords(rule, today),
    direction: t`Inbound`,
    sourceZone: host.fromZone,
    sourceObject: objects.join(', '),
    sources,
    destinationZone: host.toZone,
    destinationObject: `${namesOfId.host(host.id)} (${host.name})`,
    public: before,
    internal: behind,
    nat: natWords(before, behind),
    protocol: service.protocol.toUpperCase(),
    port: service.port,
    family: familyWords(family),
    action: actionWords(rule.action),
    logging: rule.log ? t`Yes` : t`No`,
    start: rule.start ?? request?.wanted ?? null,
    expiry: rule.expiry ?? request?.expiry ?? null,
    justification: rule.justification || (request?.justification ?? ''),
    requester: rule.requester || (request?.requester ?? ''),
    owner: rule.owner || (request?.owner ?? ''),
    approver: rule.approver || (request?.approver ?? ''),
    implementer: request?.implementer ?? '',
    firewall: request?.firewall ?? '',
    evidence: '',
    rollback: rollbackWords(rule, objects, host, service, delta),
    notes: notesOf(rule, service, family),
  }
}

function ofFamily(addresses: readonly string[], family: RowFamily): readonly string[] {
  if (family === null || family === 'name') return addresses
  return addresses.filter((address) => address.includes(':') === (family === 6))
}

function natWords(before: readonly string[], behind: readonly string[]): string {
  if (before.length === 0 || behind.length === 0) return t`Not known`
  const same = before.length === behind.length && before.every((address) => behind.includes(address))
  return same ? t`None` : t`Destination NAT`
}

function rollbackWords(
  { id }: FirewallRule,
  objects: readonly string[],
  host: PublishedHost,
  service: NeededService,
  delta: boolean,
): string {
  if (delta) return t`Take out of ${objects.join(', ')} what was added, and put back what was removed.`
  const made = [...objects, namesOfId.host(host.id), namesOfId.service(service.id)].join(', ')
  return t`Take away ${namesOfId.rule(id)}, then ${made} where no other rule has them.`
}

function notesOf({ notes }: FirewallRule, { paths }: NeededService, family: RowFamily): string {
  const nobody = family === null ? t`No sender has an address of the same family as the host.` : ''
  const asked = paths.length === 0 ? '' : t`Asked for there: ${paths.join(', ')}`
  return [notes, nobody, asked].filter((part) => part !== '').join('\n')
}
