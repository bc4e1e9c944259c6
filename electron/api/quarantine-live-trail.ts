import { counted, t } from '../../shared/language/translate.ts'
import { commandText, type ScriptPart } from '../../shared/management/script.ts'
import type { LiveCounts } from '../../shared/quarantine/told-live.ts'
import type { TrailEntry } from '../../shared/quarantine/trail.ts'
import { subjectKeyOf } from '../../shared/quarantine/tray.ts'
import type { CommandOutcome } from '../engine/management/live-plan.ts'
import { asWhom, countsSentence, runErrorSentence } from './quarantine-live-words.ts'
import type { LiveWhere, LiveWork } from './quarantine-live-work.ts'
import { type Decider, lineOf } from './quarantine-trail-line.ts'

type Line = { subject: string | null; entry: TrailEntry }

/** What is said of one command stands in the trail so far. */
const LONGEST_SAID = 1_000

/** Before anything is changed: whatever happens then, it is known that it was begun. */
export function begunLine({ part, commands, ground }: LiveWork, where: LiveWhere, decider: Decider): Line {
  const many = counted(commands.length, 'command')
  const note =
    part === 'undo'
      ? t`Begun on ${where.server}, ${asWhom(where.username)}: ${many} that take back what was applied.`
      : t`Begun on ${where.server}, ${asWhom(where.username)}: ${many} that apply it.`
  return overall(ground, decider, { note, undo: null })
}

/** What came of it as a whole. Of what was applied without a decision in the tray, its undo stands here. */
export function endedLine(
  { part, steps, ground }: LiveWork,
  where: LiveWhere,
  decider: Decider,
  {
    counts,
    outcomes,
    sentence,
  }: { counts: LiveCounts; outcomes: readonly CommandOutcome[]; sentence: string | undefined },
): Line {
  const came = ended[part](where.server, asWhom(where.username), countsSentence(counts))
  const undo = steps.flatMap((step, at) =>
    part === 'apply' && step.decisions.length === 0 && step.undo && outcomes[at]?.outcome === 'done'
      ? [commandText(step.undo, 'undo')]
      : [],
  )
  const note = sentence === undefined ? came : `${came} ${sentence}`
  return overall(ground, decider, { note, undo: undo.length > 0 ? undo.join('\n') : null })
}

const ended: Readonly<Record<ScriptPart, (server: string, as: string, came: string) => string>> = {
  preview: (server, as, came) => t`Previewed on ${server}, ${as}: ${came}. Nothing was changed.`,
  apply: (server, as, came) => t`Applied on ${server}, ${as}: ${came}.`,
  undo: (server, as, came) => t`Taken back on ${server}, ${as}: ${came}.`,
}

function overall(ground: LiveWork['ground'], { who, at }: Decider, told: Pick<TrailEntry, 'note' | 'undo'>): Line {
  return { subject: null, entry: { at, who, what: 'run-live', ...ground, ...told } }
}

/** A line for each decision of a command that was begun. One that could not be taken back stands as it was applied. */
export function decisionLines(
  { part, steps }: LiveWork,
  outcomes: readonly CommandOutcome[],
  { server, username }: LiveWhere,
  decider: Decider,
): Line[] {
  if (part === 'preview') return []
  return steps.flatMap((step, at) => {
    const { outcome, errors = [] } = outcomes[at] ?? { outcome: 'not-run' }
    if (outcome === 'not-run' || (part === 'undo' && outcome === 'refused')) return []
    const place = t`On ${server}, ${asWhom(username)}.`
    const why = errors.map((error) => runErrorSentence(error, server)).join(' ')
    const note = why === '' ? place : `${place} ${why}`.slice(0, LONGEST_SAID)
    const what = outcome === 'done' ? (part === 'undo' ? 'taken-back' : 'applied') : outcome
    const undo = what === 'applied' && step.undo ? commandText(step.undo, 'undo') : null
    return step.decisions.map((decision) => ({
      subject: subjectKeyOf(decision),
      entry: { ...lineOf(what, decision, decider, undo), note },
    }))
  })
}
