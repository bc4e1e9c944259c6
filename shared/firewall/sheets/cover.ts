import { counted, t } from '../../language/translate.ts'
import { momentWords } from '../../run/moment.ts'
import { posternVersion } from '../../run/version.ts'
import type { RuleFinding } from '../rule-finding.ts'
import type { SenderGroup } from '../rule-set.ts'
import { membersOfGroup } from './group-changes.ts'
import { leftOutSentence } from './left-out-sentence.ts'
import type { PreparedSheet } from './prepared-sheet.ts'
import { leftOutForPeople } from './rule-rows.ts'
import { changeWords, kindWords } from './rule-words.ts'

/** What a sheet says before its tables, in order. */
export type Cover = {
  title: string
  /** What the findings come to. */
  verdict: string
  facts: readonly (readonly [label: string, text: string])[]
  /** What becomes of the senders of each group. */
  changes: readonly string[]
  /** What somebody must know before anything is applied. */
  warnings: readonly string[]
}

export function coverOf(prepared: PreparedSheet): Cover {
  const { set, findings, today, delta } = prepared
  const { request } = set
  // What one platform does not take is in the table of findings, and keeps nobody from another.
  const ofAll = findings.filter(({ platform }) => platform === null)
  const facts: (readonly [string, string])[] = [
    [t`Sheet`, delta ? t`Only what changed in the lists of senders` : t`All rules`],
    [t`Made`, t`on ${today} by Postern ${posternVersion}, of rules of ${momentWords(set.madeAt)}`],
    [t`Holds`, countsOf(prepared)],
  ]
  if (request)
    facts.push(
      [t`Change number`, request.changeNumber],
      [t`Change`, `${changeWords(delta ? 'modify' : request.change)}, ${kindWords(request.kind)}`],
      [t`Requester`, [request.requester, request.department, request.contact].filter(Boolean).join(', ')],
      [t`Project`, request.project],
      [t`Wanted from`, request.wanted ?? ''],
      [t`Until`, request.expiry ?? ''],
      [t`Owner`, request.owner],
      [t`Approver`, request.approver],
      [t`Implementer`, request.implementer],
      [t`Firewall`, request.firewall],
      [t`Justification`, request.justification],
    )
  return {
    title: set.title,
    verdict: findingsVerdict(ofAll),
    facts: facts.filter(([, text]) => text !== ''),
    changes: set.groups.map((group) => groupSentence(group, prepared)),
    warnings: [
      ...ofAll.filter(({ severity }) => severity !== 'note').map(findingSentence),
      ...leftOutForPeople(prepared).map((each) => leftOutSentence(each, t`the sheet`)),
    ],
  }
}

/** What the findings come to, in one sentence. */
function findingsVerdict(findings: readonly RuleFinding[]): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const warnings = findings.filter(({ severity }) => severity === 'warning').length
  if (errors > 0) return t`Not to be applied as it is: ${counted(errors, 'error')} in the rules.`
  if (warnings > 0)
    return t`Can be applied once ${counted(warnings, 'warning has been read', 'warnings have been read')}.`
  return t`Nothing was found to be wrong with the rules.`
}

/** A finding as sentences; its title names what it is about. */
export function findingSentence({ title, advice }: RuleFinding): string {
  return [/[.!?]$/.test(title) ? title : `${title}.`, advice].filter((part) => part !== '').join(' ')
}

function countsOf({ set, groups }: PreparedSheet): string {
  const members = [...groups().values()]
  const sum = (kind: 'four' | 'six' | 'names') => members.reduce((total, group) => total + group[kind].length, 0)
  return [
    counted(set.rules.length, 'rule'),
    counted(set.hosts.length, 'published host'),
    counted(set.services.length, 'service'),
    counted(sum('four'), 'IPv4 prefix', 'IPv4 prefixes'),
    counted(sum('six'), 'IPv6 prefix', 'IPv6 prefixes'),
    counted(sum('names'), 'name'),
  ].join(', ')
}

/** What a group has, of which list, and what became of it since the earlier one. */
function groupSentence({ id, list, before }: SenderGroup, { groups, changes }: PreparedSheet): string {
  const members = membersOfGroup(groups().get(id) ?? { four: [], six: [], names: [] }).length
  const of = counted(members, 'sender')
  const read = list === null ? t`${id}: ${of}, put together by hand` : t`${id}: ${of}, read ${momentWords(list.readAt)}`
  const change = changes().get(id)
  if (!change || before === null) return t`${read}; no earlier list to compare with.`
  const since = momentWords(before.readAt)
  if (change.added.length === 0 && change.removed.length === 0) return t`${read}; nothing changed since ${since}.`
  const added = counted(change.added.length, 'sender')
  const removed = counted(change.removed.length, 'sender')
  return t`${read}; since ${since}, ${added} added and ${removed} removed.`
}
