import { t } from '../language/translate.ts'

const DAY = 86_400_000
const WEEK = 7 * DAY

/** How many days runs of the watch are kept: all of them, those at which something turned, and one a week. */
const KEPT_DAYS = { all: 7, turned: 90, weekly: 365 } as const

/** A run that is kept, as far as it matters to how long it is. */
export type RetainedRun = {
  id: string
  startedAt: string
  /** What it found: the same text for two runs of the same verdicts; null where it came to no end of its own. */
  found: string | null
  /** Somebody else has a hold on it: a person began it, it was brought in, or something kept leads to it. */
  held: boolean
}

/** What is kept, as a sentence. */
export const retentionSentence = t`Every run of the last ${KEPT_DAYS.all} days is kept, of older ones those at which something turned for ${KEPT_DAYS.turned} days, and one a week for a year.`

/**
 * The runs of one organisation that are not kept any longer, the oldest first. What was decided once stays decided: where
 * these are gone, none of the others goes with the same clock.
 */
export function runsToThinOut(runs: readonly RetainedRun[], now: Date): string[] {
  const placed = runs
    .map((run) => ({ ...run, started: Date.parse(run.startedAt) }))
    .toSorted((a, b) => a.started - b.started || (a.id < b.id ? -1 : 1))
  const newest = placed.at(-1)
  const daysOf = (started: number) => (now.getTime() - started) / DAY
  const lastOfWeek = lastOfEachWeek(placed.filter(({ started, found }) => found !== null && isOld(daysOf(started))))

  /** What the last run found that is kept. A run of before that found the same is not missed. */
  let known: string | null = null
  const gone: string[] = []
  for (const run of placed) {
    const { id, started, found, held } = run
    const days = daysOf(started)
    // One without a time that can be read is left alone.
    const recent = !(days > KEPT_DAYS.all)
    const stays =
      held || recent || run === newest || (isOld(days) ? lastOfWeek.has(id) : isMiddle(days) && turns(found, known))
    if (!stays) gone.push(id)
    else if (found !== null) known = found
  }
  return gone
}

function isMiddle(days: number): boolean {
  return days > KEPT_DAYS.all && days <= KEPT_DAYS.turned
}

function isOld(days: number): boolean {
  return days > KEPT_DAYS.turned && days <= KEPT_DAYS.weekly
}

function turns(found: string | null, known: string | null): boolean {
  return found !== null && found !== known
}

/** The last of each week: so the one before a run that turned is never missed. */
function lastOfEachWeek(runs: readonly { id: string; started: number }[]): Set<string> {
  return new Set(new Map(runs.map(({ id, started }) => [Math.floor(started / WEEK), id])).values())
}
