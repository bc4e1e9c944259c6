import { t } from '../../language/translate.ts'
import { type ListedSenders, listedSenders } from './rule-columns.ts'
import type { RuleRow } from './rule-rows.ts'

/** So many senders stand in a line that is read on paper; the table of groups has the others. */
const LISTED: ListedSenders = { most: 12, between: '\n' }

/** The columns of a table that fits on paper: all that a line of the rules says, in fewer cells. */
export function summaryColumns(): readonly string[] {
  return [
    t`Rule`,
    t`From`,
    t`To`,
    t`Service`,
    t`Action`,
    t`Valid`,
    t`Why and who`,
    t`Test evidence`,
    t`Rollback and notes`,
  ]
}

/** A line of the rules in those columns, each cell as lines of text. */
export function summaryCells(row: RuleRow): readonly (readonly string[])[] {
  const cells: (readonly string[])[] = [
    [row.ruleId, labelled(t`Seq`, String(row.seq)), row.changeRef, row.type, row.status],
    [labelled(t`Zone`, row.sourceZone), row.sourceObject, ...linesOf(listedSenders(row, LISTED))],
    [
      labelled(t`Zone`, row.destinationZone),
      row.destinationObject,
      labelled(t`Public (pre-NAT)`, row.public.join(', ')),
      labelled(t`Internal (post-NAT)`, row.internal.join(', ')),
      labelled(t`NAT`, row.nat),
    ],
    [`${row.protocol} ${row.port}`, row.family, row.direction],
    [row.action, labelled(t`Logging`, row.logging)],
    [labelled(t`From`, row.start ?? ''), labelled(t`Until`, row.expiry ?? '')],
    [
      ...linesOf(row.justification),
      labelled(t`Requester`, row.requester),
      labelled(t`Owner`, row.owner),
      labelled(t`Approver`, row.approver),
      labelled(t`Implementer`, row.implementer),
      labelled(t`Firewall`, row.firewall),
    ],
    linesOf(row.evidence),
    [...linesOf(row.rollback), ...linesOf(row.notes)],
  ]
  return cells.map((lines) => lines.filter((line) => line !== ''))
}

function labelled(label: string, text: string): string {
  return text === '' ? '' : `${label}: ${text}`
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|[\r\n]/)
}
