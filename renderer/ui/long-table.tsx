import { makeStyles, tokens } from '@fluentui/react-components'
import {
  type ColumnDef,
  createSortedRowModel,
  rowSortingFeature,
  type SortFn,
  sortFn_basic,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { LongBody, type LongBodyHandle } from './long-body.tsx'
import { columnSizes, type LongColumn, type LongLines, ranksOf } from './long-column.ts'
import { HEAD_PIXELS, LongHead } from './long-head.tsx'

const useStyles = makeStyles({
  box: {
    flexGrow: 1,
    minHeight: 0,
    overflow: 'auto',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    // A row that has the focus must not hide behind the head, nor the last one behind the edge.
    scrollPaddingTop: `${HEAD_PIXELS}px`,
  },
})

type Sortable = { row: unknown }
const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { basic: sortFn_basic },
})
const inOrder: SortFn<typeof features, Sortable> = (a, b, column) =>
  a.getValue<number>(column) - b.getValue<number>(column)

type LongTableProps<T> = {
  label: string
  rows: readonly T[]
  /** The same object as long as nothing of it changes. */
  lines: LongLines<T, LongColumn<T>>
}

/**
 * A table of any length of which only what is in sight is drawn. It is in the order of `rows` until a head is chosen.
 * One line is reached by Tab; the arrow keys, Page Up and Down, Home and End go on from there.
 */
export function LongTable<T>({ label, rows, lines }: LongTableProps<T>) {
  const styles = useStyles()
  // State, and no ref: the lines are drawn once the box is there to be measured.
  const [box, setBox] = useState<HTMLDivElement | null>(null)
  const body = useRef<LongBodyHandle>(null)
  const { columns, ticks, keyOf } = lines
  const data = useMemo(() => rows.map((row) => ({ row })), [rows])
  const definitions = useMemo<ColumnDef<typeof features, Sortable>[]>(
    () =>
      columns.map((column) => {
        // Not before somebody sorts by it.
        let ranks: Map<T, number> | undefined
        return {
          id: column.id,
          accessorFn({ row }: Sortable) {
            ranks ??= ranksOf(rows, column)
            return ranks.get(row as T) ?? 0
          },
          sortFn: inOrder,
          sortDescFirst: false,
        }
      }),
    [columns, rows],
  )
  const table = useTable({ features, columns: definitions, data })
  const model = table.getRowModel().rows
  const sorted = useMemo(() => model.map(({ original }) => (original as Sortable).row as T), [model])

  function move(event: KeyboardEvent) {
    if (!(event.target instanceof HTMLElement) || event.target.dataset.line === undefined) return
    if (body.current?.press(event)) event.preventDefault()
  }

  const keys = ticks ? rows.map(keyOf) : []
  const tickedCount = keys.filter((key) => ticks?.has(key)).length
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the lines inside take the keys; the box only hears them
    <div ref={setBox} className={styles.box} onKeyDown={move}>
      {/* biome-ignore lint/a11y/useSemanticElements: a table element lays out every row, and only those in sight are drawn */}
      <div role="table" aria-label={label} aria-rowcount={sorted.length + 1}>
        <LongHead
          columns={columns.map(({ id, head }) => ({ id, head, way: wayOf(table.getColumn(id)?.getIsSorted()) }))}
          sizes={columnSizes(lines)}
          tick={
            ticks && {
              state: tickedCount === 0 ? false : tickedCount === keys.length ? true : 'mixed',
              toggle: () => ticks.tick(keys, tickedCount < keys.length),
            }
          }
          onSort={(id) => table.getColumn(id)?.toggleSorting()}
        />
        <LongBody
          {...{ box, lines }}
          handle={body}
          count={sorted.length}
          rowAt={(index) => sorted[index]}
          headPixels={HEAD_PIXELS}
        />
      </div>
    </div>
  )
}

function wayOf(sorted: false | 'asc' | 'desc' | undefined): 'ascending' | 'descending' | 'none' {
  if (!sorted) return 'none'
  return sorted === 'asc' ? 'ascending' : 'descending'
}
