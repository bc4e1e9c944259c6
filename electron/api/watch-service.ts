import { randomBytes } from 'node:crypto'
import type { SetTimer } from '../../shared/contract/set-timer.ts'
import type { Organisation } from '../../shared/organisation/organisation.ts'
import type { Run } from '../../shared/run/run.ts'
import type { Turn } from '../../shared/watch/turn.ts'
import type { WatchRun } from '../../shared/watch/watch.ts'
import { createSignInBudget } from '../engine/run/sign-in-budget.ts'
import type { SignInMemory } from '../engine/run/sign-in-memory.ts'
import type { Store } from '../engine/store/store.ts'
import type { ProxyFor } from '../engine/wire/proxy.ts'
import { createAccountPasswords } from './account-passwords.ts'
import { keptIdOf } from './organisations.ts'
import type { PasswordStore } from './password-store.ts'
import { asRun } from './run-handlers.ts'
import { createRunRegistry, type RunReadiness } from './run-registry.ts'
import { createSettings } from './settings.ts'
import { systemProxy } from './system-proxy.ts'
import { metricsText } from './watch-metrics.ts'
import { unlessRefused } from './watch-problems.ts'
import { createWatchRecords } from './watch-records.ts'
import { createWatchScheduler } from './watch-scheduler.ts'
import { thinOut } from './watch-thinning.ts'

/** A run of the service that has ended; `run` is null where it broke off for a bug of ours. */
export type WatchedRun = { seen: WatchRun; run: Run | null; turns: readonly Turn[]; next: string | null }

/** From when a watch has begun: when its first run is; null where what is kept cannot be read. */
export type WatchedFrom = { at: string; next: string | 'now' | null }

export type WatchServiceOptions = {
  version: string
  /** What a file says; what is kept of the same organisation stays as a window has it. */
  organisation: Organisation
  /** Undefined where the keychain is asked anew for each run. */
  password: string | undefined
  passwords: PasswordStore
  environment: Readonly<Record<string, string | undefined>>
  everyMinutes: number
  store: Store
  runReadiness: RunReadiness
  signInMemory: SignInMemory | undefined
  /** Asked for the proxy where the settings say that it is used; this machine, as programs find it, when left out. */
  proxyFor?: ProxyFor | undefined
  onRun: (watched: WatchedRun) => void
  /** Told why a run could not be started. */
  onProblem: (sentence: string) => void
  /** Told why a run can be kept no more, which goes on all the same. */
  onTrouble?: ((sentence: string) => void) | undefined
  /** Told what our own code threw, before `onProblem` is told its sentence. */
  onBug: (thrown: unknown) => void
  now: () => Date
  monotonic: () => number
  setTimer: SetTimer
  /** The first run is at once, however little ago the last was. */
  beginsNow?: boolean
}

/**
 * The watch over one organisation without a window. Its runs are kept where a window's are, which shows them, and are made
 * with the DNS servers and the proxy that were chosen there, so that both see the same.
 */
export type WatchService = {
  begin(): WatchedFrom
  metrics(): string
  /** Starts nothing any more; a run that is under way is stopped, and what it saw is kept. */
  end(): Promise<void>
}

export function createWatchService(options: WatchServiceOptions): WatchService {
  const { version, organisation, password, store, onRun, onProblem, onBug, now, monotonic, setTimer } = options
  const organisationId = keptIdOf(store, organisation) ?? store.organisations.put(organisation)
  const records = createWatchRecords(store.settings)
  // Read for each run: what a window has chosen meanwhile counts from the next one on.
  const settings = createSettings(store.settings)
  const proxyFor = options.proxyFor ?? systemProxy()
  const ending = new AbortController()
  const passwords = createAccountPasswords({
    store: options.passwords,
    given: { organisation, password },
    environment: options.environment,
    newReference: () => `secret-${randomBytes(12).toString('hex')}`,
  })
  const runs = createRunRegistry({
    runReadiness: options.runReadiness,
    budget: createSignInBudget(now, options.signInMemory),
    ...{ now, store },
    onChange: () => undefined,
    onTrouble: options.onTrouble,
    onEnd: (run, request) => scheduler.runEnded(run, request),
  })

  async function prepare() {
    const secrets = passwords.inMemory()
    return {
      ...{ organisation: asRun(organisation, settings), organisationId, origin: 'watch' as const },
      ...{ password: await passwords.passwordFor(organisation), secrets },
      proxyFor: settings.read().proxy === 'system' ? proxyFor : undefined,
    }
  }

  let told: string | null = null
  const scheduler = createWatchScheduler({
    records,
    ...{ now, monotonic, setTimer, beginsAtOnce: options.beginsNow ? 'now' : 'soon', service: true },
    organisations: () => [{ id: organisationId, name: organisation.name }],
    schedule: () => ({ on: true, everyMinutes: options.everyMinutes }),
    startRun: () => runs.start(prepare, ending.signal),
    activeRun: runs.active,
    onBug,
    onChange() {
      const problem = scheduler.statuses()[0]?.problem ?? null
      if (problem !== null && problem !== told && !ending.signal.aborted) onProblem(problem)
      told = problem
    },
    onRun(_organisation, turns, run) {
      const [status] = scheduler.statuses()
      const seen = status?.runs.at(-1)
      if (seen) onRun({ seen, run, turns, next: status?.next ?? null })
      thinOut({ runs: store.runs, records, now }, organisationId)
    },
  })

  function firstRun(): WatchedFrom['next'] {
    try {
      const [status] = scheduler.statuses()
      return status?.state === 'running' ? 'now' : (status?.next ?? null)
    } catch (thrown) {
      unlessRefused(thrown)
      onProblem(thrown.sentence)
      return null
    }
  }

  return {
    begin() {
      scheduler.begin()
      return { at: now().toISOString(), next: firstRun() }
    },
    metrics: () => metricsText(version, scheduler),
    async end() {
      ending.abort()
      scheduler.stop()
      const active = runs.active()
      if (active === null) return
      runs.cancel(active)
      // Over when the run is, and it is kept by then; that it broke off instead is no matter here.
      const events = runs.events(active).readAfter(-1, new AbortController().signal)
      try {
        for await (const _event of events);
      } catch {}
    },
  }
}
