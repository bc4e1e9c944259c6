import { commandText } from '../../shared/management/script.ts'
import type { Decision } from '../../shared/quarantine/decision.ts'
import type { Desk } from '../../shared/quarantine/desk.ts'
import { planMailboxes } from '../../shared/quarantine/mailbox-plan.ts'
import { planRules } from '../../shared/quarantine/rule-plan.ts'
import { unquotable } from '../../shared/remedies/quotable.ts'

/** The commands that take back what is decided, once it was carried out; null where nothing changes, or nothing takes it back. */
export function undoOf(desk: Desk, decision: Decision): string | null {
  const { undo } = decision.kind === 'rule' ? planRules(desk, [decision]) : planMailboxes(desk, [decision])
  if (undo.length === 0 || unquotable({ apply: [], undo })) return null
  return undo.map((command) => commandText(command, 'undo')).join('\n')
}
