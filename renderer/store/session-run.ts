import type { CallResult } from '../../shared/contract/contract.ts'
import { ContractError } from '../../shared/contract/error-code.ts'
import { t } from '../../shared/language/translate.ts'
import type { RunSummary } from '../../shared/run/run-summary.ts'
import { elsewhereLine, type StartOptions } from './elsewhere.ts'
import { followRun, readArtifacts, readRun } from './follow-run.ts'
import { newerRun } from './newer-run.ts'
import type { RunView } from './run-view.ts'
import { type ElsewherePart, RUNS_READ } from './session-elsewhere.ts'
import { isBusy, type SessionActions, type SessionState, type SessionTools } from './session-state.ts'

/** So many runs that verified findings of one are read again when a window opens: the newest. */
const VERIFICATIONS_READ = 50

type RunPart = Pick<
  SessionActions,
  'start' | 'openRun' | 'backToLast' | 'showNewer' | 'stop' | 'verify' | 'select' | 'readEvidence'
> & {
  /** Shows the run that is under way or was last, of those that are kept of the open organisation. */
  takeUpLast(runs: CallResult<'run.list'>): Promise<void>
}

/** The run that is shown: started, followed, stopped, verified. */
export function runPart({ client, set, get, attempt }: SessionTools, elsewhere: ElsewherePart): RunPart {
  const changeRun = (apply: (run: RunView | undefined) => RunView | undefined) =>
    set(({ run }) => ({ run: apply(run) }))

  async function takeUp(runId: string): Promise<void> {
    set((state) => ({ active: runId, elsewhere: state.elsewhere?.runId === runId ? null : state.elsewhere }))
    const followed = await attempt(() => followRun(client, runId, changeRun))
    // What it had gathered before it broke off is kept, and is shown with what it had found.
    if (!followed) await readArtifacts(client, runId, changeRun)
    set({ active: null, pending: null })
    changeRun((run) => (run && run.verdict === null ? { ...run, brokeOff: true } : run))
    // What began meanwhile was not looked at.
    await elsewhere.readLatest()
  }

  /** Follows a run that verifies; what it has seen is laid over the run that it verifies when it has ended. */
  async function takeUpVerification(checks: readonly string[], runId: string): Promise<void> {
    set({ verifying: { checks, runId } })
    await attempt(async () => {
      let view: RunView | undefined
      await followRun(client, runId, (apply) => {
        view = apply(view)
      })
      const seen = view
      if (seen) set(({ verifications }) => ({ verifications: [...verifications, seen] }))
    })
    set({ verifying: null, pending: null })
    await elsewhere.readLatest()
  }

  /** What a file says to have verified is believed of a file alone: it would lay anything over what was seen here. */
  async function readVerifications(runId: string, runs: readonly RunSummary[]): Promise<void> {
    const isOfFile = runs.some(({ header, origin }) => header.id === runId && origin === 'imported')
    const again = runs.filter(
      ({ header, state, origin }) =>
        header.verifies === runId && state === 'ended' && (isOfFile || origin !== 'imported'),
    )
    for (const { header } of again.slice(0, VERIFICATIONS_READ).reverse()) {
      await attempt(() =>
        readRun(client, header.id, (run) => set(({ verifications }) => ({ verifications: [...verifications, run] }))),
      )
    }
  }

  async function takeUpLast({ runs, active }: CallResult<'run.list'>): Promise<void> {
    const ours = runs.filter(({ origin }) => origin !== 'imported')
    const under = ours.find(({ header }) => header.id === active)
    const base = baseOf(ours, under)
    if (base && base === under) {
      void takeUp(base.header.id)
      return
    }
    if (!base) return
    await attempt(() => readRun(client, base.header.id, (run) => set({ run })))
    await readVerifications(base.header.id, ours)
    if (under) void takeUpVerification(under.header.only ?? [], under.header.id)
  }

  /** Null where another run is under way that this window had not heard of: then it is waited for. */
  async function begin(options: StartOptions): Promise<string | null> {
    try {
      return (await client.call('run.start', options)).runId
    } catch (error) {
      const isActive = error instanceof ContractError && error.code === 'run-active'
      set({ pending: null })
      if (isActive && (await elsewhere.startAfter(options))) return null
      throw error
    }
  }

  return {
    takeUpLast,
    async start(options = {}) {
      if (isBusy(get())) return
      set({ problem: null })
      if (get().elsewhere) {
        await elsewhere.startAfter(options)
        return
      }
      set({ pending: 'starting' })
      await attempt(async () => {
        const runId = await begin(options)
        if (runId === null) return
        set(({ run, place }) => ({
          // What was gathered before an interruption is shown until the run itself tells of it.
          run: options.resume ? run : undefined,
          looksBack: false,
          verifications: options.resume ? get().verifications : [],
          selected: null,
          freshPassword: false,
          place: placeOfRun(place),
        }))
        void takeUp(runId)
      })
      set({ pending: null })
    },
    async openRun(runId) {
      if (isBusy(get())) {
        set({ problem: t`A run is under way, and is shown until it has ended. Stop it first, or wait for it.` })
        return false
      }
      return attempt(async () => {
        set({ problem: null })
        await readRun(client, runId, (run) => set({ run, looksBack: true, verifications: [], selected: null }))
        await readVerifications(runId, (await client.call('run.list', {})).runs)
      })
    },
    async backToLast() {
      const { organisationId } = get()
      if (isBusy(get())) return
      set({ run: undefined, looksBack: false, verifications: [], selected: null, problem: null })
      if (organisationId)
        await attempt(async () => takeUpLast(await client.call('run.list', { organisationId, limit: RUNS_READ })))
    },
    async showNewer() {
      const newer = newerRun(get())
      if (!newer || isBusy(get())) return
      const { runId, organisationId } = newer
      await attempt(async () => {
        set({ problem: null })
        const { runs } = await client.call('run.list', { organisationId, limit: RUNS_READ })
        await readRun(client, runId, (run) => set({ run, looksBack: false, verifications: [], selected: null }))
        await readVerifications(runId, runs)
      })
    },
    async stop() {
      const { active, pending, verifying } = get()
      if (active === null && !verifying) return elsewhere.stopElsewhere()
      const runId = active ?? verifying?.runId
      if (!runId || pending) return
      set({ pending: 'stopping' })
      const stopped = await attempt(async () => {
        await client.call('run.cancel', { runId })
      })
      if (!stopped) set({ pending: null })
    },
    async verify(checks) {
      const { run, elsewhere: other } = get()
      if (!run || isBusy(get())) return
      if (other) {
        set({ problem: t`${elsewhereLine(other)}. Verify when that has ended, or stop it first.` })
        return
      }
      set({ verifying: { checks, runId: null }, problem: null })
      const begun = await attempt(async () => {
        const { runId } = await client.call('run.start', { only: [...checks], verifies: run.header.id })
        await takeUpVerification(checks, runId)
      })
      if (!begun) set({ verifying: null })
    },
    async readEvidence() {
      const { active } = get()
      if (active) await attempt(() => readArtifacts(client, active, changeRun))
    },
    select(selected) {
      set({ selected })
      const { run } = get()
      const finding = run?.findings.find(({ check }) => check === selected)
      const unread = finding?.artifacts.some((artifact) => !run?.artifacts[artifact])
      if (unread) void get().readEvidence()
    },
  }
}

/** The run whose findings are shown: the one under way, or the one that it verifies, or else the newest that verifies none. */
function baseOf(runs: readonly RunSummary[], under: RunSummary | undefined): RunSummary | undefined {
  const verified = under?.header.verifies
  if (verified !== undefined) return runs.find(({ header }) => header.id === verified)
  return under ?? runs.find(({ header }) => header.verifies === undefined)
}

/** Where a run is watched from: wherever its findings are shown, or else the first step that has some. */
function placeOfRun(place: SessionState['place']): SessionState['place'] {
  const shows =
    place.kind === 'everything' || (place.kind === 'step' && place.step !== 'organisation' && place.step !== 'report')
  return shows ? place : { kind: 'step', step: 'servers' }
}
