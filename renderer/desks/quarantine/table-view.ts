import type { RowColumn } from '../../../shared/quarantine/csv.ts'
import type { DeviceFilter, DeviceGroup, DeviceSort, GroupColumn } from '../../../shared/quarantine/query.ts'
import type { SavedView } from '../../../shared/quarantine/saved-view.ts'
import type { TableView } from './quarantine-state.ts'

const usualColumns: readonly RowColumn[] = [
  ...(['user', 'reported', 'predicted', 'rule', 'model', 'type', 'agent', 'lastSync'] as const),
]
const wideColumns: readonly RowColumn[] = [
  ...(['user', 'mailbox', 'name', 'model', 'type', 'deviceId', 'reported', 'reason', 'predicted'] as const),
  ...(['rule', 'agent', 'firstSync', 'lastSync'] as const),
]

/** How the table is looked at before anybody chooses; where there is room, with more columns. */
export function usualView(isWide = false): TableView {
  return { filter: {}, sort: null, columns: isWide ? wideColumns : usualColumns, group: null }
}

/** A filter with a part changed; what is undefined or blank asks for nothing. */
export function narrowed(filter: DeviceFilter, part: DeviceFilter): DeviceFilter {
  const entries = Object.entries({ ...filter, ...part }).filter(
    ([name, value]) => value !== undefined && !(name === 'text' && value === '') && !isEmptyList(value),
  )
  return Object.fromEntries(entries)
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

/** Up, then down, then in no order. */
export function nextSort(sort: DeviceSort | null, by: DeviceSort['by']): DeviceSort | null {
  if (sort?.by !== by) return { by, descending: false }
  return sort.descending ? null : { by, descending: true }
}

/** The part of a filter that finds the devices of a group. */
export function filterOfGroup(by: GroupColumn, { value }: DeviceGroup): DeviceFilter {
  switch (by) {
    case 'reported':
      return { reported: [value as NonNullable<DeviceFilter['reported']>[number]] }
    case 'predicted':
      return { predicted: [value as NonNullable<DeviceFilter['predicted']>[number]] }
    case 'step':
      return { step: [value as NonNullable<DeviceFilter['step']>[number]] }
    default:
      return { [by]: value }
  }
}

/** Whether a filter asks for anything. */
export function isNarrowed(filter: DeviceFilter): boolean {
  return Object.keys(narrowed(filter, {})).length > 0
}

/** Whether the table is looked at as a saved view says. */
export function isOfView({ filter, sort, columns, group }: TableView, view: SavedView): boolean {
  return (
    group === view.group &&
    columns.join() === view.columns.join() &&
    sort?.by === view.sort?.by &&
    sort?.descending === view.sort?.descending &&
    inOrder(filter) === inOrder(view.filter)
  )
}

function inOrder(filter: DeviceFilter): string {
  return JSON.stringify(Object.entries(filter).toSorted(([left], [right]) => (left < right ? -1 : 1)))
}
