import type { StoredPart } from '../../shared/management/kept-configuration.ts'
import type { SeenOutcome, TrayDecision } from '../../shared/quarantine/tray.ts'
import { digestOf } from './quarantine-desk.ts'

/** By what a reading is named in the trail and in what it said of decisions. */
export function readingName(stamp: string): string {
  return digestOf(stamp)
}

/** The part whose source was taken in last. */
export function latestTaken(parts: readonly StoredPart[]): StoredPart | undefined {
  return parts.toSorted((one, other) => Date.parse(other.source.readAt) - Date.parse(one.source.readAt))[0]
}

/** What a reading says of a decision, with what another one had said before. */
export function seenBy(
  reading: string,
  { kind, sentence, readAt }: Pick<SeenOutcome, 'kind' | 'sentence' | 'readAt'>,
  { outcome: before, settledAt }: Pick<TrayDecision, 'outcome' | 'settledAt'>,
): SeenOutcome {
  const settledBy = kind === 'done' && settledAt === null ? reading : before?.settledBy
  const earlier = before?.reading === reading ? before.before : before && unnested(before)
  return {
    ...{ kind, sentence, readAt, reading },
    ...(settledBy !== undefined && { settledBy }),
    ...(earlier && { before: earlier }),
  }
}

function unnested({ kind, sentence, readAt, reading }: SeenOutcome): NonNullable<SeenOutcome['before']> {
  return { kind, sentence, readAt, ...(reading !== undefined && { reading }) }
}

/** What is known of a decision without a reading; undefined where that said nothing of it. */
export function without(
  reading: string,
  { id, outcome }: TrayDecision,
): { id: string; outcome: SeenOutcome | null; unsettled: boolean } | undefined {
  if (!outcome) return undefined
  const { before, settledBy, ...seen } = outcome
  if (![seen.reading, before?.reading, settledBy].includes(reading)) return undefined
  const earlier = before?.reading === reading ? undefined : before
  const left = seen.reading === reading ? earlier : { ...seen, ...(earlier && { before: earlier }) }
  if (settledBy !== reading)
    return { id, outcome: left ? { ...left, ...(settledBy && { settledBy }) } : null, unsettled: false }
  // Another reading saw it done as well.
  if (left?.kind === 'done')
    return { id, outcome: { ...left, ...(left.reading && { settledBy: left.reading }) }, unsettled: false }
  return { id, outcome: left ?? null, unsettled: true }
}
