import type { StoreApi } from 'zustand/vanilla'
import type { CallResult } from '../../../shared/contract/contract.ts'
import type { RowColumn } from '../../../shared/quarantine/csv.ts'
import type { IntegrationPattern } from '../../../shared/quarantine/integration.ts'
import type { DeviceFilter, DeviceGroup, DeviceSort, GroupColumn } from '../../../shared/quarantine/query.ts'
import type { SavedView } from '../../../shared/quarantine/saved-view.ts'
import type { PagedRows } from './paged-rows.ts'

export type Overview = CallResult<'quarantine.overview'>
/** A device as a line of the table. */
export type TableRow = CallResult<'quarantine.rows'>['rows'][number]

export type DeskPart = 'devices' | 'tray' | 'signs' | 'readings'

/** How the table is looked at: what a saved view holds, less its name. */
export type TableView = {
  filter: DeviceFilter
  sort: DeviceSort | null
  columns: readonly RowColumn[]
  group: GroupColumn | null
}

/** What the desk of devices shows, as plain data. */
export type QuarantineState = {
  phase: 'loading' | 'loaded' | 'failed'
  part: DeskPart
  /** Null where no organisation is open. */
  overview: Overview | null
  view: TableView
  /** The answer to the view that was asked last, or the one before it until that has come. */
  table: PagedRows<TableRow> | null
  /** The same for groups, while the view has some. */
  groups: PagedRows<DeviceGroup> | null
  /** A newer answer is waited for. */
  asking: boolean
  views: readonly SavedView[]
  /** Devices that are ticked, by their keys; 'all' that the filter finds. */
  ticked: ReadonlySet<string> | 'all'
  /** What was just done, or what went wrong, as a sentence. */
  told: { sentence: string; isProblem: boolean } | null
}

export type QuarantineActions = {
  /** Reads everything that is shown. */
  read(): Promise<void>
  /** Reads again whenever devices, decisions or the organisation change, until the signal aborts. */
  follow(signal: AbortSignal): Promise<void>
  showPart(part: DeskPart): void
  /** Looks at the table otherwise; an older answer that comes late is dropped. */
  look(part: Partial<TableView>): Promise<void>
  narrow(part: DeviceFilter): Promise<void>
  /** Sorts by a column: up, then down, then as it was read. */
  sortBy(by: DeviceSort['by']): Promise<void>
  /** Fetches what is in sight and not held. */
  want(first: number, last: number): Promise<void>
  /** Shows the devices of a group. */
  openGroup(group: DeviceGroup): Promise<void>
  /** The values that most devices have in a column, whatever the filter; undefined where they could not be read. */
  valuesOf(
    by: GroupColumn,
    signal: AbortSignal,
  ): Promise<Pick<CallResult<'quarantine.groups'>, 'groups' | 'total'> | undefined>
  tick(keys: readonly string[], on: boolean): Promise<void>
  /** Ticks the lines from one place to another, whichever comes first. */
  tickRange(from: number, to: number): Promise<void>
  tickAll(on: boolean): void
  saveView(name: string): Promise<boolean>
  removeView(name: string): Promise<void>
  savePattern(pattern: IntegrationPattern | null): Promise<boolean>
  /** All that the filter finds as CSV, or its groups while there are some, in the columns and the order that are shown; undefined where that went wrong. */
  csv(signal: AbortSignal): Promise<string | undefined>
  tell(sentence: string): void
  dismiss(): void
}

export type QuarantineStore = StoreApi<QuarantineState & QuarantineActions>
