import type { CallResult } from '../../shared/contract/contract.ts'
import { ContractError } from '../../shared/contract/error-code.ts'
import { type ElsewhereRun, latestOf, type StartOptions } from './elsewhere.ts'
import { applyRunEvent } from './run-view.ts'
import type { SessionActions, SessionState, SessionTools } from './session-state.ts'

/** So many runs of the open organisation are looked through for the last one and what verified it. */
export const RUNS_READ = 200

export type ElsewherePart = Pick<SessionActions, 'startNoMore'> & {
  /** Takes note of what is kept of the open organisation and of what is under way, without showing another run for it. */
  noteRuns(kept: CallResult<'run.list'>): void
  /** Reads that anew. */
  readLatest(): Promise<void>
  /** Starts a run as soon as the one that is under way elsewhere has ended. False where there is none. */
  startAfter(options: StartOptions): Promise<boolean>
  stopElsewhere(): Promise<void>
}

/** The run that the watch or another window has under way, and the newest there is. */
export function elsewherePart({ client, set, get, attempt }: SessionTools): ElsewherePart {
  /** The run that is followed, or about to be. */
  let followed: string | null = null

  function change(runId: string, changed: (before: ElsewhereRun) => ElsewhereRun | null): void {
    set(({ elsewhere }) => (elsewhere?.runId === runId ? { elsewhere: changed(elsewhere) } : {}))
  }

  /** Resolves when it is known whose run it is; it is followed to its end beside that. */
  async function take(runId: string): Promise<void> {
    followed = runId
    try {
      const { run, origin } = await client.call('run.read', { runId })
      if (isOurs(get(), runId)) {
        followed = null
        return
      }
      const { name: organisation } = run.organisation
      set({ elsewhere: { runId, origin, organisation, view: undefined, stopping: false } })
    } catch (error) {
      followed = null
      if (!(error instanceof ContractError)) throw error
      return
    }
    void followToEnd(runId)
  }

  async function followToEnd(runId: string): Promise<void> {
    try {
      for await (const event of client.feed('run.events', { runId })) {
        change(runId, (before) => ({ ...before, view: applyRunEvent(before.view, event) }))
      }
    } catch (error) {
      // That it broke off is for whoever reads it; here, it is no longer under way.
      if (!(error instanceof ContractError)) throw error
    }
    followed = null
    change(runId, () => null)
    const { startsNext, organisationId } = get()
    set({ startsNext: null })
    if (startsNext && startsNext.organisationId === organisationId) await get().start(startsNext.options)
    else await readLatest()
  }

  function noteRuns({ runs, active }: CallResult<'run.list'>): void {
    const { organisationId } = get()
    if (organisationId) set({ latest: latestOf(runs, organisationId) })
    if (active !== null && active !== followed && !isOurs(get(), active)) void take(active)
  }

  async function readLatest(): Promise<void> {
    const { organisationId } = get()
    if (organisationId === null) return
    await attempt(async () => noteRuns(await client.call('run.list', { organisationId, limit: RUNS_READ })))
  }

  return {
    noteRuns,
    readLatest,
    async startAfter(options) {
      const { organisationId } = get()
      set({ startsNext: { organisationId, options } })
      if (get().elsewhere) return true
      const { active } = await client.call('run.list', { limit: 1 })
      if (active !== null && active !== followed) await take(active)
      if (followed !== null) return true
      set({ startsNext: null })
      return false
    },
    startNoMore: () => set({ startsNext: null }),
    async stopElsewhere() {
      const { elsewhere } = get()
      if (!elsewhere || elsewhere.stopping) return
      const { runId } = elsewhere
      change(runId, (before) => ({ ...before, stopping: true }))
      const stopped = await attempt(async () => {
        await client.call('run.cancel', { runId })
      })
      if (!stopped) change(runId, (before) => ({ ...before, stopping: false }))
    },
  }
}

/** Whether this window shows a run itself, as its own or as one that verifies. */
function isOurs({ active, verifying, run, verifications }: SessionState, runId: string): boolean {
  const ended = [run, ...verifications].filter((view) => view && view.verdict !== null).map((view) => view?.header.id)
  return [active, verifying?.runId, ...ended].includes(runId)
}
