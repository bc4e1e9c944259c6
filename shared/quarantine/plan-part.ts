import type { Command } from '../management/command.ts'
import type { ConfigurationCmdlet } from '../management/configuration.ts'
import type { Change as ShownChange } from '../remedies/remedy.ts'
import type { Decision } from './decision.ts'

/** One command, what takes it back where there is a way, and the decisions that it carries out. */
export type PlanStep = { apply: Command; undo: Command | undefined; decisions: readonly Decision[] }

/** What decisions of one kind come to: a part of a plan. */
export type PartOfPlan = {
  changes: ShownChange[]
  apply: Command[]
  /** In the order of apply; the plan turns it round. */
  undo: Command[]
  /** The same command by command. */
  steps: PlanStep[]
  notes: string[]
  /** What has to be read first, and by which cmdlet. */
  unread: { what: string; by: ConfigurationCmdlet }[]
}

/** Adds a command with what takes it back. */
export function addStep(plan: Pick<PartOfPlan, 'apply' | 'undo' | 'steps'>, step: PlanStep): void {
  plan.apply.push(step.apply)
  if (step.undo) plan.undo.push(step.undo)
  plan.steps.push(step)
}
