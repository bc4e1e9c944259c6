import { createHash } from 'node:crypto'
import type { Command } from '../../shared/management/command.ts'
import { UnquotableText } from '../../shared/management/quote.ts'
import { commandText, type ScriptPart } from '../../shared/management/script.ts'
import type { PlanStep } from '../../shared/quarantine/plan-part.ts'
import { type LiveRefusal, type LiveWanted, mostLiveCommands } from '../../shared/quarantine/told-live.ts'
import type { TrailEntry } from '../../shared/quarantine/trail.ts'
import type { Plan } from '../../shared/remedies/remedy.ts'
import { sessionOf } from '../engine/management/live-connection.ts'
import { describeLiveRun } from '../engine/management/live-description.ts'
import { planTask } from '../engine/management/live-plan.ts'
import type { PowerShellMachine } from '../engine/management/powershell-machine.ts'
import type { HeldDesk } from './quarantine-desk.ts'
import { refusal } from './quarantine-live-words.ts'
import { aboutOf, planFor } from './quarantine-scripts.ts'
import type { Tray } from './quarantine-tray.ts'

/** A part of a plan with what it is about: what is shown, and then run. */
export type LiveWork = {
  part: ScriptPart
  /** In the order in which they are run, one for each command. */
  steps: readonly PlanStep[]
  commands: readonly Command[]
  ground: Pick<TrailEntry, 'about' | 'reason' | 'ticket'>
  /** Of undo: the run of apply that it takes back. */
  takesBack: string | null
}

/** What a run of apply has done and nobody has taken back yet. */
export type DoneHere = { steps: readonly PlanStep[]; ground: LiveWork['ground'] }

/** Where and as whom: a preview is good for the same alone, since another account may do other things. */
export type LiveWhere = { server: string; username: string | undefined }

/** What is to be run, of what somebody was shown and of nothing else; or why nothing is. */
export async function workFor(
  wanted: LiveWanted,
  { held, tray, doneBy }: { held: HeldDesk; tray: Tray; doneBy(run: string): DoneHere | undefined },
): Promise<LiveWork | LiveRefusal> {
  if (wanted.part === 'undo') return undoOfRun(wanted.run, doneBy(wanted.run))
  const { part, of } = wanted
  const plan = await planFor(held, tray, of)
  if ('outcome' in plan)
    return plan.outcome === 'stale' ? refusal('stale') : { ...plan, outcome: 'refused', code: plan.outcome }
  const steps = stepsOf(plan)
  if (steps.length > mostLiveCommands) return refusal('too-many-commands')
  const commands = steps.map(({ apply }) => apply)
  return { part, steps, commands, ground: aboutOf(held, of, tray.decisions), takesBack: null }
}

/** The last that was done is taken back first. What nothing takes back is left out. */
function undoOfRun(run: string, done: DoneHere | undefined): LiveWork | LiveRefusal {
  const steps = (done?.steps ?? []).filter(({ undo }) => undo !== undefined).toReversed()
  if (done === undefined || steps.length === 0) return refusal('nothing-to-undo')
  const commands = steps.flatMap(({ undo }) => undo ?? [])
  return { part: 'undo', steps, commands, ground: done.ground, takesBack: run }
}

/** The plan of a new default has one command, and no decision of the tray. */
function stepsOf({ apply, undo, steps }: Plan & { steps?: readonly PlanStep[] | undefined }): readonly PlanStep[] {
  return steps ?? apply.map((each, at) => ({ apply: each, undo: undo[at], decisions: [] }))
}

/** The program and its script, as they are shown and then run, by a name that no other has; or why there is no script. */
export function describeWork(
  { part, commands }: LiveWork,
  { server, username }: LiveWhere,
  { environment }: Pick<PowerShellMachine, 'environment'>,
): { command: string; text: string; shown: string } | LiveRefusal {
  try {
    const account = username === undefined ? undefined : { username }
    const { command, script } = describeLiveRun(
      sessionOf({ server, account }, planTask({ part, commands })),
      environment,
    )
    return { command, text: script, shown: digestOf([command, script]) }
  } catch (error) {
    if (error instanceof UnquotableText) return refusal('not-quotable')
    throw error
  }
}

/** By what a preview and an apply are held to be of the same. */
export function nameOfPlan({ commands }: Pick<LiveWork, 'commands'>, { server, username }: LiveWhere): string {
  return digestOf([server, username ?? null, ...commands.map((each) => commandText(each, 'apply'))])
}

function digestOf(texts: readonly (string | null)[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex')
}
