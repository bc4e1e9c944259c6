import type { ArtifactName } from '../../../shared/artifacts/artifacts.ts'
import { type RoundTrips, recordingRoundTrips } from '../wire/round-trips.ts'
import type { GraphNode } from './gather-graph.ts'

/** What a gatherer waited for: others before it began, and the wire while it was at work. Times in milliseconds. */
export type GathererTrace = {
  artifact: ArtifactName
  waitsFor: readonly ArtifactName[]
  began: number
  ended: number
  roundTrips: RoundTrips[]
}

/** Runs a gatherer and reports its trace, if anybody wants it. */
export async function traced<T>(
  node: GraphNode,
  report: ((trace: GathererTrace) => void) | undefined,
  monotonic: () => number,
  work: () => Promise<T>,
): Promise<T> {
  if (!report) return await work()
  const roundTrips: RoundTrips[] = []
  const began = monotonic()
  const result = await recordingRoundTrips({ monotonic, record: (seen) => roundTrips.push(seen) }, work)
  const { artifact } = node.gatherer
  report({ artifact, waitsFor: node.waitsFor, began, ended: monotonic(), roundTrips })
  return result
}
