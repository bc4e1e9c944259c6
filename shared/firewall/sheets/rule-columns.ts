import { counted, t } from '../../language/translate.ts'
import type { RuleRow } from './rule-rows.ts'
import type { SheetCell } from './sheet-table.ts'

/** The columns of the table of rules, in their order. */
export function ruleColumns(): readonly { key: keyof RuleRow; label: string; width: number }[] {
  return [
    { key: 'ruleId', label: t`Rule ID`, width: 16 },
    { key: 'seq', label: t`Seq`, width: 6 },
    { key: 'changeRef', label: t`Change ref`, width: 14 },
    { key: 'type', label: t`Type`, width: 9 },
    { key: 'status', label: t`Status`, width: 10 },
    { key: 'direction', label: t`Direction`, width: 10 },
    { key: 'sourceZone', label: t`Src zone`, width: 12 },
    { key: 'sourceObject', label: t`Src object`, width: 22 },
    { key: 'sources', label: t`Src addresses`, width: 28 },
    { key: 'destinationZone', label: t`Dst zone`, width: 12 },
    { key: 'destinationObject', label: t`Dst object`, width: 28 },
    { key: 'public', label: t`Dst public (pre-NAT)`, width: 20 },
    { key: 'internal', label: t`Dst internal (post-NAT)`, width: 20 },
    { key: 'nat', label: t`NAT type`, width: 15 },
    { key: 'protocol', label: t`Protocol`, width: 9 },
    { key: 'port', label: t`Port`, width: 7 },
    { key: 'family', label: t`Family`, width: 8 },
    { key: 'action', label: t`Action`, width: 8 },
    { key: 'logging', label: t`Logging`, width: 9 },
    { key: 'start', label: t`Start`, width: 12 },
    { key: 'expiry', label: t`Expiry`, width: 12 },
    { key: 'justification', label: t`Justification`, width: 40 },
    { key: 'requester', label: t`Requester`, width: 16 },
    { key: 'owner', label: t`Owner`, width: 16 },
    { key: 'approver', label: t`Approver`, width: 16 },
    { key: 'implementer', label: t`Implementer`, width: 16 },
    { key: 'firewall', label: t`Firewall`, width: 16 },
    { key: 'evidence', label: t`Test evidence`, width: 40 },
    { key: 'rollback', label: t`Rollback`, width: 40 },
    { key: 'notes', label: t`Notes`, width: 32 },
  ]
}

/** A cell of the table. `most`: so many senders are listed in a cell; where there are more it says how many, and of what. */
export function ruleCell(row: RuleRow, key: keyof RuleRow, { most, between }: ListedSenders): SheetCell {
  if (key === 'sources') return listedSenders(row, { most, between })
  const value = row[key]
  if (value === null) return ''
  if (key === 'start' || key === 'expiry') return { day: String(value) }
  return typeof value === 'object' ? value.join(between) : value
}

/** How senders stand in a cell. */
export type ListedSenders = { most: number; between: string }

/** The senders of a line, or how many there are and in which group they are listed. */
export function listedSenders({ sources, sourceObject }: RuleRow, { most, between }: ListedSenders): string {
  if (sources.length <= most) return sources.join(between)
  const count = counted(sources.length, 'entry', 'entries')
  return t`${count}, listed as ${sourceObject}`
}
