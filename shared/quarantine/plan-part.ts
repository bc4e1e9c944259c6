import type { Command } from '../management/command.ts'
import type { ConfigurationCmdlet } from '../management/configuration.ts'
import type { Change as ShownChange } from '../remedies/remedy.ts'

/** What decisions of one kind come to: a part of a plan. */
export type PartOfPlan = {
  changes: ShownChange[]
  apply: Command[]
  /** In the order of apply; the plan turns it round. */
  undo: Command[]
  notes: string[]
  /** What has to be read first, and by which cmdlet. */
  unread: { what: string; by: ConfigurationCmdlet }[]
}
