import type { CallResult } from '../../shared/contract/contract.ts'
import type { Device } from '../../shared/quarantine/device.ts'
import type { DeviceRow } from '../../shared/quarantine/device-row.ts'
import { groupRowsInSteps } from '../../shared/quarantine/group-rows.ts'
import {
  type DeviceFilter,
  type DeviceGroup,
  type DeviceSort,
  filterRows,
  type GroupColumn,
} from '../../shared/quarantine/query.ts'
import { sortRowsInSteps } from '../../shared/quarantine/sort-rows.ts'
import { inSlices } from './in-slices.ts'
import type { HeldDesk } from './quarantine-desk.ts'
import type { Tray } from './quarantine-tray.ts'

export type ToldRow = CallResult<'quarantine.rows'>['rows'][number]

/** What was asked for last, of each desk that is held: pages of the same question cost nothing. */
const found = new WeakMap<HeldDesk, { key: string; places: Uint32Array }>()
const grouped = new WeakMap<HeldDesk, { key: string; groups: Promise<DeviceGroup[]> }>()
const sorted = new WeakMap<HeldDesk, { key: string; places: Promise<Uint32Array> }>()

/** The places of the rows that a filter wants. */
export function placesOf(held: HeldDesk, filter: DeviceFilter): Uint32Array {
  const key = JSON.stringify(filter)
  const known = found.get(held)
  if (known?.key === key) return known.places
  const places = filterRows(held.rows, filter, held.desk.settings.now)
  found.set(held, { key, places })
  return places
}

/** The same in the order that is asked for. */
export function sortedPlacesOf(held: HeldDesk, filter: DeviceFilter, sort: DeviceSort | null): Promise<Uint32Array> {
  const key = JSON.stringify([filter, sort])
  const known = sorted.get(held)
  if (known?.key === key) return known.places
  const all = placesOf(held, filter)
  const places = sort ? inSlices(sortRowsInSteps(held.rows, all, sort)) : Promise.resolve(all)
  sorted.set(held, { key, places })
  return places
}

/** How many of them have each value of a column. */
export function groupsOf(held: HeldDesk, filter: DeviceFilter, by: GroupColumn): Promise<DeviceGroup[]> {
  const key = JSON.stringify([filter, by])
  const known = grouped.get(held)
  if (known?.key === key) return known.groups
  const groups = inSlices(groupRowsInSteps(held.rows, placesOf(held, filter), by))
  grouped.set(held, { key, groups })
  return groups
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
