/** What a cell holds: text, a number, or a day as 2026-12-01. */
export type SheetCell = string | number | { day: string }

/** A table of a sheet, before it is put into any form. `width`: of a column, in characters. */
export type SheetTable = {
  title: string
  columns: readonly { label: string; width: number }[]
  rows: readonly (readonly SheetCell[])[]
  /** Very many rows, each of one line. */
  short?: boolean
}

/** A cell as text. */
export function cellText(cell: SheetCell): string {
  return typeof cell === 'object' ? cell.day : String(cell)
}
