import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CallArgument, CallResult, Client, FeedEvent } from '../../../shared/contract/contract.ts'
import { ContractError } from '../../../shared/contract/error-code.ts'
import { isServer } from '../../steps/ews/live-store.ts'
import { problemSentence, problemToTell } from '../../store/problem-sentence.ts'

export type LiveWanted = CallArgument<'quarantine.live-plan'>['wanted']
export type LiveAccount = CallArgument<'quarantine.live-plan'>['account']
export type RunHereKind = CallArgument<'quarantine.live-last'>['what']
type LiveEvent = FeedEvent<'quarantine.live-events'>
type Event<T extends LiveEvent['type']> = Extract<LiveEvent, { type: T }>

/** What a run has told so far. */
export type ShownRun = Omit<Event<'begun'>, 'type'> & {
  run: string
  /** The command that was begun last, from 1; 0 while the session is opened. */
  number: number
  outcomes: readonly Event<'outcomes'>['outcomes'][number][]
  ended: Event<'ended'> | null
}

/** What would be run: all of its text, or why it is not. */
export type ShownPlan =
  | Pick<Extract<CallResult<'quarantine.live-plan'>, { outcome: 'plan' }>, 'command' | 'text' | 'commands' | 'shown'>
  | Extract<CallResult<'quarantine.live-plan'>, { outcome: 'refused' }>

/** What is run at Exchange from here, as plain data. */
export type RunHereState = {
  server: string
  /** What would be run, and by what question; null until it was asked. */
  plan: { key: string; plan: ShownPlan } | null
  /** The run that was begun last; null where there is none. */
  run: ShownRun | null
  /** Of what the last preview or apply was, as it was named; null where another window began it. */
  ranOf: string | null
  isStarting: boolean
  /** Why nothing was begun, or what went wrong. */
  problem: string | null
}

export type RunHereActions = {
  name(server: string): void
  /** Looks for the run that was begun last, as by a window before this one. */
  look(): Promise<void>
  /** Asks what would be run. */
  describe(wanted: LiveWanted, account: LiveAccount): Promise<void>
  /** Runs what is shown, and nothing else. `tryAgain`: the password may be sent once more, whatever became of it before. */
  start(wanted: LiveWanted, account: LiveAccount, tryAgain?: boolean): Promise<void>
  stop(): Promise<void>
}

export type RunHereStore = StoreApi<RunHereState & RunHereActions>

/** Whether what is shown is what would be run by this question: nothing else may be. */
export function shownFor(
  { server, plan }: Pick<RunHereState, 'server' | 'plan'>,
  wanted: LiveWanted,
  account: LiveAccount,
): ShownPlan | null {
  return plan?.key === planKey(server, wanted, account) ? plan.plan : null
}

/** Whether the last run was a preview of this, at this server and as this account, that ended as it should. */
export function isPreviewed(
  { server, run, ranOf }: Pick<RunHereState, 'server' | 'run' | 'ranOf'>,
  of: Extract<LiveWanted, { of: unknown }>['of'],
  account: LiveAccount,
): boolean {
  if (!run?.ended?.previewed) return false
  const isSamePlace = run.server === server && run.username === (account?.username ?? null)
  return isSamePlace && isOf(ranOf, of)
}

/** Whether the last run was an apply of this, or an undo: then what was done is told, and nothing is asked by itself. */
export function isOver(
  { run, ranOf }: Pick<RunHereState, 'run' | 'ranOf'>,
  of: Extract<LiveWanted, { of: unknown }>['of'],
): boolean {
  return run !== null && run.part !== 'preview' && isOf(ranOf, of)
}

function isOf(ranOf: string | null, of: Extract<LiveWanted, { of: unknown }>['of']): boolean {
  return ranOf === null || ranOf === JSON.stringify(of)
}

/** Whether nobody was asked because the password is held back, which somebody can say otherwise of. */
export function isHeldBack({ run }: Pick<RunHereState, 'run'>): boolean {
  return run?.ended?.error?.code === 'sign-in-withheld'
}

function planKey(server: string, wanted: LiveWanted, account: LiveAccount): string {
  return JSON.stringify([server, wanted, account?.username, account?.secret])
}

/** What is run at Exchange of the tray, or of a new default, over one Client. */
export function createRunHereStore(client: Client, what: RunHereKind): RunHereStore {
  return createStore<RunHereState & RunHereActions>()((set, get) => {
    /** Only what was asked last is shown. */
    let asked = 0
    let isLooking = false

    function hear(run: string, event: LiveEvent): void {
      const known = get().run
      if (event.type === 'begun') {
        const { type: _, ...begun } = event
        set({ run: { ...begun, run, number: 0, outcomes: [], ended: null } })
      } else if (known?.run === run) {
        if (event.type === 'running') set({ run: { ...known, number: event.number } })
        else if (event.type === 'outcomes') set({ run: { ...known, outcomes: [...known.outcomes, ...event.outcomes] } })
        else set({ run: { ...known, ended: event } })
      }
    }

    async function follow(run: string): Promise<void> {
      try {
        for await (const event of client.feed('quarantine.live-events', { run })) hear(run, event)
      } catch (error) {
        // Postern was started anew: what was done then stands in the trail.
        const isForgotten = error instanceof ContractError && error.code === 'no-such-run'
        set({ problem: problemSentence(error), ...((isForgotten || !get().run?.ended) && { run: null }) })
      }
    }

    async function pagesOf(wanted: LiveWanted, account: LiveAccount): Promise<ShownPlan> {
      // Whether anything can be run from here at all is told whatever the server.
      const server = isServer(get().server) ? get().server : 'exchange'
      const question = { server, wanted, ...(account && { account }) }
      const texts: string[] = []
      for (let offset = 0; ; ) {
        const page = await client.call('quarantine.live-plan', { ...question, offset })
        if (page.outcome === 'refused') return page
        texts.push(page.text)
        const { command, commands, shown, next } = page
        if (next === null) return { command, commands, shown, text: texts.join('') }
        offset = next
      }
    }

    return {
      server: '',
      plan: null,
      run: null,
      ranOf: null,
      isStarting: false,
      problem: null,
      name: (server) => set({ server, problem: null }),
      async look() {
        if (isLooking || get().run) return
        isLooking = true
        try {
          const { run } = await client.call('quarantine.live-last', { what })
          if (run !== null && !get().run) await follow(run)
        } catch {
          // What is told of the tray says so too.
        } finally {
          isLooking = false
        }
      },
      async describe(wanted, account) {
        asked += 1
        const own = asked
        const key = planKey(get().server, wanted, account)
        try {
          const plan = await pagesOf(wanted, account)
          if (own === asked) set({ plan: { key, plan }, problem: null })
        } catch (error) {
          if (own === asked) set({ plan: null, problem: problemToTell(error) })
        }
      },
      async start(wanted, account, tryAgain = false) {
        const { server, run, isStarting } = get()
        const plan = shownFor(get(), wanted, account)
        if (isStarting || (run && !run.ended) || !isServer(server) || !plan || 'code' in plan) return
        const previewed = wanted.part === 'apply' ? run?.ended?.previewed : undefined
        set({ isStarting: true, problem: null })
        try {
          const started = await client.call('quarantine.live-start', {
            ...{ server, wanted, shown: plan.shown },
            ...(account && { account }),
            ...(previewed && { previewed }),
            ...(tryAgain && { tryAgain }),
          })
          set({ isStarting: false })
          if (started.outcome === 'refused') set({ problem: started.sentence })
          else {
            if (wanted.part !== 'undo') set({ ranOf: JSON.stringify(wanted.of) })
            await follow(started.run)
          }
        } catch (error) {
          set({ isStarting: false, problem: problemSentence(error) })
        }
      },
      async stop() {
        const { run } = get()
        if (!run || run.ended) return
        try {
          await client.call('quarantine.live-stop', { run: run.run })
        } catch (error) {
          set({ problem: problemSentence(error) })
        }
      },
    }
  })
}

type Held = { organisationId: string | null; stores: Map<RunHereKind, RunHereStore> }
const held = new WeakMap<Client, Held>()

/** The one store of a window’s client for the organisation that is open: what is run goes on while somebody is elsewhere. */
export function runHereStoreOf(client: Client, organisationId: string | null, what: RunHereKind): RunHereStore {
  const before = held.get(client)
  const known: Held = before?.organisationId === organisationId ? before : { organisationId, stores: new Map() }
  const store = known.stores.get(what) ?? createRunHereStore(client, what)
  known.stores.set(what, store)
  held.set(client, known)
  return store
}
