import { randomBytes } from 'node:crypto'
import { setTimeout as setTimer } from 'node:timers/promises'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import type { Profile } from '../../../shared/profiles/profile.ts'
import { createConnectionPool } from '../gather/connection-pool.ts'
import { createEwsBackOff } from '../gather/ews-back-off.ts'
import type { GatherContext, RunLimits } from '../gather/gatherer.ts'
import { watchTimers } from '../gather/timer-watch.ts'
import { defaultHttpLimits } from '../wire/http-connection.ts'
import { loadMd4 } from '../wire/ntlm/md4.ts'
import type { ProxyFor } from '../wire/proxy.ts'
import { secureContextOf } from '../wire/secure-context.ts'
import { trustOf } from '../wire/trust.ts'
import type { RunBudget } from './sign-in-budget.ts'

/** What a run has of the world; what is left out is the machine's own. */
export type RunWorld = {
  now?: (() => Date) | undefined
  monotonic?: (() => number) | undefined
  random?: ((length: number) => Buffer) | undefined
  sleep?: GatherContext['sleep'] | undefined
  timeout?: GatherContext['timeout'] | undefined
  watchTimers?: GatherContext['watchTimers'] | undefined
  /** Instead of the usual ones; those that are left out stay as they are. */
  limits?: Partial<RunLimits> | undefined
}

/** What the gatherers of one run are given. */
export function createRunContext(
  world: RunWorld,
  own: {
    organisation: Organisation
    password: string | undefined
    profile: Profile
    signal: AbortSignal
    budget: RunBudget
    redact: (text: string) => string
    proxyFor?: ProxyFor | undefined
  },
): GatherContext {
  const monotonic = world.monotonic ?? (() => performance.now())
  const sleep: GatherContext['sleep'] =
    world.sleep ?? ((milliseconds, signal) => setTimer(milliseconds, undefined, { signal }))
  return {
    ...own,
    trust: trustOf(own.organisation),
    now: world.now ?? (() => new Date()),
    monotonic,
    random: world.random ?? randomBytes,
    sleep,
    timeout: world.timeout ?? ((milliseconds) => AbortSignal.timeout(milliseconds)),
    watchTimers: world.watchTimers ?? (() => watchTimers()),
    connections: createConnectionPool(),
    ewsBackOff: createEwsBackOff({ monotonic, sleep }),
    limits: { ...defaultHttpLimits, ...world.limits },
    gathered: {},
    obstacles: {},
  }
}

/** What takes a processor's time, and is done while the first answers are on their way. */
export function prepare({ trust }: GatherContext): void {
  // Whoever needs them meets the same error, and reports it.
  loadMd4().catch(() => undefined)
  try {
    secureContextOf(trust)
  } catch {}
}
