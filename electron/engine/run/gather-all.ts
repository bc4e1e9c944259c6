import type { ArtifactName, ArtifactRecords } from '../../../shared/artifacts/artifacts.ts'
import type { RunEvent } from '../../../shared/run/run.ts'
import type { GatherContext } from '../gather/gatherer.ts'
import type { GraphNode } from './gather-graph.ts'
import { type GatheredRecord, gatherOne } from './gather-one.ts'
import { type GathererTrace, traced } from './gatherer-trace.ts'
import { prepare } from './run-context.ts'

/** A record as it leaves the run: of any of its artifacts, and redacted. */
export type ShownRecord = NonNullable<ArtifactRecords[ArtifactName]>

/** Every record of a run: as it was seen, for gatherers and checks, and as it leaves the run. */
export type RunRecords = { seen: ArtifactRecords; shown: ArtifactRecords }

type GatherAll = {
  nodes: readonly GraphNode[]
  /** Records of a run that goes on, which are not asked again. */
  kept: ArtifactRecords
  context: GatherContext
  redact: <T>(value: T) => T
  /** Why nothing more is asked, once the run is stopped. */
  stopped: () => string | undefined
  emit: (event: RunEvent) => void
  onRecord: (artifact: ArtifactName, record: ShownRecord) => void
  onTrace: ((trace: GathererTrace) => void) | undefined
  /** Called whenever something more is known. */
  onKnown: (seen: ArtifactRecords) => void
}

/**
 * Gathers everything, each as soon as what it waits for is there, so that independent ones run side by side. Whoever
 * stores the records has each before it is told of.
 */
export async function gatherAll(all: GatherAll): Promise<RunRecords> {
  const { nodes, kept, context, redact, stopped, emit, onRecord, onTrace, onKnown } = all
  const seen: Partial<Record<ArtifactName, GatheredRecord>> = {}
  const shown: Partial<Record<ArtifactName, ShownRecord>> = {}
  const finished = new Map<ArtifactName, Promise<void>>()

  function take(name: ArtifactName, record: GatheredRecord): void {
    seen[name] = record
    if (record.state === 'gathered') Object.assign(context.gathered, { [name]: record.value })
    if (record.state === 'blocked') context.obstacles[name] = { by: record.by, reason: record.reason }
    const milliseconds = 'milliseconds' in record ? record.milliseconds : 0
    // A password may be part of a host's name: what was seen stays usable, and what is let out is a copy.
    const leaving = redact(record) as ShownRecord
    shown[name] = leaving
    onRecord(name, leaving)
    emit({ type: 'gathered', artifact: name, state: record.state, milliseconds })
  }

  function start(name: ArtifactName): Promise<void> {
    const under = finished.get(name)
    if (under) return under
    const node = nodes.find((candidate) => candidate.gatherer.artifact === name)
    const work = node ? gather(node) : Promise.resolve()
    finished.set(name, work)
    return work
  }

  async function gather(node: GraphNode): Promise<void> {
    const { artifact } = node.gatherer
    await Promise.all(node.waitsFor.map(start))
    emit({ type: 'gathering', artifact })
    const record = await traced(node, onTrace, context.monotonic, () =>
      gatherOne(node.gatherer, context, seen, redact, stopped),
    )
    take(artifact, record)
    onKnown(seen as ArtifactRecords)
  }

  for (const { gatherer } of nodes) {
    const record = kept[gatherer.artifact]
    if (!record) continue
    finished.set(gatherer.artifact, Promise.resolve())
    take(gatherer.artifact, record)
  }
  if (finished.size > 0) onKnown(seen as ArtifactRecords)
  const work = Promise.all(nodes.map((node) => start(node.gatherer.artifact)))
  setImmediate(prepare, context)
  await work
  return { seen: seen as ArtifactRecords, shown: shown as ArtifactRecords }
}
