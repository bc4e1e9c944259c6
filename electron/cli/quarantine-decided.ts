import type { KnownOfDecision, Outcome } from '../../shared/quarantine/outcome.ts'
import {
  defaultByReading,
  type OutcomeByReading,
  outcomeByReading,
  type TimedDesk,
} from '../../shared/quarantine/outcome-by-reading.ts'
import type { KeptDecision, KeptDefault } from '../../shared/quarantine/quarantine-report.ts'
import { type KeptDecisions, readDecisionsAt } from '../api/decision-file.ts'
import { UsageError } from './exit-code.ts'

/** The decisions of an earlier report. Throws a UsageError. */
export async function openDecisions(path: string): Promise<KeptDecisions> {
  const read = await readDecisionsAt(path)
  if ('sentence' in read) throw new UsageError(`${path}: ${read.sentence}`)
  return read
}

/** What became of them by a later reading; one that any reading saw done, and that is not, was undone or changed since. */
export function becameOf({ decisions, defaultDecision }: KeptDecisions, later: TimedDesk): KeptDecisions {
  return {
    decisions: decisions.map((kept): KeptDecision => {
      const outcome = told(outcomeByReading(kept.decision, later, knownOf(kept)))
      return { ...kept, outcome, wasDone: wasDone(kept) || outcome.kind === 'done' }
    }),
    defaultDecision: defaultDecision && defaultOf(defaultDecision, later),
  }
}

function defaultOf(kept: KeptDefault, later: TimedDesk): KeptDefault {
  const outcome = told(defaultByReading(kept.decision, later, knownOf(kept)))
  return { ...kept, outcome, wasDone: wasDone(kept) || outcome.kind === 'done' }
}

function knownOf(kept: KeptDecision | KeptDefault): KnownOfDecision {
  return { wasDone: wasDone(kept), undo: kept.undoGiven ? 'handed-out' : null }
}

function wasDone({ wasDone, outcome }: Pick<KeptDecision, 'wasDone' | 'outcome'>): boolean {
  return wasDone || outcome?.kind === 'done'
}

function told({ kind, sentence }: OutcomeByReading): Outcome {
  return { kind, sentence }
}
