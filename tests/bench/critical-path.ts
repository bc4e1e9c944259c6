import type { GathererTrace } from '../../electron/engine/run/gatherer-trace.ts'
import type { RoundTrips } from '../../electron/engine/wire/round-trips.ts'

/** A link of the chain: a gatherer, and the round trips that it adds. */
export interface ChainLink {
  artifact: string
  roundTrips: number
}

/**
 * The longest chain of a run: gatherers that wait for each other, each with the round trips that it made one after the
 * other. Whoever ran side by side without waiting for one another is not added up.
 */
export function criticalPath(traces: readonly GathererTrace[]): { links: ChainLink[]; roundTrips: number } {
  const byName = new Map(traces.map((trace) => [trace.artifact, trace]))
  const known = new Map<string, { links: ChainLink[]; roundTrips: number }>()
  const chainTo = (trace: GathererTrace) => {
    const done = known.get(trace.artifact)
    if (done) return done
    let before: { links: ChainLink[]; roundTrips: number } = { links: [], roundTrips: 0 }
    for (const name of trace.waitsFor) {
      const awaited = byName.get(name)
      const chain = awaited && chainTo(awaited)
      if (chain && chain.roundTrips > before.roundTrips) before = chain
    }
    const roundTrips = inSequence(trace.roundTrips)
    const chain = {
      links: [...before.links, { artifact: trace.artifact, roundTrips }],
      roundTrips: before.roundTrips + roundTrips,
    }
    known.set(trace.artifact, chain)
    return chain
  }
  return traces
    .map(chainTo)
    .reduce((longest, chain) => (chain.roundTrips > longest.roundTrips ? chain : longest), { links: [], roundTrips: 0 })
}

/** The most round trips of which each began when the one before it had ended, and was not side by side with it by intent. */
export function inSequence(roundTrips: GathererTrace['roundTrips']): number {
  const byEnd = roundTrips.toSorted((one, other) => one.ended - other.ended)
  const most: number[] = []
  byEnd.forEach((trip, index) => {
    const before = byEnd.slice(0, index).map((other, at) => (mayFollow(trip, other) ? (most[at] ?? 0) : 0))
    most.push(trip.count + Math.max(0, ...before))
  })
  return Math.max(0, ...most)
}

function mayFollow(trip: RoundTrips, before: RoundTrips): boolean {
  const ofAnotherLane = trip.lane !== undefined && before.lane !== undefined && trip.lane !== before.lane
  return before.ended <= trip.began && !ofAnotherLane
}
