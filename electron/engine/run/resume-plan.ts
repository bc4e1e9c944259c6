import type { ArtifactName, ArtifactRecords } from '../../../shared/artifacts/artifacts.ts'
import { goesBySignIns } from '../gather/signing-in.ts'
import type { GraphNode } from './gather-graph.ts'
import { holdsRedaction } from './redactor.ts'

/** Nothing older than this is kept of a run that goes on: a server may have been mended since. */
export const KEPT_MILLISECONDS = 15 * 60_000

/** What a run that goes on has from before, and what it asks again. */
export type ResumePlan = { kept: ArtifactRecords; again: ArtifactName[] }

/**
 * What of an interrupted run still holds. Kept is what was gathered, a short while ago, with nothing of it redacted, waits
 * for nothing that is asked again, and was asked after all that it waits for. Whatever goes by a sign-in is asked again: that the password in hand is the one
 * that was accepted before, nobody can know, since no password that was accepted is remembered over the end of a program.
 */
export function planResume(nodes: readonly GraphNode[], records: ArtifactRecords, now: Date): ResumePlan {
  const again = new Set<ArtifactName>()
  const askAgain = (node: GraphNode): void => {
    again.add(node.gatherer.artifact)
    for (const name of node.gatherer.beside ?? []) again.add(name)
  }
  for (const node of nodes) {
    if (!stillHolds(node.gatherer.artifact, records, now) || wasAskedTooEarly(node, records)) askAgain(node)
  }
  for (let before = -1; before < again.size; ) {
    before = again.size
    for (const node of nodes) {
      if (again.has(node.gatherer.artifact) || node.waitsFor.some((name) => again.has(name))) askAgain(node)
    }
  }
  const names = nodes.map(({ gatherer }) => gatherer.artifact)
  const kept = names.filter((name) => !again.has(name)).map((name) => [name, records[name]])
  return { kept: Object.fromEntries(kept) as ArtifactRecords, again: names.filter((name) => again.has(name)) }
}

/** Whether something was asked by an older word of what it waits for: that was asked anew before a second interruption. */
function wasAskedTooEarly({ gatherer, waitsFor }: GraphNode, records: ArtifactRecords): boolean {
  const started = startOf(records[gatherer.artifact])
  return waitsFor.some((name) => started < startOf(records[name]))
}

function startOf(record: ArtifactRecords[ArtifactName]): number {
  return record?.state === 'gathered' ? Date.parse(record.startedAt) : Number.NaN
}

/** Whether a record by itself can be kept. */
function stillHolds(name: ArtifactName, records: ArtifactRecords, now: Date): boolean {
  const record = records[name]
  if (record?.state !== 'gathered' || goesBySignIns.includes(name)) return false
  const age = now.getTime() - Date.parse(record.startedAt)
  // A time that is yet to come is of a clock that was set back, and tells no age.
  return age >= 0 && age < KEPT_MILLISECONDS && !holdsRedaction(record.value)
}
