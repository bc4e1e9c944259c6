import type { LiveRunEvent } from '../../shared/quarantine/told-live.ts'
import { createEventLog, type EventLog } from './event-log.ts'
import type { DoneHere } from './quarantine-live-work.ts'

/** A run of a part of a plan. Its events are held with it, so that a window that comes back is told all of them. */
export type LiveRun = {
  id: string
  organisationId: string
  what: 'tray' | 'default'
  log: EventLog<LiveRunEvent>
  stopping: AbortController
  over: Promise<void>
}

/** So many runs are held; an earlier one is forgotten, and with it what it would take back. */
const MOST_HELD = 8

/** What is run from here, one at a time, and what of it is known until Postern ends. */
export type LiveRuns = {
  /** Whether one goes on, or is about to. */
  isBusy(): boolean
  /** Does what may begin a run, while nothing else may. Only where nothing goes on. */
  reserved<T>(work: () => Promise<T>): Promise<T>
  begin(of: Pick<LiveRun, 'organisationId' | 'what'>, work: (run: LiveRun) => Promise<void>): LiveRun
  find(id: string): LiveRun | undefined
  last(of: Pick<LiveRun, 'organisationId' | 'what'>): string | null
  /** A preview that ended, and of what; there is one for each organisation. */
  notePreview(run: LiveRun, plan: string): void
  /** The plan of that preview. */
  previewed(organisationId: string, run: string): string | undefined
  /** Each preview is good for one apply. */
  spendPreview(organisationId: string): void
  noteDone(run: string, done: DoneHere): void
  doneBy(organisationId: string, run: string): DoneHere | undefined
  /** Stops what goes on, and waits for its end. */
  stop(): Promise<void>
  clear(): void
}

export function createLiveRuns(newId: () => string): LiveRuns {
  const runs = new Map<string, LiveRun>()
  const previews = new Map<string, { run: string; plan: string }>()
  const done = new Map<string, DoneHere>()
  let current: LiveRun | undefined
  let isReserved = false

  return {
    isBusy: () => isReserved || current !== undefined,
    async reserved(work) {
      isReserved = true
      try {
        return await work()
      } finally {
        isReserved = false
      }
    },
    begin(of, work) {
      const id = newId()
      const over = Promise.withResolvers<void>()
      const run: LiveRun = {
        ...{ id, ...of, log: createEventLog<LiveRunEvent>() },
        ...{ stopping: new AbortController(), over: over.promise },
      }
      runs.set(id, run)
      for (const oldest of [...runs.keys()].slice(0, Math.max(0, runs.size - MOST_HELD))) {
        runs.delete(oldest)
        done.delete(oldest)
      }
      current = run
      work(run)
        .then(
          () => run.log.end(),
          (error) => run.log.end(error instanceof Error ? error : new Error('It threw no Error.')),
        )
        .finally(() => {
          current = undefined
          over.resolve()
        })
      return run
    },
    find: (id) => runs.get(id),
    last: ({ organisationId, what }) =>
      [...runs.values()].findLast((run) => run.organisationId === organisationId && run.what === what)?.id ?? null,
    notePreview: ({ id, organisationId }, plan) => void previews.set(organisationId, { run: id, plan }),
    previewed(organisationId, run) {
      const known = previews.get(organisationId)
      return known?.run === run ? known.plan : undefined
    },
    spendPreview: (organisationId) => void previews.delete(organisationId),
    noteDone: (run, left) => void done.set(run, left),
    doneBy: (organisationId, run) => (runs.get(run)?.organisationId === organisationId ? done.get(run) : undefined),
    async stop() {
      current?.stopping.abort()
      await current?.over
    },
    clear() {
      runs.clear()
      previews.clear()
      done.clear()
    },
  }
}
