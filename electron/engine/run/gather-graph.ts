import type { ArtifactName } from '../../../shared/artifacts/artifacts.ts'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import type { AnyGatherer } from '../gather/gatherer.ts'

/** A gatherer of this run, with every other of this run that it waits for. */
export type GraphNode = { gatherer: AnyGatherer; waitsFor: readonly ArtifactName[] }

/**
 * The part of the gatherers that brings back `wanted`, with what each waits for. Throws when a gatherer is missing
 * or when they wait for each other in a circle: both are our own mistakes.
 */
export function planGathering(
  wanted: readonly ArtifactName[],
  gatherers: readonly AnyGatherer[],
  organisation: Organisation,
): GraphNode[] {
  const byName = new Map(gatherers.map((gatherer) => [gatherer.artifact, gatherer]))
  const included = new Map<ArtifactName, AnyGatherer>()
  const include = (name: ArtifactName): void => {
    if (included.has(name)) return
    const gatherer = byName.get(name)
    if (!gatherer) throw new Error(`No gatherer brings back the artifact ${name}.`)
    included.set(name, gatherer)
    for (const needed of [...gatherer.needs, ...(gatherer.uses?.(organisation) ?? [])]) include(needed)
  }
  for (const name of wanted) include(name)
  const nodes = [...included.values()].map((gatherer) => ({
    gatherer,
    waitsFor: [
      ...gatherer.needs,
      ...(gatherer.uses?.(organisation) ?? []),
      ...(gatherer.after?.(organisation) ?? []).filter((name) => included.has(name)),
    ],
  }))
  refuseCircles(nodes)
  return nodes
}

function refuseCircles(nodes: readonly GraphNode[]): void {
  let left = [...nodes]
  const done = new Set<ArtifactName>()
  while (left.length > 0) {
    const ready = left.filter((node) => node.waitsFor.every((name) => done.has(name)))
    if (ready.length === 0) {
      const names = left.map((node) => node.gatherer.artifact).join(', ')
      throw new Error(`These gatherers wait for each other: ${names}.`)
    }
    for (const node of ready) done.add(node.gatherer.artifact)
    left = left.filter((node) => !ready.includes(node))
  }
}
