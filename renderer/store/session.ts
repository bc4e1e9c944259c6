import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Step } from '../../shared/checks/check.ts'
import type { CallResult, Client } from '../../shared/contract/contract.ts'
import { ContractError, contractErrors } from '../../shared/contract/error-code.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import type { Grouping } from '../../shared/run/finding-groups.ts'
import type { Trace } from '../../shared/run/trace.ts'
import { followRun, readArtifacts, readRun } from './follow-run.ts'
import { withNoTrace } from './no-trace.ts'
import type { RunView } from './run-view.ts'

type Secret = CallResult<'organisation.read'>['secret']

/** Everything the window shows, as plain data. */
export type SessionState = {
  /** `opening` until the first answers are in; `failed` when they did not come. */
  phase: 'opening' | 'open' | 'failed'
  /** Whether Postern can be reached. */
  connected: boolean
  about: CallResult<'app.about'> | null
  organisation: Organisation | null
  secret: Secret
  /** Whether a password was handed over since the last run began. */
  freshPassword: boolean
  run: RunView | undefined
  /** What a run may leave behind on a server, were it started now. */
  traces: readonly Trace[]
  /** The run that is under way here. */
  active: string | null
  /** Between pressing a button of the top bar and its effect. */
  pending: 'starting' | 'stopping' | 'saving' | null
  /** What went wrong last, as a sentence; null when nothing did, or when it was put away. */
  problem: string | null
  page: 'findings' | 'organisation'
  step: Step | null
  grouping: Grouping
  /** The check whose evidence is open. */
  selected: string | null
}

export type SessionActions = {
  /** Reads what is open, and takes up the run that is under way or was last. */
  open(): Promise<void>
  /** Starts a run. `tryAgain`: the password may be sent once more, although it was rejected or went unanswered. */
  start(options?: { tryAgain?: true }): Promise<void>
  stop(): Promise<void>
  /** Saves the organisation and hands the password over, when one was typed. True when both were taken. */
  save(organisation: Organisation, password: string): Promise<boolean>
  /** Whether the next run leaves out what would leave a trace on a server. */
  leaveNoTrace(leave: boolean): Promise<void>
  putPassword(password: string): Promise<boolean>
  /** Told when the connection to Postern is made or lost. */
  connection(connected: boolean): void
  dismissProblem(): void
  show(page: SessionState['page'], step?: Step | null): void
  group(by: Grouping): void
  select(check: string | null): void
}

export type Session = StoreApi<SessionState & SessionActions>

const initial: SessionState = {
  phase: 'opening',
  connected: true,
  about: null,
  organisation: null,
  secret: null,
  freshPassword: false,
  run: undefined,
  traces: [],
  active: null,
  pending: null,
  problem: null,
  page: 'findings',
  step: null,
  grouping: 'urgency',
  selected: null,
}

/** The sentence for any error: the contract's own, and never the inner words of another. */
export function problemSentence(error: unknown): string {
  return error instanceof ContractError ? error.message : contractErrors.internal
}

/** The state of one window over one Client. A test makes its own; nothing is shared between two of them. */
export function createSession(client: Client): Session {
  return createStore<SessionState & SessionActions>()((set, get) => {
    async function attempt(work: () => Promise<void>): Promise<boolean> {
      try {
        await work()
        return true
      } catch (error) {
        if (error instanceof ContractError && error.code === 'cancelled') return false
        set({ problem: problemSentence(error) })
        return false
      }
    }

    const changeRun = (apply: (run: RunView | undefined) => RunView | undefined) =>
      set(({ run }) => ({ run: apply(run) }))

    async function readTraces(): Promise<void> {
      set({ traces: get().organisation ? (await client.call('run.traces', {})).traces : [] })
    }

    async function takeUp(runId: string): Promise<void> {
      set({ active: runId })
      await attempt(() => followRun(client, runId, changeRun))
      set({ active: null, pending: null })
      changeRun((run) => (run && run.verdict === null ? { ...run, brokeOff: true } : run))
    }

    return {
      ...initial,
      async open() {
        set({ phase: 'opening' })
        const opened = await attempt(async () => {
          const [about, { organisation, secret }, { runs, active }] = await Promise.all([
            client.call('app.about', {}),
            client.call('organisation.read', {}),
            client.call('run.list', {}),
          ])
          set({ about, organisation, secret })
          await readTraces()
          set({ phase: 'open', page: organisation ? 'findings' : 'organisation' })
          const last = runs[0]?.id
          if (active) void takeUp(active)
          else if (last) void attempt(() => readRun(client, last, (run) => set({ run })))
        })
        if (!opened) set({ phase: 'failed' })
      },
      async start(options = {}) {
        if (get().pending || get().active) return
        set({ pending: 'starting', problem: null, page: 'findings' })
        await attempt(async () => {
          const { runId } = await client.call('run.start', options)
          set({ run: undefined, selected: null, step: null, freshPassword: false })
          void takeUp(runId)
        })
        set({ pending: null })
      },
      async stop() {
        const { active, pending } = get()
        if (!active || pending) return
        set({ pending: 'stopping' })
        const stopped = await attempt(async () => {
          await client.call('run.cancel', { runId: active })
        })
        if (!stopped) set({ pending: null })
      },
      async save(organisation, password) {
        return attempt(async () => {
          set({ problem: null })
          const saved = await client.call('organisation.save', { organisation })
          set({ organisation: saved.organisation })
          const username = saved.organisation.account?.username
          if (username && password)
            set({ secret: await client.call('secret.put', { username, password }), freshPassword: true })
          // A password belongs to a domain and a user name; whether one is held for these, Postern knows.
          else set({ secret: (await client.call('organisation.read', {})).secret })
          await readTraces()
          set({ page: 'findings', step: null })
        })
      },
      async putPassword(password) {
        const username = get().organisation?.account?.username
        if (!username) return false
        return attempt(async () => {
          set({ problem: null })
          set({ secret: await client.call('secret.put', { username, password }), freshPassword: true })
          await readTraces()
        })
      },
      async leaveNoTrace(leave) {
        const { organisation, pending, active } = get()
        if (!organisation || pending || active) return
        set({ pending: 'saving', problem: null })
        await attempt(async () => {
          const saved = await client.call('organisation.save', { organisation: withNoTrace(organisation, leave) })
          set({ organisation: saved.organisation })
          await readTraces()
        })
        set({ pending: null })
      },
      connection(connected) {
        set({ connected })
        if (connected && get().phase === 'failed') void get().open()
      },
      dismissProblem: () => set({ problem: null }),
      show: (page, step = null) => set(page === 'findings' ? { page, step } : { page, selected: null }),
      group: (grouping) => set({ grouping }),
      select(selected) {
        set({ selected })
        const { active, run } = get()
        const finding = run?.findings.find(({ check }) => check === selected)
        const unread = finding?.artifacts.some((artifact) => !run?.artifacts[artifact])
        if (active && unread) void attempt(() => readArtifacts(client, active, changeRun))
      },
    }
  })
}
