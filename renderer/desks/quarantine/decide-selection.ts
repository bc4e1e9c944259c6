import type { CallArgument, CallResult, Client } from '../../../shared/contract/contract.ts'
import type { DeviceFilter } from '../../../shared/quarantine/query.ts'

/** The devices that somebody chose: by name, or all that a filter found, as many as were shown. */
export type DeviceSelection = { keys: string[] } | { filter: DeviceFilter; total: number }

export type Trial = CallArgument<'quarantine.what-if'>['trial']
export type TrialResult = CallResult<'quarantine.what-if'>
export type Tried = Extract<TrialResult, { outcome: 'tried' }>
/** What is decided, less why. */
export type DecisionOf = Extract<Trial, { what: 'decision' }>['of']

export function sizeOf(selection: DeviceSelection): number {
  return 'keys' in selection ? selection.keys.length : selection.total
}

/** The selection as a call takes it; that of a filter by the reading of now: where it finds another number, it is refused. */
export async function chosenDevices(
  client: Client,
  selection: DeviceSelection,
  signal: AbortSignal,
): Promise<Extract<DecisionOf, { devices: unknown }>['devices']> {
  if ('keys' in selection) return selection
  const { filter, total: count } = selection
  const { reading } = await client.call('quarantine.rows', { filter, sort: null, offset: 0, limit: 1 }, signal)
  return { filter, reading, count }
}

/** A call brings so many devices. */
const PAGE = 100

/** What a change would move, with so many of the devices, as far as there are some. */
export async function tryOut(client: Client, trial: Trial, wanted: number, signal: AbortSignal): Promise<TrialResult> {
  const first = await client.call('quarantine.what-if', { trial, offset: 0, limit: PAGE }, signal)
  if (first.outcome !== 'tried') return first
  const devices = [...first.devices]
  while (devices.length < Math.min(wanted, first.total)) {
    const asked = { trial, offset: devices.length, limit: PAGE }
    const next = await client.call('quarantine.what-if', asked, signal)
    // What moves has become another between two pages: it is begun anew.
    if (next.outcome !== 'tried' || next.shown !== first.shown) return tryOut(client, trial, wanted, signal)
    devices.push(...next.devices)
  }
  return { ...first, devices: devices.slice(0, wanted) }
}
