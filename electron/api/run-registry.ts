import type { CallResult } from '../../shared/contract/contract.ts'
import { ContractError } from '../../shared/contract/error-code.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import type { Run, RunEvent } from '../../shared/run/run.ts'
import { createRedactor } from '../engine/run/redactor.ts'
import type { runReadiness } from '../engine/run/run-readiness.ts'
import type { SignInBudget } from '../engine/run/sign-in-budget.ts'
import { createEventLog, type EventLog } from './event-log.ts'

export type RunReadiness = typeof runReadiness

type RunRequest = {
  organisation: Organisation
  password: string | undefined
  only: readonly string[] | undefined
  /** The administrator's explicit word that a password may be sent again that was rejected before. */
  tryAgain: boolean | undefined
  /** Passwords that must not be in anything that the run brings back, beside its own. */
  secrets: readonly string[]
}

type KeptRun = {
  header: Run['run']
  log: EventLog<RunEvent>
  controller: AbortController
  /** The run, once it has ended; the error, when it broke off for a bug of ours. */
  ended?: { run: Run } | { error: Error }
}

export type RunRegistry = {
  /**
   * Starts a run and resolves with its id when it has begun. Throws 'run-active' while there is another; `prepare`
   * counts as part of the run. `signal` gives the run up only until it has begun.
   */
  start(prepare: () => Promise<RunRequest>, signal: AbortSignal): Promise<string>
  /** Asks a run to stop; one that has ended is left as it is. */
  cancel(id: string): void
  read(id: string): Run
  list(): CallResult<'run.list'>
  events(id: string): EventLog<RunEvent>
}

/** The runs of this session: at most one under way, and the last `kept` that were begun. */
export function createRunRegistry(options: {
  runReadiness: RunReadiness
  budget: SignInBudget
  now: () => Date
  kept?: number
}): RunRegistry {
  const { runReadiness, budget, now, kept = 20 } = options
  const runs = new Map<string, KeptRun>()
  let busy = false

  function keep(header: Run['run'], controller: AbortController): KeptRun {
    const run: KeptRun = { header, log: createEventLog(), controller }
    runs.set(header.id, run)
    for (const id of [...runs.keys()].slice(0, -kept)) runs.delete(id)
    return run
  }

  function find(id: string): KeptRun {
    const run = runs.get(id)
    if (run === undefined) throw new ContractError('no-such-run')
    return run
  }

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

  /** Resolves with the id at the run's first event; the run itself goes on. */
  async function begin(request: RunRequest, controller: AbortController): Promise<string> {
    const { organisation, password, only, tryAgain } = request
    const redact = createRedactor(
      [...request.secrets, ...(password === undefined ? [] : [password])],
      organisation.account ? [organisation.account.username] : [],
    )
    const begun = Promise.withResolvers<string>()
    let run: KeptRun | undefined

    const onEvent = (told: RunEvent): void => {
      const event = redact(told)
      if (event.type === 'started' && run === undefined) {
        run = keep(event.run, controller)
        begun.resolve(event.run.id)
      }
      run?.log.append(event)
    }
    const brokeOff = (thrown: unknown): void => {
      const error = redactedError(thrown, redact)
      if (run) {
        run.ended = { error }
        run.log.end(error)
      } else {
        // Before its first event, a RangeError says that `only` names a check that there is not.
        const unknownCheck = thrown instanceof RangeError && only !== undefined
        begun.reject(unknownCheck ? new ContractError('bad-argument', 'only: names a check that there is not.') : error)
      }
      busy = false
    }
    const ended = (brought: Run): void => {
      const result = redact(brought)
      run ??= keep(result.run, controller)
      run.header = result.run
      run.ended = { run: result }
      busy = false
      run.log.end()
      begun.resolve(result.run.id)
    }
    runNow(runReadiness, { organisation, password, only, tryAgain, signal: controller.signal, onEvent, budget, now })
      .then(ended)
      .catch(brokeOff)
    return begun.promise
  }

  return {
    start,
    cancel: (id) => find(id).controller.abort(),
    read(id) {
      const { ended } = find(id)
      if (ended === undefined) throw new ContractError('run-unfinished')
      if ('error' in ended) throw ended.error
      return ended.run
    },
    list() {
      const newestFirst = [...runs.values()].reverse()
      const active = newestFirst.find(({ ended }) => ended === undefined)
      return { runs: newestFirst.map(({ header }) => header), active: active?.header.id ?? null }
    },
    events: (id) => find(id).log,
  }
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
