import type { ArtifactName, Artifacts } from '../../../shared/artifacts/artifacts.ts'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import type { Profile } from '../../../shared/profiles/profile.ts'
import type { RunBudget } from '../run/sign-in-budget.ts'
import type { DnsLimits } from '../wire/dns-client.ts'
import type { HttpLimits } from '../wire/http-connection.ts'
import type { ProxyFor } from '../wire/proxy.ts'
import type { Trust } from '../wire/trust.ts'
import type { ConnectionPool } from './connection-pool.ts'
import type { EwsBackOff } from './ews-back-off.ts'
import type { TimerWatch } from './timer-watch.ts'

/** How long each part of a conversation may take, and how much an answer may hold; what is left out of DNS is its client's own. */
export type RunLimits = HttpLimits & { dns?: DnsLimits | undefined }

/** Everything that a gatherer may use of the world. Clock, randomness and the budget come in here and nowhere else. */
export type GatherContext = {
  organisation: Organisation
  password: string | undefined
  profile: Profile
  trust: Trust
  signal: AbortSignal
  now: () => Date
  /** Milliseconds from an arbitrary start, for durations. */
  monotonic: () => number
  random: (length: number) => Buffer
  /** Waits; rejects as soon as the signal aborts. */
  sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>
  /** Aborts after so long, for what is waited for no longer than that; nothing has to end it. */
  timeout: (milliseconds: number) => AbortSignal
  /** Begins to watch by how much this process's own timers are late. */
  watchTimers: () => TimerWatch
  /** This run's part of the sign-in budget. */
  budget: RunBudget
  connections: ConnectionPool
  /** Whether EWS may be asked as the account; whoever does goes by it. */
  ewsBackOff: EwsBackOff
  limits: RunLimits
  /** Where servers are reached as this machine is set to reach them; directly, when left out. */
  proxyFor?: ProxyFor | undefined
  /** The run's redactor, for texts that are cut before the run as a whole is redacted. */
  redact: (text: string) => string
  /** What other gatherers have brought back so far. */
  gathered: Partial<Artifacts>
  /** What stood in the way of those that brought back nothing. */
  obstacles: Partial<Record<ArtifactName, { by: ArtifactName; reason: string }>>
}

/** A gatherer that had nothing to ask, because an earlier one failed: whose failure it was, and in words. */
export class Blocked {
  readonly by: ArtifactName
  readonly reason: string

  constructor(by: ArtifactName, reason: string) {
    this.by = by
    this.reason = reason
  }
}

/**
 * Touches the network once and brings back one artifact, never judged. Trouble on the wire is part of the artifact;
 * what is thrown is our own bug.
 */
export type Gatherer<N extends ArtifactName = ArtifactName, K extends ArtifactName = ArtifactName> = {
  artifact: N
  /** Must have been gathered; when one of them was blocked, so is this. */
  needs: readonly K[]
  /** Gathered before this, and used where they are there. */
  uses?: (organisation: Organisation) => readonly ArtifactName[]
  /** Waited for where they are part of the run, and not asked for otherwise. */
  after?: (organisation: Organisation) => readonly ArtifactName[]
  /**
   * Goes by what the connections of these show while they are gathered, without waiting for the end of all of them. A run
   * that goes on and gathers this again gathers them again too, so that they have begun before it, as ever.
   */
  beside?: readonly ArtifactName[]
  gather: (needed: Pick<Artifacts, K>, context: GatherContext) => Promise<Artifacts[N] | Blocked>
}

/** A gatherer as the runner sees it, with its own artifact types forgotten. */
export type AnyGatherer = Omit<Gatherer, 'gather'> & {
  gather: (needed: Artifacts, context: GatherContext) => Promise<unknown>
}

/** Declares a gatherer; one that reads an artifact outside `needs` does not compile. */
export function defineGatherer<const N extends ArtifactName, const K extends ArtifactName>(
  gatherer: Gatherer<N, K>,
): Gatherer<N, K> {
  return gatherer
}
