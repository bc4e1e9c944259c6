import { Checkbox, makeStyles, tokens } from '@fluentui/react-components'
import { ArrowDown12Regular } from '@fluentui/react-icons/svg/arrow-down'
import { ArrowUp12Regular } from '@fluentui/react-icons/svg/arrow-up'
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
import { t } from '../../shared/language/translate.ts'
import { LongBody, type LongBodyHandle } from './long-body.tsx'
import { columnSizes, type LongLines, ranksOf } from './long-column.ts'

const HEAD_PIXELS = 36

const useStyles = makeStyles({
  box: {
    flexGrow: 1,
    minHeight: 0,
    overflow: 'auto',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    // A row that has the focus must not hide behind the head, nor the last one behind the edge.
    scrollPaddingTop: `${HEAD_PIXELS}px`,
  },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    display: 'grid',
    alignItems: 'center',
    height: `${HEAD_PIXELS}px`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  cell: { minWidth: 0, paddingInline: tokens.spacingHorizontalS, overflow: 'hidden' },
  sort: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    padding: 0,
    border: 'none',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground3,
    font: 'inherit',
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    cursor: 'pointer',
    borderRadius: tokens.borderRadiusSmall,
    ':hover': { color: tokens.colorNeutralForeground1 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
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
  lines: LongLines<T>
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
    if (event.altKey || event.ctrlKey || event.metaKey) return
    if (!(event.target instanceof HTMLElement) || event.target.dataset.line === undefined) return
    if (body.current?.move(event.key)) event.preventDefault()
  }

  const keys = ticks ? rows.map(keyOf) : []
  const tickedCount = keys.filter((key) => ticks?.has(key)).length
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the lines inside take the keys; the box only hears them
    <div ref={setBox} className={styles.box} onKeyDown={move}>
      {/* biome-ignore lint/a11y/useSemanticElements: a table element lays out every row, and only those in sight are drawn */}
      <div role="table" aria-label={label} aria-rowcount={sorted.length + 1}>
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: a row of a table is none that is interacted with */}
        <div role="row" aria-rowindex={1} className={styles.head} style={{ gridTemplateColumns: columnSizes(lines) }}>
          {ticks && (
            // biome-ignore lint/a11y/useSemanticElements: as above
            // biome-ignore lint/a11y/useFocusableInteractive: what is in it is
            <div role="columnheader">
              <Checkbox
                aria-label={tickedCount === keys.length ? t`Tick none` : t`Tick all that are listed`}
                checked={tickedCount === 0 ? false : tickedCount === keys.length ? true : 'mixed'}
                onChange={() => ticks.tick(keys, tickedCount < keys.length)}
              />
            </div>
          )}
          {columns.map(({ id, head }) => {
            const column = table.getColumn(id)
            const way = column?.getIsSorted()
            return (
              // biome-ignore lint/a11y/useSemanticElements: as above
              // biome-ignore lint/a11y/useFocusableInteractive: the button in it is
              <div
                key={id}
                role="columnheader"
                className={styles.cell}
                aria-sort={way === 'asc' ? 'ascending' : way === 'desc' ? 'descending' : 'none'}
              >
                <button type="button" className={styles.sort} onClick={() => column?.toggleSorting()}>
                  {head}
                  {way === 'asc' && <ArrowUp12Regular aria-hidden />}
                  {way === 'desc' && <ArrowDown12Regular aria-hidden />}
                </button>
              </div>
            )
          })}
        </div>
        <LongBody box={box} handle={body} rows={sorted} lines={lines} headPixels={HEAD_PIXELS} />
      </div>
    </div>
  )
}
