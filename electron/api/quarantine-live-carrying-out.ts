import { commandText } from '../../shared/management/script.ts'
import { type LiveOutcome, mostSaidLines } from '../../shared/quarantine/told-live.ts'
import type { LiveConnection } from '../engine/management/live-connection.ts'
import { type CommandOutcome, type PlanAnswer, runPlan } from '../engine/management/live-plan.ts'
import type { DeviceTrail } from '../engine/store/device-trail.ts'
import type { AppEvents } from './app-events.ts'
import { otherWork } from './in-slices.ts'
import type { LiveRun, LiveRuns } from './quarantine-live-runs.ts'
import { decisionLines, endedLine } from './quarantine-live-trail.ts'
import { runErrorSentence, trailTrouble } from './quarantine-live-words.ts'
import { type LiveWhere, type LiveWork, nameOfPlan } from './quarantine-live-work.ts'
import type { Decider } from './quarantine-trail-line.ts'

/** So many outcomes are told in one message, and so many lines of the trail are written in one transaction. */
const OUTCOMES = 100
const AT_ONCE = 250

/** Does what was begun, to its end: tells it command by command, remembers what can be taken back, and writes it down. */
export function createCarryingOut(parts: {
  runs: LiveRuns
  trail: DeviceTrail
  events: AppEvents
  decider: () => Decider
}): (run: LiveRun, work: LiveWork, where: LiveWhere, connection: LiveConnection) => Promise<void> {
  const { runs, trail, events, decider } = parts
  return carryOut

  async function carryOut(run: LiveRun, work: LiveWork, where: LiveWhere, connection: LiveConnection): Promise<void> {
    const { part, commands } = work
    const { server, username = null } = where
    run.log.append({ type: 'begun', part, server, username, commands: commands.length })
    const onCommand = (number: number) => {
      if (number >= 1 && number <= commands.length) run.log.append({ type: 'running', number })
    }
    const answer = await runPlan(connection, { part, commands }, { signal: run.stopping.signal, onCommand })
    const { outcomes } = answer
    const told = outcomes.map((outcome, at) => toldOutcome(work, at, outcome, server))
    for (let at = 0; at < told.length; at += OUTCOMES)
      run.log.append({ type: 'outcomes', outcomes: told.slice(at, at + OUTCOMES) })
    const counts = countsOf(outcomes)
    const isWhole = part === 'preview' && !answer.error && counts.done === outcomes.length
    if (isWhole) runs.notePreview(run, nameOfPlan(work, where))
    const undo = remember(run, work, outcomes)
    const sentence = answer.error && runErrorSentence(answer.error, server)
    const trouble = await write(run, work, where, { ...answer, counts, sentence })
    const error = answer.error && sentence !== undefined ? { code: answer.error.code, sentence } : null
    run.log.append({ type: 'ended', counts, error: error ?? trouble, previewed: isWhole ? run.id : null, undo })
  }

  /** What can be taken back now. Of what was to be taken back, that which was not stays to be. */
  function remember(run: LiveRun, work: LiveWork, outcomes: readonly CommandOutcome[]) {
    const { part, steps, ground, takesBack } = work
    if (part === 'preview') return null
    const id = takesBack ?? run.id
    const left = steps.filter((_, at) => (outcomes[at]?.outcome === 'done') === (part === 'apply'))
    const kept = part === 'undo' ? left.toReversed() : left
    runs.noteDone(id, { steps: kept, ground })
    const count = kept.filter(({ undo }) => undo !== undefined).length
    return count > 0 ? { run: id, commands: count } : null
  }

  /** What was done is done, whether or not that can be written down. */
  async function write(
    { organisationId }: LiveRun,
    work: LiveWork,
    where: LiveWhere,
    came: PlanAnswer & Parameters<typeof endedLine>[3],
  ) {
    const by = decider()
    try {
      const lines = [...decisionLines(work, came.outcomes, where, by), endedLine(work, where, by, came)]
      for (let at = 0; at < lines.length; at += AT_ONCE) {
        trail.add(organisationId, lines.slice(at, at + AT_ONCE))
        await otherWork()
      }
      return null
    } catch {
      return trailTrouble()
    } finally {
      events.tell({ type: 'changed', what: 'quarantine' })
    }
  }
}

function countsOf(outcomes: readonly CommandOutcome[]) {
  const counts = { done: 0, refused: 0, unclear: 0, 'not-run': 0 }
  for (const { outcome } of outcomes) counts[outcome] += 1
  return counts
}

function toldOutcome({ part, commands }: LiveWork, at: number, came: CommandOutcome, server: string): LiveOutcome {
  const command = commands[at]
  const lines = came.said.filter((line) => line.trim() !== '')
  return {
    ...{ comment: command?.comment ?? null, text: command ? commandText(command, part) : '' },
    ...{ outcome: came.outcome, said: lines.slice(0, mostSaidLines), more: Math.max(0, lines.length - mostSaidLines) },
    errors: came.errors.map((error) => runErrorSentence(error, server)),
  }
}
