import type { CallResult } from '../../shared/contract/contract.ts'
import type { Device } from '../../shared/quarantine/device.ts'
import type { DeviceRow } from '../../shared/quarantine/device-row.ts'
import { type DeviceFilter, type DeviceSort, filterRows, sortRows } from '../../shared/quarantine/query.ts'
import type { HeldDesk } from './quarantine-desk.ts'
import type { Tray } from './quarantine-tray.ts'

export type ToldRow = CallResult<'quarantine.rows'>['rows'][number]

/** The places that were asked for last, of each desk that is held: pages of the same question cost nothing. */
const last = new WeakMap<HeldDesk, { key: string; places: Uint32Array }>()

/** The places of the rows that a filter wants, in the order that is asked for. */
export function placesOf(held: HeldDesk, filter: DeviceFilter, sort: DeviceSort | null = null): Uint32Array {
  const key = JSON.stringify([filter, sort])
  const known = last.get(held)
  if (known?.key === key) return known.places
  const found = filterRows(held.rows, filter, held.desk.settings.now)
  const places = sort ? sortRows(held.rows, found, sort) : found
  last.set(held, { key, places })
  return places
}

/** The devices that a filter wants. */
export function devicesOf(held: HeldDesk, filter: DeviceFilter): Device[] {
  return Array.from(placesOf(held, filter)).flatMap((at) => held.desk.index.devices[at] ?? [])
}

/** A row with what lies in the tray about it. */
export function toldRow(row: DeviceRow, { bySubject }: Pick<Tray, 'bySubject'>): ToldRow {
  const kind = bySubject.get(row.key)?.decision.kind
  return { ...row, decided: kind === undefined || kind === 'rule' ? null : kind }
}

/** The rows of devices, each with what lies in the tray about it. */
export function toldRows({ rowOf }: HeldDesk, devices: readonly Device[], tray: Pick<Tray, 'bySubject'>): ToldRow[] {
  return devices.flatMap(({ key }) => {
    const row = rowOf.get(key)
    return row ? [toldRow(row, tray)] : []
  })
}
