import type { CallResult } from '../../shared/contract/contract.ts'
import type { KnownOfDecision, Outcome } from '../../shared/quarantine/outcome.ts'
import {
  defaultByReading,
  type OutcomeByReading,
  outcomeByReading,
  type TimedDesk,
} from '../../shared/quarantine/outcome-by-reading.ts'
import type { DefaultDecision } from '../../shared/quarantine/quarantine-report.ts'
import type { TrailEntry } from '../../shared/quarantine/trail.ts'
import { subjectKeyOf, type TrayDecision } from '../../shared/quarantine/tray.ts'
import type { DeviceTrail } from '../engine/store/device-trail.ts'
import type { HeldDesk } from './quarantine-desk.ts'
import type { Decider } from './quarantine-trail-line.ts'

/** So many of the latest lines are looked through: about one decision, and about scripts and the default. */
const MOST_LINES = 50
const MOST_OVERALL = 500

/** What the trail of an organisation tells of decisions beside what readings do. */
export type KnownOfTrail = {
  /** A decision held against a reading. */
  outcomeOf(kept: TrayDecision, later: TimedDesk): OutcomeByReading
  /** The default that was decided last; undefined where none was. */
  readonly default: DecidedDefault | undefined
}

export type DecidedDefault = {
  decision: DefaultDecision
  /** What a reading said of it last. */
  seen: TrailEntry | undefined
  outcomeOf(later: TimedDesk): OutcomeByReading
}

/** Reads the trail as it is now. */
export function knownOfTrail(
  trail: Pick<DeviceTrail, 'list' | 'withdrawnReadings'>,
  organisationId: string,
): KnownOfTrail {
  const list = (subject: string | null, limit: number): TrailEntry[] =>
    trail.list(organisationId, { subject, after: null, limit }).flatMap(({ entry }) => entry ?? [])
  const withdrawn = trail.withdrawnReadings(organisationId)
  const overall = list(null, MOST_OVERALL).filter(({ reading }) => !withdrawn.has(reading ?? ''))
  const undoScripts = overall.filter(({ what, note }) => isScript('undo', what, note))

  function undoOf({ decision, settledAt }: TrayDecision): KnownOfDecision['undo'] {
    const since = (entry: TrailEntry) => entry.at >= decision.decidedAt
    const ran = list(subjectKeyOf(decision), MOST_LINES).find(({ what }) => what === 'applied' || what === 'taken-back')
    if (ran?.what === 'taken-back' && since(ran)) return 'run'
    // A script of the tray is of what lay there then, and one of what was seen done of that.
    const handedOut = undoScripts.some((entry) => {
      if (!since(entry)) return false
      if (entry.about.kind === 'settled') return settledAt !== null && entry.at >= settledAt
      return entry.about.kind === 'tray' && (settledAt === null || entry.at <= settledAt)
    })
    return handedOut ? 'handed-out' : null
  }

  return {
    outcomeOf(kept, later) {
      const wasDone = kept.settledAt !== null
      const outcome = outcomeByReading(kept.decision, later, { wasDone, undo: null })
      if (outcome.kind !== 'changed' && outcome.kind !== 'not-done') return outcome
      return outcomeByReading(kept.decision, later, { wasDone, undo: undoOf(kept) })
    },
    default: defaultOf(overall),
  }
}

function isScript(part: 'apply' | 'undo', what: TrailEntry['what'], note: string | null): boolean {
  return what === 'script-made' && note === part
}

/** A default is decided by whoever has its script made, or runs it from here: then what takes it back stands beside it. */
function defaultOf(overall: readonly TrailEntry[]): DecidedDefault | undefined {
  const at = overall.findIndex(
    ({ what, about, note, undo }) =>
      about.kind === 'default' && (isScript('apply', what, note) || (what === 'run-live' && undo !== null)),
  )
  const decided = overall[at]
  if (decided?.about.kind !== 'default' || decided.about.was === undefined) return undefined
  const { accessLevel, was } = decided.about
  const { reason, ticket, at: decidedAt } = decided
  const since = overall
    .slice(0, at)
    .filter(({ about }) => about.kind === 'default' && about.accessLevel === accessLevel)
  // Whoever is about to change something may have saved first what takes it back.
  const isHandedOut = overall.some(
    ({ about, what, note, ...each }) =>
      isScript('undo', what, note) && isSameDefault(about, decided.about) && each.reason === reason,
  )
  const wasRun = since.some(({ what }) => what === 'run-live')
  const known: KnownOfDecision = {
    wasDone: since.some(({ what }) => what === 'seen-done'),
    undo: wasRun ? 'run' : isHandedOut ? 'handed-out' : null,
  }
  return {
    decision: { accessLevel, was, reason: reason ?? '', ticket, decidedAt },
    seen: since.find(({ what }) => what.startsWith('seen-')),
    outcomeOf: (later) => defaultByReading({ accessLevel, was, decidedAt }, later, known),
  }
}

function isSameDefault(one: TrailEntry['about'], other: TrailEntry['about']): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** What the trail says of an outcome. */
export function seenWhat(kind: Outcome['kind']): TrailEntry['what'] {
  if (kind === 'done') return 'seen-done'
  return kind === 'undone' ? 'seen-undone' : 'seen-not-done'
}

/** What a reading says of the default that was decided last, where that is more than the trail tells already. */
export function defaultLine(
  held: HeldDesk,
  decided: DecidedDefault | undefined,
  { at, who }: Decider,
): TrailEntry | undefined {
  const outcome = toldDefault(held, decided)?.outcome
  if (!decided || !outcome || outcome.kind === 'not-known') return undefined
  const what = seenWhat(outcome.kind)
  if (decided.seen?.what === what && decided.seen.note === outcome.sentence) return undefined
  const { accessLevel, was, reason, ticket } = decided.decision
  const about = { kind: 'default', accessLevel, was } as const
  return { at, who, what, about, reason, ticket, undo: null, note: outcome.sentence }
}

/** The default that was decided last as a window is told. What was read before cannot tell what became of it. */
export function toldDefault(
  held: Pick<HeldDesk, 'desk' | 'timesOf'>,
  decided: DecidedDefault | undefined,
): CallResult<'quarantine.decisions'>['default'] {
  if (decided === undefined) return null
  const { decision } = decided
  const { kind, sentence, readAt, isEarlier } = decided.outcomeOf(held)
  if (readAt === undefined || isEarlier) return { decision, outcome: null }
  return { decision, outcome: { kind, sentence, readAt: new Date(readAt).toISOString() } }
}
