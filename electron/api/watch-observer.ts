import type { Run } from '../../shared/run/run.ts'
import type { RunOrigin } from '../../shared/run/run-summary.ts'
import { afterRun } from '../../shared/watch/standing.ts'
import type { Turn } from '../../shared/watch/turn.ts'
import type { WatchRun } from '../../shared/watch/watch.ts'
import {
  type HeldBack,
  heldBackOf,
  lackedPassword,
  type Observation,
  observationOf,
} from '../../shared/watch/watched-run.ts'
import type { WatchRecord, WatchRecords } from './watch-records.ts'

/** So many runs and turns of a watch are kept: two days of one an hour, and what anybody scrolls through. */
const KEPT_RUNS = 48
const KEPT_TURNS = 30

/** Whether it is a run of all checks that came to its end, which alone says how an organisation stands. */
export function isWholeRun({ run }: Run): boolean {
  return run.only === undefined && run.verifies === undefined && run.endedEarly !== 'cancelled'
}

/**
 * Notes a whole run that has ended, whatever started it, and returns what has turned by one of the watch. `slept`: this
 * machine slept while it was under way. `service`: it is a run of “postern watch”.
 */
export function noteRun(
  records: WatchRecords,
  run: Run,
  of: { organisationId: string; origin: RunOrigin; slept: boolean; service?: boolean | undefined },
): Turn[] {
  const { organisationId, origin, slept, service } = of
  const seen = observationOf(run, slept)
  const last = (record: WatchRecord) => lastOf(record, run, seen)
  if (origin === 'watch') return noteSeen(records, organisationId, { ...seen, service }, last)
  records.change(organisationId, last)
  return []
}

/** Notes a run of the watch that broke off for a bug of ours, of which there is nothing but that. */
export function noteBrokenRun(
  records: WatchRecords,
  broken: { organisationId: string; organisation: string; runId: string; at: string; service?: boolean | undefined },
): Turn[] {
  const { organisationId, organisation, runId, at, service } = broken
  return noteSeen(records, organisationId, {
    ...{ organisation, runId, at, verdict: 'bug', unsettled: 'bug', service },
    ...{ findings: [], certificates: [] },
  })
}

/** Puts a run of the watch behind the earlier ones, with what else it tells, and returns what has turned by it. */
function noteSeen(
  records: WatchRecords,
  organisationId: string,
  { service, ...seen }: Observation & { service: boolean | undefined },
  more: (record: WatchRecord) => Partial<WatchRecord> = () => ({}),
): Turn[] {
  const { runId, at, verdict, unsettled } = seen
  const noted: WatchRun = {
    ...{ runId, at, verdict },
    ...(unsettled && { unsettled }),
    ...(service && { service }),
  }
  let turns: Turn[] = []
  records.change(organisationId, (record) => {
    const after = afterRun(record.standing, seen)
    turns = after.turns
    return {
      ...more(record),
      standing: after.standing,
      runs: [...record.runs, noted].slice(-KEPT_RUNS),
      turns: [...turns, ...record.turns].slice(0, KEPT_TURNS),
    }
  })
  return turns
}

/** A run that saw no certificate or used no account takes nothing away of what an earlier one did. */
function lastOf(record: WatchRecord, run: Run, seen: Observation): Partial<WatchRecord> {
  const { startedAt, finishedAt } = run.run
  return {
    last: {
      verdict: seen.verdict,
      startedAt,
      ...(finishedAt !== undefined && { finishedAt }),
      offline: seen.unsettled === 'offline',
      findings: run.findings.map(({ check, step, verdict }) => ({ check, step, verdict })),
    },
    certificates: seen.certificates.length > 0 ? [...seen.certificates] : record.certificates,
    heldBack: heldBackAfter(record.heldBack, run),
  }
}

function heldBackAfter(before: HeldBack | null, run: Run): HeldBack | null {
  // A rejection that is remembered is told before that nothing is there to be sent.
  const held = heldBackOf(run) ?? (before === null ? lackedPassword(run) : null)
  if (held) return held
  const { signIns } = run.artifacts
  return signIns?.state === 'gathered' && signIns.value.attempts.length > 0 ? null : before
}
