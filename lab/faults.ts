import { activeSyncFaults } from './faults/active-sync.ts'
import { autodiscoverFaults } from './faults/autodiscover.ts'
import { dnsFaults } from './faults/dns.ts'
import { ewsFaults } from './faults/ews.ts'
import type { FaultEntry } from './faults/fault.ts'
import { hostileFaults } from './faults/hostile.ts'
import { networkFaults } from './faults/network.ts'
import { nodeFaults } from './faults/nodes.ts'
import { signInFaults } from './faults/sign-in.ts'
import { tlsFaults } from './faults/tls.ts'
import { healthySettings, type Settings } from './settings.ts'

/** A fault by its id. */
export interface Fault extends FaultEntry {
  readonly id: FaultId
}

/**
 * Every fault by id. To add one: an entry in the file of its area, and a test that shows it on the wire. When it needs
 * behaviour that no setting reaches yet, add a setting and read it where the answer is made.
 */
const table = {
  ...dnsFaults,
  ...networkFaults,
  ...nodeFaults,
  ...tlsFaults,
  ...signInFaults,
  ...autodiscoverFaults,
  ...ewsFaults,
  ...activeSyncFaults,
  ...hostileFaults,
} satisfies Record<string, FaultEntry>

export type FaultId = keyof typeof table

export const faults: readonly Fault[] = (Object.keys(table) as FaultId[]).map((id) => ({ id, ...table[id] }))

export function isFaultId(text: string): text is FaultId {
  return Object.hasOwn(table, text)
}

/** Two of `ids` that cannot be on together, when there are such. */
export function clashingFaults(ids: readonly FaultId[]): [FaultId, FaultId] | undefined {
  const first = new Map<string, FaultId>()
  for (const id of new Set(ids)) {
    const other = first.get(table[id].part)
    if (other) return [other, id]
    first.set(table[id].part, id)
  }
  return undefined
}

/**
 * The settings of an organisation with these faults. `adjust` changes what is healthy before the faults do.
 * Throws a RangeError when two of them clash.
 */
export function settingsWith(ids: readonly FaultId[], adjust?: (settings: Settings) => void): Settings {
  const clash = clashingFaults(ids)
  if (clash) throw new RangeError(`The faults ${clash[0]} and ${clash[1]} cannot be on together.`)
  const settings = healthySettings()
  adjust?.(settings)
  for (const id of new Set(ids)) table[id].change(settings)
  return settings
}

/** What holds for one server: the settings of all, with what is different about it. */
export function settingsOfNode(node: number, ids: readonly FaultId[], adjust?: (settings: Settings) => void): Settings {
  const settings = settingsWith(ids, adjust)
  for (const each of settings.different) if (each.node === node) each.change(settings)
  return settings
}
