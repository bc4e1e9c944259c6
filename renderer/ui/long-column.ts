import type { ReactNode } from 'react'

/** A column of a long table: what its cells show. The first one opens its line. */
export type DrawnColumn<T> = {
  id: string
  head: string
  /** The whole of its name, where the head is short of it. */
  name?: string
  /** A size of CSS grid. */
  size: string
  cell(row: T): ReactNode
}

/** The same, and by what its rows are put in order here. */
export type LongColumn<T> = DrawnColumn<T> & { order(row: T): string | number }

/** How the lines of a long table are told apart, named and opened; it stays the same from one picture to the next. */
export type LongLines<T, C extends DrawnColumn<T> = DrawnColumn<T>> = {
  columns: readonly C[]
  keyOf(row: T): string
  /** What a screen reader calls the line's button. */
  nameOf(row: T): string
  onOpen(row: T): void
  /** How tall a line is, where it is not as tall as two lines of text. */
  pixels?: number
  /** Whether a line is the one that is shown beside the table. */
  isOpen?(row: T): boolean
  /** Ticks, where lines can be chosen. */
  ticks?: {
    has(key: string): boolean
    tick(keys: string[], on: boolean): void
    /** Ticks all lines from one place to another, where that can be done. */
    range?(from: number, to: number): void
    /** Ticks every line that is listed. */
    all?(): void
  }
}

/** How wide the columns are, that of the ticks first where there are some: a value of CSS grid-template-columns. */
export function columnSizes<T>({ columns, ticks }: Pick<LongLines<T>, 'columns' | 'ticks'>): string {
  return [...(ticks ? ['44px'] : []), ...columns.map(({ size }) => size)].join(' ')
}

const collator = new Intl.Collator(undefined, { numeric: true })

/**
 * By what a column is put in order, as a number for each row. Words are compared by the reader's language once for each
 * that there is, which are few: many findings have the same title.
 */
export function ranksOf<T>(rows: readonly T[], { order }: LongColumn<T>): Map<T, number> {
  const values = rows.map(order)
  const words = [...new Set(values.filter((value) => typeof value === 'string'))].toSorted(collator.compare)
  const ranks = new Map<string | number, number>(words.map((word, rank) => [word, rank]))
  return new Map(rows.map((row, place) => [row, ranks.get(values[place] ?? 0) ?? Number(values[place])]))
}
