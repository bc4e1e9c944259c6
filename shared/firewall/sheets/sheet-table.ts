import { momentWords } from '../../run/moment.ts'

/** What a cell holds: text, a number, a day as 2026-12-01, or a moment as ISO 8601 writes it. */
export type SheetCell = string | number | { day: string } | { moment: string }

/** A table of a sheet, before it is put into any form. `width`: of a column, in characters. */
export type SheetTable = {
  title: string
  columns: readonly { label: string; width: number }[]
  rows: readonly (readonly SheetCell[])[]
}

/** A cell as text: a day and a moment as they stand in a sentence. */
export function cellText(cell: SheetCell): string {
  if (typeof cell === 'string') return cell
  if (typeof cell === 'number') return String(cell)
  return 'day' in cell ? cell.day : momentWords(cell.moment)
}
