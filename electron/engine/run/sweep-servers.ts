import { randomBytes } from 'node:crypto'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import type { SweptServer } from '../../../shared/run/swept-server.ts'
import { type VirtualDirectory, virtualDirectories } from '../../../shared/run/virtual-directories.ts'
import type { SystemNames } from '../gather/look-up.ts'
import { defaultHttpLimits } from '../wire/http-connection.ts'
import { ownShortage } from '../wire/own-shortage.ts'
import { createRunClock } from './run-clock.ts'
import { sweep } from './sweep.ts'
import { type Candidate, candidatesOf, keyOf } from './sweep-candidates.ts'
import { afterFirstGlance, afterGlance } from './swept-by-glances.ts'

const DEADLINE_MILLISECONDS = 30 * 60_000
const USER_AGENT = 'Postern'

export type SweepOptions = {
  /** Addresses and host names; `named` where one was given by itself, and not as one of a range. */
  places: readonly { target: string; named: boolean }[]
  port: number
  /** What every server is asked as, in the place of the target itself. */
  publishedName?: string | undefined
  /** At least one; each is asked by itself, of the servers that the first was asked of. */
  directories: readonly VirtualDirectory[]
  atOnce?: number | undefined
  /** How long a connection, a handshake and each answer may take; what is usual when left out. */
  timeoutMilliseconds?: number | undefined
  organisation: Pick<Organisation, 'trust' | 'resolvers'>
  signal: AbortSignal
  /** Told of each server as soon as all of it is known, in no order. */
  onServer: (server: SweptServer) => void
  deadlineMilliseconds?: number | undefined
  system?: SystemNames | undefined
}

/** How many servers there were to look at, and why some of them were not. */
export type SweepEnd = { total: number; endedEarly?: 'cancelled' | 'deadline'; shortage?: string }

/**
 * Looks at each server once for each virtual directory, without a credential. Ends early, with what was seen, when the
 * signal aborts, the deadline passes or this machine runs out of something. Throws only for a bug of ours.
 */
export async function sweepServers(options: SweepOptions): Promise<SweepEnd> {
  const { directories, atOnce, onServer } = options
  const failed = new AbortController()
  const clock = createRunClock(options.signal, options.deadlineMilliseconds ?? DEADLINE_MILLISECONDS)
  const signal = AbortSignal.any([clock.signal, failed.signal])
  const dependencies = { signal, now, monotonic, limits: limitsOf(options.timeoutMilliseconds) }
  const waiting = new Map<string, { candidate: Candidate; server: SweptServer }>()
  let total = options.places.length
  try {
    const { candidates, unresolved, unasked } = await candidatesOf(options, {
      signal,
      random: randomBytes,
      now,
      monotonic,
    })
    total = candidates.length + unresolved.length + unasked
    for (const server of unresolved) onServer(server)
    const byKey = new Map(candidates.map((candidate) => [keyOf(candidate), candidate]))
    for (const [at, directory] of directories.entries()) {
      const targets = at === 0 ? candidates : [...waiting.values()].map(({ candidate }) => candidate)
      const how = { path: virtualDirectories[directory].path, userAgent: USER_AGENT, ...(atOnce && { atOnce }) }
      for await (const glance of sweep(targets, how, dependencies)) {
        const candidate = byKey.get(keyOf(glance))
        if (!candidate) continue
        const before = waiting.get(keyOf(candidate))?.server
        const server = before
          ? afterGlance(before, directory, glance)
          : afterFirstGlance({ directory, glance, named: candidate.named, seenAt: now().toISOString() })
        if (!server) continue
        if (server.failure || at === directories.length - 1) {
          waiting.delete(keyOf(candidate))
          onServer(server)
        } else {
          waiting.set(keyOf(candidate), { candidate, server })
        }
      }
    }
    return endOf(total, clock.endedEarly())
  } catch (error) {
    const shortage = ownShortage(error)
    if (!shortage) throw error
    return { total, shortage }
  } finally {
    // What is still under way after an error is nobody's any more.
    failed.abort()
    clock.clear()
    for (const { server } of waiting.values()) onServer(server)
  }
}

function endOf(total: number, endedEarly: SweepEnd['endedEarly']): SweepEnd {
  return { total, ...(endedEarly && { endedEarly }) }
}

const now = () => new Date()
const monotonic = () => performance.now()

function limitsOf(timeout: number | undefined) {
  if (timeout === undefined) return defaultHttpLimits
  const parts = { connectMilliseconds: timeout, handshakeMilliseconds: timeout, answerMilliseconds: timeout }
  return { ...defaultHttpLimits, ...parts }
}
