import { z } from 'zod'
import { Decision } from './decision.ts'
import { keyOf } from './device.ts'
import { outcomeKinds } from './outcome.ts'

const seen = {
  kind: z.enum(outcomeKinds),
  sentence: z.string(),
  /** When that was read. */
  readAt: z.string(),
  /** Which reading it was. */
  reading: z.string().optional(),
}

/** What a later reading said of a decision. */
export const SeenOutcome = z.strictObject({
  ...seen,
  /** The reading that saw it done first. */
  settledBy: z.string().optional(),
  /** What another reading had said before: it counts again where this one is withdrawn. */
  before: z.strictObject(seen).optional(),
})
export type SeenOutcome = z.infer<typeof SeenOutcome>

/** A decision that is kept. It lies in the tray until a reading shows it done. */
export const TrayDecision = z.strictObject({
  id: z.string().max(40),
  decision: Decision,
  /** When it was seen done; null: it lies in the tray. */
  settledAt: z.string().nullable(),
  /** By the last reading since it was decided; null: there was none. */
  outcome: SeenOutcome.nullable(),
})
export type TrayDecision = z.infer<typeof TrayDecision>

/** What of it was run from here, where no reading has told of it since. */
export const RanLive = z.strictObject({
  what: z.enum(['applied', 'refused', 'unclear', 'taken-back']),
  at: z.string(),
  /** Where, as whom, and what Exchange said. */
  note: z.string(),
})
export type RanLive = z.infer<typeof RanLive>

/** A decision as it is told to a window. */
export const ToldDecision = TrayDecision.extend({ ran: RanLive.nullable() })
export type ToldDecision = z.infer<typeof ToldDecision>

/** So many decisions lie in a tray at most: more make no script that anybody reads. */
export const mostInTray = 10_000

/**
 * Whether a reading found that somebody has changed it since, that its device is gone, or that it was taken back: it stays in
 * the tray, and no script carries it out before it is decided anew.
 */
export function isOvertaken({ outcome }: Pick<TrayDecision, 'outcome'>): boolean {
  return outcome !== null && ['changed', 'gone', 'undone'].includes(outcome.kind)
}

/** By what later decisions about the same are known: they stand in the place of the earlier ones. */
export function subjectKeyOf(decision: Decision): string {
  return decision.kind === 'rule'
    ? keyOf(`rule\n${decision.rule.characteristic}\n${decision.rule.queryString}`)
    : keyOf(decision.device.identity)
}
