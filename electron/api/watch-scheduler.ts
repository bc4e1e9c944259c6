import type { RunVerdict } from '../../shared/checks/finding.ts'
import { ContractError } from '../../shared/contract/error-code.ts'
import type { SetTimer } from '../../shared/contract/set-timer.ts'
import type { Run } from '../../shared/run/run.ts'
import type { RunOrigin } from '../../shared/run/run-summary.ts'
import { type ClockReading, hasSlept, SHORTEST_MINUTES } from '../../shared/watch/due.ts'
import { type Measured, noRuns } from '../../shared/watch/metrics.ts'
import type { Turn } from '../../shared/watch/turn.ts'
import type { Watch, WatchStatus } from '../../shared/watch/watch.ts'
import { isWholeRun, noteBrokenRun, noteRun } from './watch-observer.ts'
import { createWatchProblems, unlessRefused } from './watch-problems.ts'
import type { WatchRecords } from './watch-records.ts'
import { createWatchStarts } from './watch-starts.ts'

/** How often the clocks are looked at while a watch is on, so that a sleep is seen. */
const LOOK_MILLISECONDS = 30_000
/** A machine that has just woken, or begun, has no network for a moment. */
const WAKING_MILLISECONDS = 30_000

type Watched = { id: string; name: string }

export type WatchSchedulerOptions = {
  records: WatchRecords
  /** The organisations that there are. */
  organisations: () => readonly Watched[]
  /** Whether an organisation is watched, and how often; what is kept says so when left out. */
  schedule?: (organisationId: string) => Omit<Watch, 'organisationId'>
  /** Starts a whole run of the watch and resolves with its id; throws 'run-active' while there is another. */
  startRun: (organisationId: string) => Promise<string>
  /** The run that is under way in this program. */
  activeRun: () => string | null
  /** Told of each whole run of the watch that has ended, and what has turned by it. */
  onRun: (organisation: Watched, turns: readonly Turn[], run: Run | null) => void
  /** What a window shows of the watch is another. */
  onChange: () => void
  /** Told why a run could not be started, where that is a bug of ours. */
  onBug?: ((thrown: unknown) => void) | undefined
  now: () => Date
  /** Milliseconds by a clock that nobody sets. */
  monotonic: () => number
  setTimer: SetTimer
  /** The first run is at once, and not only when it is due; `soon`: but not right after the last. */
  beginsAtOnce?: 'soon' | 'now'
  /** It is that of `postern watch`, and of no window. */
  service?: boolean
}

export type WatchScheduler = {
  /** Looks at what is due, and goes on looking while a watch is on. */
  begin(): void
  save(watch: Watch): void
  statuses(): WatchStatus[]
  measured(): Measured[]
  /** To be told of each run that has ended, whatever started it. */
  runEnded(run: Run, of: { origin: RunOrigin; organisationId: string | null }): void
  /** Starts nothing any more; a run that is under way goes on. */
  stop(): void
}

type Running = { organisationId: string; runId: string | undefined; startedAt: string; slept: boolean }

/** Repeats the runs of the organisations that are watched: one at a time, and each when it is due by both clocks. */
export function createWatchScheduler(options: WatchSchedulerOptions): WatchScheduler {
  const { records, organisations, startRun, activeRun, onRun, onChange, onBug, now, monotonic, setTimer } = options
  const starts = createWatchStarts(records)
  const problems = createWatchProblems({ onChange, onBug })
  const { orProblem, changed } = problems
  const counts = new Map<string, Record<RunVerdict, number>>()
  let running: Running | undefined
  /** Another run has the turn. */
  let isWaiting = false
  let looked: { at: ClockReading; planned: number } | undefined
  let { beginsAtOnce } = options
  let notBefore = beginsAtOnce ? 0 : monotonic() + WAKING_MILLISECONDS
  let cancelTimer: (() => void) | undefined
  let stopped = true

  const read = (): ClockReading => ({ wall: now().getTime(), monotonic: monotonic() })

  /** What is kept of the watch over one organisation, read once, and when it is due by that. */
  function planOf(id: string, at: ClockReading) {
    const record = records.read(id)
    const { on, everyMinutes } = options.schedule?.(id) ?? record
    return { record, on, everyMinutes, left: untilDue(id, { ...record, everyMinutes }, at) }
  }

  function untilDue(id: string, kept: { lastStart: string | null; everyMinutes: number }, at: ClockReading): number {
    if (beginsAtOnce === 'now') return 0
    // No more often than ever, even where what starts the program does so again and again.
    const everyMinutes = beginsAtOnce ? SHORTEST_MINUTES : kept.everyMinutes
    return starts.millisecondsUntilDue(id, { lastStart: kept.lastStart, everyMinutes }, at, notBefore)
  }

  function look(): void {
    cancelTimer?.()
    cancelTimer = undefined
    if (stopped) return
    try {
      lookNow()
    } catch (thrown) {
      unlessRefused(thrown)
      // A disk that fails now may be there again a moment later, and the watch with it.
      looked = undefined
      cancelTimer = setTimer(look, LOOK_MILLISECONDS)
    }
  }

  function lookNow(): void {
    const at = read()
    if (hasSleptUntil(at)) {
      notBefore = at.monotonic + WAKING_MILLISECONDS
      if (running) running.slept = true
    }
    noticeBrokenRun()
    const [next] = organisations()
      .map(({ id }) => ({ id, ...planOf(id, at) }))
      .filter(({ on }) => on)
      // By the last start that it was due by: one of another program since is seen when this one is claimed.
      .map(({ id, left, record }) => ({ id, left, last: record.lastStart }))
      .toSorted((a, b) => a.left - b.left || ((a.last ?? '') < (b.last ?? '') ? -1 : 1))
    looked = undefined
    if (!next && !running) return
    isWaiting = !running && activeRun() !== null
    if (next?.left === 0 && !running && !isWaiting) {
      // A run whose start cannot be noted is none: the next would be due at once.
      const claimed = orProblem(next.id, () => ({ takeBack: starts.claim(next.id, at, next.last) }))
      // Another program was quicker: what is due now is looked at anew.
      if (claimed && !claimed.takeBack) {
        lookNow()
        return
      }
      if (claimed?.takeBack) void start(next.id, at, claimed.takeBack)
    }
    const planned = next && next.left > 0 ? Math.min(next.left, LOOK_MILLISECONDS) : LOOK_MILLISECONDS
    looked = { at, planned }
    cancelTimer = setTimer(look, planned)
  }

  function hasSleptUntil(at: ClockReading): boolean {
    return looked !== undefined && hasSlept(looked.at, at, looked.planned)
  }

  async function start(organisationId: string, at: ClockReading, takeBack: () => void): Promise<void> {
    const run: Running = { organisationId, runId: undefined, startedAt: new Date(at.wall).toISOString(), slept: false }
    running = run
    try {
      run.runId = await startRun(organisationId)
      isWaiting = false
      problems.started(organisationId)
    } catch (thrown) {
      if (running === run) running = undefined
      isWaiting = thrown instanceof ContractError && thrown.code === 'run-active'
      // What could not be started is tried again when the next is due, and not at every look.
      if (isWaiting) orProblem(organisationId, takeBack)
      else problems.ofStart(organisationId, thrown)
    }
    if (!isWaiting) beginsAtOnce = undefined
    changed()
  }

  /** A run that broke off for a bug of ours tells nobody of its end. */
  function noticeBrokenRun(): void {
    if (running?.runId === undefined || activeRun() === running.runId) return
    const { organisationId, runId, startedAt } = running
    running = undefined
    const organisation = find(organisationId)
    if (!organisation) return
    count(organisationId, 'bug')
    const { service } = options
    const broken = { organisationId, organisation: organisation.name, runId, at: startedAt, service }
    const turns = orProblem(organisationId, () => noteBrokenRun(records, broken))
    if (turns) onRun(organisation, turns, null)
    changed()
  }

  function noteEnded(run: Run, { origin, organisationId }: { origin: RunOrigin; organisationId: string | null }): void {
    const own = origin === 'watch' && running?.organisationId === organisationId ? running : undefined
    if (own) running = undefined
    const organisation = find(organisationId)
    if (!organisation || !isWholeRun(run)) return
    const { id } = organisation
    const slept = own !== undefined && (own.slept || hasSleptUntil(read()))
    count(id, run.verdict)
    const turns = orProblem(id, () =>
      noteRun(records, run, { organisationId: id, origin, slept, service: options.service }),
    )
    if (own && turns) onRun(organisation, turns, run)
    changed()
  }

  function find(organisationId: string | null): Watched | undefined {
    return organisations().find(({ id }) => id === organisationId)
  }

  function count(organisationId: string, verdict: RunVerdict): void {
    const before = counts.get(organisationId) ?? noRuns
    counts.set(organisationId, { ...before, [verdict]: before[verdict] + 1 })
  }

  function statusOf({ id, name }: Watched, at: ClockReading): WatchStatus {
    const { record, on, everyMinutes, left } = planOf(id, at)
    const { runs, turns, certificates, heldBack } = record
    const waiting = left === 0 && isWaiting ? 'waiting-for-turn' : 'waiting'
    return {
      watch: { organisationId: id, everyMinutes, on },
      organisation: name,
      state: running?.organisationId === id ? 'running' : on ? waiting : 'off',
      next: on ? new Date(at.wall + left).toISOString() : null,
      ...{ runs, turns, certificates, heldBack, problem: problems.of(id) },
    }
  }

  return {
    begin() {
      stopped = false
      look()
    },
    save({ organisationId, everyMinutes, on }) {
      records.change(organisationId, () => ({ everyMinutes, on }))
      // What somebody switches on is wanted now, in the first moments of the program too.
      if (on) notBefore = 0
      look()
      changed()
    },
    statuses() {
      const at = read()
      return organisations().map((organisation) => statusOf(organisation, at))
    },
    measured() {
      const at = read()
      return organisations().map(({ id, name }) => {
        const { record, on, left } = planOf(id, at)
        const { last, certificates } = record
        const next = on ? new Date(at.wall + left).toISOString() : null
        const runs = counts.get(id) ?? noRuns
        return { organisationId: id, organisation: name, last: last && { ...last, certificates }, runs, next }
      })
    },
    runEnded(run, of) {
      try {
        noteEnded(run, of)
      } catch (thrown) {
        unlessRefused(thrown)
      }
      look()
    },
    stop() {
      stopped = true
      cancelTimer?.()
      cancelTimer = undefined
    },
  }
}
