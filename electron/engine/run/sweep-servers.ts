import { randomBytes } from 'node:crypto'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import type { SweptServer } from '../../../shared/run/swept-server.ts'
import { type VirtualDirectory, virtualDirectories } from '../../../shared/run/virtual-directories.ts'
import type { SystemNames } from '../gather/look-up.ts'
import { defaultHttpLimits } from '../wire/http-connection.ts'
import { ownShortage } from '../wire/own-shortage.ts'
import { createConnectionLimit } from './connection-limit.ts'
import { createFollowUps } from './follow-ups.ts'
import { createRunClock } from './run-clock.ts'
import { sweep } from './sweep.ts'
import { type Candidate, candidatesOf, keyOf } from './sweep-candidates.ts'
import { afterFirstGlance, afterGlance } from './swept-by-glances.ts'

const DEADLINE_MILLISECONDS = 30 * 60_000
const FOLLOW_UPS_AT_ONCE = 64
const USER_AGENT = 'Postern'

export type SweepOptions = {
  /** Addresses and host names; `named` where one was given by itself, and not as one of a range. */
  places: readonly { target: string; named: boolean }[]
  port: number
  /** What every server is asked as, in the place of the target itself. */
  publishedName?: string | undefined
  /** Each is asked by itself: the others where the first has come to a server. */
  directories: readonly [VirtualDirectory, ...VirtualDirectory[]]
  /** So many are looked at side by side for the first directory, and as many for the others. */
  atOnce?: number | undefined
  /** How long a connection, a handshake and each answer may take; what is usual when left out. */
  timeoutMilliseconds?: number | undefined
  organisation: Pick<Organisation, 'trust' | 'resolvers'>
  signal: AbortSignal
  /** Told how many servers there are to look at, as soon as all names have been looked up. */
  onCounted?: ((total: number) => void) | undefined
  /** Told of each server as soon as all of it is known, in no order. */
  onServer: (server: SweptServer) => void
  deadlineMilliseconds?: number | undefined
  system?: SystemNames | undefined
  now?: (() => Date) | undefined
  monotonic?: (() => number) | undefined
  random?: ((length: number) => Buffer) | undefined
}

/** How many servers there were to look at, and why some of them were not. */
export type SweepEnd = { total: number; endedEarly?: 'cancelled' | 'deadline'; shortage?: string }

/**
 * Looks at each server once for each virtual directory, without a credential. Ends early, with what was seen, when the
 * signal aborts, the deadline passes or this machine runs out of something. Throws only for a bug of ours.
 */
export async function sweepServers(options: SweepOptions): Promise<SweepEnd> {
  const { atOnce, onServer } = options
  const { now = () => new Date(), monotonic = () => performance.now(), random = randomBytes } = options
  const [first, ...others] = options.directories
  const clock = createRunClock(options.signal, options.deadlineMilliseconds ?? DEADLINE_MILLISECONDS)
  const failed = new AbortController()
  const signal = AbortSignal.any([clock.signal, failed.signal])
  // Many names may lead to one server.
  const limit = createConnectionLimit<never>(() => undefined)
  const dependencies = { signal, now, monotonic, limits: limitsOf(options.timeoutMilliseconds) }
  const glancesAt = (directory: VirtualDirectory, candidates: readonly Candidate[]) =>
    sweep(
      candidates,
      { path: virtualDirectories[directory].path, userAgent: USER_AGENT, limit, ...(atOnce && { atOnce }) },
      dependencies,
    )
  const askOthers = async (candidate: Candidate, seen: SweptServer) => {
    let server = seen
    try {
      for (const directory of others) {
        for await (const glance of glancesAt(directory, [candidate])) server = afterGlance(server, directory, glance)
      }
    } finally {
      onServer(server)
    }
  }
  const followUps = createFollowUps(atOnce ?? FOLLOW_UPS_AT_ONCE, () => failed.abort())
  let total = options.places.length
  try {
    const found = await candidatesOf(options, { signal, random, now, monotonic })
    total = found.candidates.length + found.unresolved.length + found.unasked
    options.onCounted?.(total)
    for (const server of found.unresolved) onServer(server)
    const byKey = new Map(found.candidates.map((candidate) => [keyOf(candidate), candidate]))
    for await (const glance of glancesAt(first, found.candidates)) {
      const candidate = byKey.get(keyOf(glance))
      if (!candidate) continue
      const seenAt = now().toISOString()
      const server = afterFirstGlance({ directory: first, glance, named: candidate.named, seenAt })
      if (server?.failure) onServer(server)
      else if (server) await followUps.add(() => askOthers(candidate, server))
    }
    await followUps.end()
    return endOf(total, clock.endedEarly())
  } catch (error) {
    const shortage = ownShortage(error)
    if (!shortage) throw error
    return { total, shortage }
  } finally {
    // What is still under way after an error is nobody's any more; what it has seen is told.
    failed.abort()
    await followUps.settled()
    clock.clear()
  }
}

function endOf(total: number, endedEarly: SweepEnd['endedEarly']): SweepEnd {
  return { total, ...(endedEarly && { endedEarly }) }
}

function limitsOf(timeout: number | undefined) {
  if (timeout === undefined) return defaultHttpLimits
  const parts = { connectMilliseconds: timeout, handshakeMilliseconds: timeout, answerMilliseconds: timeout }
  return { ...defaultHttpLimits, ...parts }
}
