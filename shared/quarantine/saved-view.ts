import { z } from 'zod'
import { columnWords, type RowColumn } from './csv.ts'
import { DeviceFilter, DeviceSort, groupColumns } from './query.ts'

const rowColumns = Object.keys(columnWords()) as [RowColumn, ...RowColumn[]]

/** A column of the table. */
export const RowColumnName = z.enum(rowColumns)

/** So many views are kept for an organisation. */
export const mostViews = 100

export const ViewName = z.string().trim().min(1).max(100)

/** How somebody looks at the table, by a name. */
export const SavedView = z.strictObject({
  name: ViewName,
  filter: DeviceFilter,
  sort: DeviceSort.nullable(),
  columns: z.array(RowColumnName).min(1).max(rowColumns.length),
  group: z.enum(groupColumns).nullable(),
})
export type SavedView = z.infer<typeof SavedView>
