import type { Decision } from '../../shared/quarantine/decision.ts'
import { type TrailEntry, trailSubjectOf } from '../../shared/quarantine/trail.ts'

/** Who decides, and when. */
export type Decider = { who: string | null; at: string }

/** A line of the trail about one decision. */
export function lineOf(
  what: TrailEntry['what'],
  decision: Decision,
  { who, at }: Decider,
  undo: string | null,
): TrailEntry {
  const { reason, ticket } = decision
  return { at, who, what, about: trailSubjectOf(decision), reason, ticket, undo, note: null }
}
