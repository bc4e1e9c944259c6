import { t } from '../../language/translate.ts'
import { familyOfEntry } from '../list-entry.ts'
import { lookedUpName, namesOfId, prefixName } from '../object-name.ts'
import type { RuleFinding } from '../rule-finding.ts'
import { membersOfGroup } from './group-changes.ts'
import type { PreparedSheet } from './prepared-sheet.ts'
import { familyWords } from './rule-words.ts'
import type { SheetCell, SheetTable } from './sheet-table.ts'

/** Every sender in a line of its own, with what became of it since the earlier list. */
export function groupsTable({ set, groups, changes, delta }: PreparedSheet): SheetTable {
  const rows = set.groups.flatMap((group) => {
    const change = changes().get(group.id)
    const added = new Set(change?.added)
    const now = membersOfGroup(groups().get(group.id) ?? { four: [], six: [], names: [] })
    const stays = change ? t`Unchanged` : ''
    const lines = [
      ...now.map((entry) => [entry, added.has(entry) ? t`Added` : stays] as const),
      ...(change?.removed ?? []).map((entry) => [entry, t`Removed`] as const),
    ]
    // What changed stands first: it is what is to be decided about.
    const changed = lines.filter(([, what]) => what !== stays)
    const shown = delta ? changed : [...changed, ...lines.filter(([, what]) => what === stays)]
    return shown.map(([entry, what]): SheetCell[] => {
      const family = familyOfEntry(entry)
      return [
        namesOfId.senders(group.id),
        group.provider,
        group.region ?? '',
        familyWords(family),
        entry,
        what,
        family === 'name' ? lookedUpName(entry) : prefixName(entry),
      ]
    })
  })
  return {
    title: t`Groups`,
    columns: [
      { label: t`Group`, width: 26 },
      { label: t`Provider`, width: 18 },
      { label: t`Region`, width: 12 },
      { label: t`Family`, width: 12 },
      { label: t`Entry`, width: 42 },
      { label: t`Change`, width: 18 },
      { label: t`Object`, width: 34 },
    ],
    rows,
    short: true,
  }
}

export function servicesTable({ set }: PreparedSheet): SheetTable {
  return {
    title: t`Services`,
    columns: [
      { label: t`Service`, width: 26 },
      { label: t`Protocol`, width: 13 },
      { label: t`Port`, width: 8 },
      { label: t`Asked for there`, width: 60 },
      { label: t`Rules`, width: 40 },
    ],
    rows: set.services.map(({ id, protocol, port, paths }) => [
      namesOfId.service(id),
      protocol.toUpperCase(),
      port,
      paths.join(', '),
      shortList(set.rules.filter(({ services }) => services.includes(id)).map((rule) => namesOfId.rule(rule.id))),
    ]),
  }
}

export function findingsTable({ findings }: Pick<PreparedSheet, 'findings'>): SheetTable {
  return {
    title: t`Findings`,
    columns: [
      { label: t`Severity`, width: 14 },
      { label: t`Rule`, width: 16 },
      { label: t`Other rule`, width: 16 },
      { label: t`Platform`, width: 16 },
      { label: t`What was found`, width: 50 },
      { label: t`What to do`, width: 60 },
      { label: t`Code`, width: 24 },
    ],
    rows: findings.map(({ severity, rule, other, platform, title, advice, code }) => [
      severityWords[severity](),
      rule === null ? '' : namesOfId.rule(rule),
      other === null ? '' : namesOfId.rule(other),
      platform ?? '',
      title,
      advice,
      code,
    ]),
  }
}

/** Who signs: names where they are known, and room for the rest. */
export function signOffTable({ set: { request } }: PreparedSheet): SheetTable {
  const roles: [string, string][] = [
    [t`Requester`, request?.requester ?? ''],
    [t`Owner`, request?.owner ?? ''],
    [t`Approver`, request?.approver ?? ''],
    [t`Implementer`, request?.implementer ?? ''],
    [t`Tested by`, ''],
  ]
  return {
    title: t`Sign-off`,
    columns: [
      { label: t`Role`, width: 18 },
      { label: t`Name`, width: 30 },
      { label: t`Date`, width: 16 },
      { label: t`Signature`, width: 40 },
    ],
    rows: roles.map(([role, name]) => [role, name, '', '']),
  }
}

const severityWords: Readonly<Record<RuleFinding['severity'], () => string>> = {
  error: () => t`Error`,
  warning: () => t`Warning`,
  note: () => t`Note`,
}

/** So many are told by their names; a thousand in a cell are read by nobody. */
const SHOWN = 20

function shortList(names: readonly string[]): string {
  const more = names.length - SHOWN
  const first = names.slice(0, SHOWN).join(', ')
  return more <= 0 ? first : t`${first} and ${more} more`
}
