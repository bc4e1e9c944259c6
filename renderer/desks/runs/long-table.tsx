import { Checkbox, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
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
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'

const ROW_PIXELS = 52
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
  body: { position: 'relative' },
  row: {
    position: 'absolute',
    insetInline: 0,
    top: 0,
    display: 'grid',
    alignItems: 'center',
    height: `${ROW_PIXELS}px`,
    boxSizing: 'border-box',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  ticked: { backgroundColor: tokens.colorNeutralBackground1Selected },
  cell: {
    minWidth: 0,
    paddingInline: tokens.spacingHorizontalS,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
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
  open: {
    display: 'flex',
    alignItems: 'center',
    width: '100%',
    padding: 0,
    border: 'none',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    font: 'inherit',
    textAlign: 'start',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    cursor: 'pointer',
    borderRadius: tokens.borderRadiusSmall,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
})

/** A column: what its cells show, and by what they are put in order. The first one opens its line. */
export type LongColumn<T> = {
  id: string
  head: string
  /** A size of CSS grid. */
  size: string
  order(row: T): string | number
  cell(row: T): ReactNode
}

type LongTableProps<T> = {
  label: string
  rows: readonly T[]
  columns: readonly LongColumn<T>[]
  keyOf(row: T): string
  /** What a screen reader calls the line's button. */
  nameOf(row: T): string
  onOpen(row: T): void
  /** Ticks, where lines can be chosen. */
  ticks?: { has(key: string): boolean; tick(keys: string[], on: boolean): void }
}

type Sortable = { row: unknown }
const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { basic: sortFn_basic },
})
const collator = new Intl.Collator(undefined, { numeric: true })
const inOrder: SortFn<typeof features, Sortable> = (a, b, column) =>
  a.getValue<number>(column) - b.getValue<number>(column)

/**
 * By what a column is put in order, as a number for each row. Words are compared by the reader's language once for each
 * that there is, which are few: many findings have the same title.
 */
function ranksOf<T>(rows: readonly T[], { order }: LongColumn<T>): Map<T, number> {
  const values = rows.map(order)
  const words = [...new Set(values.filter((value) => typeof value === 'string'))].toSorted(collator.compare)
  const ranks = new Map<string | number, number>(words.map((word, rank) => [word, rank]))
  return new Map(rows.map((row, place) => [row, ranks.get(values[place] ?? 0) ?? Number(values[place])]))
}

/**
 * A table of any length of which only what is in sight is drawn. It is in the order of `rows` until a head is chosen.
 * One line is reached by Tab; the arrow keys, Page Up and Down, Home and End go on from there.
 */
export function LongTable<T>({ label, rows, columns, keyOf, nameOf, onOpen, ticks }: LongTableProps<T>) {
  const styles = useStyles()
  const box = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState(0)
  const [wantsFocus, setWantsFocus] = useState(false)
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
  const sorted = table.getRowModel().rows
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PIXELS,
    overscan: 12,
    scrollPaddingStart: HEAD_PIXELS,
  })
  const reached = Math.min(current, sorted.length - 1)

  useEffect(() => {
    if (!wantsFocus) return
    const button = box.current?.querySelector<HTMLElement>(`[data-line="${reached}"]`)
    if (!button) return
    button.focus({ preventScroll: true })
    setWantsFocus(false)
  })

  function move(event: KeyboardEvent) {
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / ROW_PIXELS) - 1)
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page }[event.key]
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? sorted.length - 1 : step && reached + step
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    if (!(event.target instanceof HTMLElement) || event.target.dataset.line === undefined) return
    event.preventDefault()
    const line = Math.max(0, Math.min(to, sorted.length - 1))
    setCurrent(line)
    virtual.scrollToIndex(line)
    setWantsFocus(true)
  }

  const sizes = [...(ticks ? ['44px'] : []), ...columns.map(({ size }) => size)].join(' ')
  const keys = ticks ? rows.map(keyOf) : []
  const tickedCount = keys.filter((key) => ticks?.has(key)).length
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the lines inside take the keys; the box only hears them
    <div ref={box} className={styles.box} onKeyDown={move}>
      {/* biome-ignore lint/a11y/useSemanticElements: a table element lays out every row, and only those in sight are drawn */}
      <div role="table" aria-label={label} aria-rowcount={sorted.length + 1}>
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: a row of a table is none that is interacted with */}
        <div role="row" aria-rowindex={1} className={styles.head} style={{ gridTemplateColumns: sizes }}>
          {ticks && (
            // biome-ignore lint/a11y/useSemanticElements: as above
            // biome-ignore lint/a11y/useFocusableInteractive: what is in it is
            <div role="columnheader">
              <Checkbox
                aria-label={tickedCount === keys.length ? 'Tick none' : 'Tick all that are listed'}
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
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        <div role="rowgroup" className={styles.body} style={{ height: `${virtual.getTotalSize()}px` }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = (sorted[index]?.original as Sortable | undefined)?.row as T | undefined
            if (row === undefined) return null
            const key = keyOf(row)
            const ticked = ticks?.has(key) ?? false
            return (
              // biome-ignore lint/a11y/useSemanticElements: as above
              // biome-ignore lint/a11y/useFocusableInteractive: the button in it is
              // biome-ignore lint/a11y/useKeyWithClickEvents: the button in it is what the keyboard opens
              <div
                key={key}
                role="row"
                aria-rowindex={index + 2}
                className={mergeClasses(styles.row, ticked && styles.ticked)}
                style={{ gridTemplateColumns: sizes, transform: `translateY(${start}px)` }}
                onClick={() => onOpen(row)}
              >
                {ticks && (
                  // biome-ignore lint/a11y/useSemanticElements: as above
                  // biome-ignore lint/a11y/useKeyWithClickEvents: it only keeps the click from opening the line
                  <div role="cell" onClick={(event) => event.stopPropagation()}>
                    <Checkbox
                      aria-label={`Tick ${nameOf(row)}`}
                      checked={ticked}
                      onChange={(_, { checked }) => ticks.tick([key], checked === true)}
                    />
                  </div>
                )}
                {columns.map(({ id, cell }, place) => (
                  // biome-ignore lint/a11y/useSemanticElements: as above
                  <div key={id} role="cell" className={styles.cell}>
                    {place === 0 ? (
                      <button
                        type="button"
                        data-line={index}
                        tabIndex={index === reached ? 0 : -1}
                        className={styles.open}
                        aria-label={nameOf(row)}
                        onFocus={() => setCurrent(index)}
                      >
                        {cell(row)}
                      </button>
                    ) : (
                      cell(row)
                    )}
                  </div>
                ))}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}
