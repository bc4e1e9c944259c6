import { ContractError } from '../../shared/contract/error-code.ts'
import { t } from '../../shared/language/translate.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import type { KeptRun } from '../../shared/run/kept-run.ts'
import type { Run, RunEvent } from '../../shared/run/run.ts'
import type { RunOrigin } from '../../shared/run/run-summary.ts'
import { createRedactor } from '../engine/run/redactor.ts'
import { CannotResume } from '../engine/run/run-header.ts'
import type { runReadiness } from '../engine/run/run-readiness.ts'
import type { SignInBudget } from '../engine/run/sign-in-budget.ts'
import type { Store } from '../engine/store/store.ts'
import { StoreRefused } from '../engine/store/store-refused.ts'
import type { ProxyFor } from '../engine/wire/proxy.ts'
import { createEventLog, type EventLog } from './event-log.ts'
import { eventsOfKept } from './kept-run-events.ts'
import { createRunKeeper, type RunKeeper } from './run-keeper.ts'

export type RunReadiness = typeof runReadiness

type RunRequest = {
  organisation: Organisation
  /** Under which it is kept; null for one that is not. */
  organisationId: string | null
  password: string | undefined
  only?: readonly string[] | undefined
  /** The administrator's explicit word that a password may be sent again that was rejected before. */
  tryAgain?: boolean | undefined
  /** The run whose findings are looked at again. */
  verifies?: string | undefined
  /** The interrupted run that is gone on with. */
  resume?: KeptRun | undefined
  origin: RunOrigin
  /** Asked how each server is reached; directly, when left out. */
  proxyFor?: ProxyFor | undefined
  /** Passwords that must not be in anything that the run brings back, beside its own. */
  secrets: readonly string[]
}

/** A run of this program, while it is under way and for as long as it is among the last of them. */
type LiveRun = { log: EventLog<RunEvent>; controller: AbortController; underWay: boolean }

export type RunRegistry = {
  /**
   * Starts a run and resolves with its id when it has begun. Throws 'run-active' while there is another; `prepare`
   * counts as part of the run. `signal` gives the run up only until it has begun.
   */
  start(prepare: () => Promise<RunRequest>, signal: AbortSignal): Promise<string>
  /** Asks a run to stop; one that has ended is left as it is. */
  cancel(id: string): void
  /** Throws 'no-such-run', or 'run-unreadable' for what another version kept. */
  read(id: string): KeptRun
  /** The run that is under way in this program. */
  active(): string | null
  /** Whether a run is under way in this program, or about to begin. */
  isBusy(): boolean
  /** What is listed, and what of it is taken away and brought back. */
  list: RunKeeper['list']
  remove: RunKeeper['remove']
  restore: RunKeeper['restore']
  /** Everything was deleted: nothing of a run is held any more. */
  clear(): void
  /** What a run told: as it tells it, or anew from what is kept of it. */
  events(id: string): EventLog<RunEvent>
  /** What could not be written to the disk, as a sentence; null while everything can. */
  trouble(): string | null
}

type RegistryOptions = {
  runReadiness: RunReadiness
  budget: SignInBudget
  now: () => Date
  store: Store
  /** Told whenever the list of runs is another. */
  onChange: () => void
  /** Told when a run has ended, whatever started it. */
  onEnd?: ((run: Run, request: Pick<RunRequest, 'origin' | 'organisationId'>) => void) | undefined
  /** Told why a run can be kept no more, once a run. */
  onTrouble?: ((sentence: string) => void) | undefined
  /** How many runs' events are held ready; of older ones they are made anew. */
  held?: number
}

/** Every run that is kept; at most one of them is under way in this program. */
export function createRunRegistry(options: RegistryOptions): RunRegistry {
  const { runReadiness, budget, now, store, onChange, held = 20 } = options
  const live = new Map<string, LiveRun>()
  const keeper = createRunKeeper(store.runs, options.onTrouble)
  let busy = false

  async function start(prepare: () => Promise<RunRequest>, signal: AbortSignal): Promise<string> {
    if (busy) throw new ContractError('run-active')
    busy = true
    const controller = new AbortController()
    const abort = (): void => controller.abort()
    signal.addEventListener('abort', abort)
    try {
      const request = await prepare()
      if (signal.aborted) throw new ContractError('cancelled')
      return await begin(request, controller)
    } catch (error) {
      busy = false
      throw error
    } finally {
      signal.removeEventListener('abort', abort)
    }
  }

  function hold(id: string, controller: AbortController): LiveRun {
    const run: LiveRun = { log: createEventLog(), controller, underWay: true }
    live.delete(id)
    live.set(id, run)
    for (const old of [...live.keys()].slice(0, -held)) live.delete(old)
    return run
  }

  /** Resolves with the id at the run's first event; the run itself goes on. */
  async function begin(request: RunRequest, controller: AbortController): Promise<string> {
    const { organisation, password, only, tryAgain, verifies, resume, proxyFor } = request
    const redact = createRedactor(
      [...request.secrets, ...(password === undefined ? [] : [password])],
      organisation.account ? [organisation.account.username] : [],
    )
    const begun = Promise.withResolvers<string>()
    let run: (LiveRun & { id: string }) | undefined
    let isOver = false

    const onEvent = (told: RunEvent): void => {
      const event = redact(told)
      if (event.type === 'started' && run === undefined) {
        const { id } = event.run
        if (resume) keeper.resume(event)
        else keeper.begin(event, request)
        run = { ...hold(id, controller), id }
        begun.resolve(id)
        onChange()
      }
      // What the window is shown is kept before: a program that is killed right after has lost none of it.
      if (run && event.type === 'finding') keeper.finding(run.id, event.finding)
      run?.log.append(event)
    }
    const ended = (brought: Run): void => {
      const result = redact(brought)
      const { id } = result.run
      run ??= { ...hold(id, controller), id }
      keeper.end(result)
      busy = false
      live.get(id)?.log.end()
      letGo(id)
      isOver = true
      begun.resolve(id)
      onChange()
      options.onEnd?.(result, request)
    }
    const brokeOff = (thrown: unknown): void => {
      // It has ended and is kept: what whoever was told of it made of that takes nothing of it back.
      if (isOver) return
      const error = redactedError(thrown, redact)
      busy = false
      if (run) {
        keeper.breakOff(run.id)
        run.log.end(error)
        letGo(run.id)
        onChange()
      } else {
        begun.reject(mistakeOf(thrown, only) ?? error)
      }
    }
    runNow(runReadiness, {
      ...{
        organisation,
        password,
        only,
        tryAgain,
        verifies,
        budget,
        now,
        onEvent,
        signal: controller.signal,
        proxyFor,
      },
      ...(resume && { resume: { header: resume.run, records: resume.artifacts } }),
      onRecord: (artifact, record) => run && keeper.artifact(run.id, artifact, redact(record)),
    })
      .then(ended)
      .catch(brokeOff)
    return begun.promise
  }

  function letGo(id: string): void {
    const run = live.get(id)
    if (run) run.underWay = false
  }

  return {
    start,
    cancel(id) {
      const run = live.get(id)
      if (run) run.controller.abort()
      else keeper.read(id)
    },
    read: (id) => keeper.read(id),
    ...{ list: keeper.list, remove: keeper.remove, restore: keeper.restore },
    clear() {
      keeper.clear()
      live.clear()
    },
    trouble: () => keeper.trouble(),
    isBusy: () => busy,
    active: () => [...live].find(([, { underWay }]) => underWay)?.[0] ?? null,
    events: (id) => live.get(id)?.log ?? eventsOfKept(keeper.read(id)),
  }
}

/** What a run throws before its first event where it was asked for what cannot be, or cannot be kept. */
function mistakeOf(thrown: unknown, only: readonly string[] | undefined): Error | undefined {
  if (thrown instanceof ContractError || thrown instanceof StoreRefused) return thrown
  if (thrown instanceof CannotResume) {
    const detail = thrown.code === 'other-version' ? t`It was begun by another version of Postern.` : undefined
    return new ContractError('run-not-interrupted', detail)
  }
  const isUnknownCheck = thrown instanceof RangeError && only !== undefined
  return isUnknownCheck ? new ContractError('bad-argument', t`only: names a check that there is not.`) : undefined
}

/** Even what is thrown before the first await comes as a rejection. */
async function runNow(run: RunReadiness, options: Parameters<RunReadiness>[0]): Promise<Run> {
  return await run(options)
}

function redactedError(thrown: unknown, redact: <T>(value: T) => T): Error {
  if (!(thrown instanceof Error)) return new Error(`A ${typeof thrown} was thrown that is no Error.`)
  const error = new Error(redact(String(thrown.message)))
  error.name = thrown.name
  error.stack = redact(String(thrown.stack))
  return error
}
