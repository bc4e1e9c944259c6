import { makeStyles, tokens } from '@fluentui/react-components'
import { type KeyboardEvent, useRef, useState } from 'react'
import { LongBody, type LongBodyHandle } from './long-body.tsx'
import { columnSizes, type LongLines } from './long-column.ts'
import { HEAD_PIXELS, type HeadColumn, LongHead } from './long-head.tsx'

const useStyles = makeStyles({
  box: {
    flexGrow: 1,
    minHeight: '200px',
    overflow: 'auto',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    scrollPaddingTop: `${HEAD_PIXELS}px`,
  },
})

type PagedTableProps<T> = {
  label: string
  /** How long the table is, whatever of it is here. */
  count: number
  /** Undefined where it has still to come. */
  rowAt(index: number): T | undefined
  /** Told which lines are in sight. */
  onSight(first: number, last: number): void
  /** The same object as long as nothing of it changes. */
  lines: LongLines<T>
  /** In which order a column stands; undefined where it can be put in none. */
  wayOf?(id: string): HeadColumn['way']
  onSort?(id: string): void
  /** The tick over all ticks. */
  tick?: { state: boolean | 'mixed'; toggle(): void }
  /** As narrow as the columns get; narrower, the table is scrolled sideways. */
  minPixels: number
}

/**
 * A table of any length of which only what is in sight is drawn, and whose rows and order somebody else has. The keys are
 * those of a long table.
 */
export function PagedTable<T>(props: PagedTableProps<T>) {
  const { label, count, rowAt, onSight, lines, wayOf, onSort, tick, minPixels } = props
  const styles = useStyles()
  const [box, setBox] = useState<HTMLDivElement | null>(null)
  const body = useRef<LongBodyHandle>(null)

  function move(event: KeyboardEvent) {
    if (!(event.target instanceof HTMLElement) || event.target.dataset.line === undefined) return
    if (body.current?.press(event)) event.preventDefault()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the lines inside take the keys; the box only hears them
    <div ref={setBox} className={styles.box} onKeyDown={move}>
      {/* biome-ignore lint/a11y/useSemanticElements: a table element lays out every row, and only those in sight are drawn */}
      <div role="table" aria-label={label} aria-rowcount={count + 1} style={{ minWidth: `${minPixels}px` }}>
        <LongHead
          columns={lines.columns.map(({ id, head, name }) => {
            const way = wayOf?.(id)
            return { id, head, name, ...(way && { way }) }
          })}
          sizes={columnSizes(lines)}
          tick={tick}
          onSort={(id) => onSort?.(id)}
        />
        <LongBody {...{ box, count, rowAt, onSight, lines }} handle={body} headPixels={HEAD_PIXELS} />
      </div>
    </div>
  )
}
