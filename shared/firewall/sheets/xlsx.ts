import writeXlsxFile, { type CellObject, type Sheet } from 'write-excel-file/universal'
import { t } from '../../language/translate.ts'
import { unprintable } from '../../run/printable.ts'
import { numberOf } from '../../run/unseen.ts'
import { coverOf } from './cover.ts'
import { namesTable } from './names-table.ts'
import { findingsTable, groupsTable, servicesTable, signOffTable } from './other-tables.ts'
import { definePeopleFormat } from './people-format.ts'
import type { PreparedSheet } from './prepared-sheet.ts'
import { ruleCell, ruleColumns } from './rule-columns.ts'
import { ruleRows } from './rule-rows.ts'
import type { SheetCell, SheetTable } from './sheet-table.ts'
import { sheetFeatures, type TabTable } from './xlsx-features.ts'

/** A cell takes no more (Excel’s specifications and limits). */
const MOST_CHARACTERS = 32_767
/** In a cell of the rules so many senders are listed; the tab of groups has a line for each in any case. */
const MOST_LISTED = 25
/** A worksheet takes no more rows (the same page). */
const MOST_ROWS = 1_048_575
/** What is shown as it is, without a look at each of its characters. */
const PLAIN = /^(?!.*_x)[ -~]{0,255}$/
const HEAD = { fontWeight: 'bold', wrap: true, alignVertical: 'top', backgroundColor: '#dce6f1' } as const
const BODY = { wrap: true, alignVertical: 'top' } as const

export default definePeopleFormat({
  meta: {
    id: 'xlsx',
    name: t`Excel workbook`,
    extension: 'xlsx',
    mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    basedOn: [
      'ECMA-376, Office Open XML; written by write-excel-file. A test reads each tab back with another library. It was not opened in Excel itself.',
    ],
    warnings: [],
  },
  async make(prepared) {
    const tables = [
      rulesTable(prepared),
      groupsTable(prepared),
      servicesTable(prepared),
      namesTable(prepared),
      findingsTable(prepared),
      signOffTable(prepared),
    ]
    const cut = tables.filter(({ rows }) => rows.length > MOST_ROWS).map(({ title }) => title)
    const tabs = [coverTab(prepared), ...tables.map((table, at) => tabOf(table, at === 0 ? 1 : 0))]
    const reach: TabTable[] = [
      null,
      ...tables.map(({ title, columns, rows }) => ({
        ...{ tab: title, columns: columns.length, rows: Math.min(rows.length, MOST_ROWS) },
      })),
    ]
    // No font is set for all cells: each would be looked up by its whole style then, which takes longer than to write it.
    const blob = await writeXlsxFile(tabs, { features: sheetFeatures(reach) }).toBlob()
    return {
      content: new Uint8Array(await blob.arrayBuffer()),
      notes: cut.map((title) => t`The tab ${title} has more rows than Excel takes, and ends early. Take the JSON.`),
    }
  },
})

function rulesTable(prepared: PreparedSheet): SheetTable {
  const columns = ruleColumns()
  const listed = { most: MOST_LISTED, between: '\n' }
  return {
    title: t`Rules`,
    columns,
    rows: ruleRows(prepared).map((row) => columns.map(({ key }) => ruleCell(row, key, listed))),
  }
}

function coverTab(prepared: PreparedSheet): Sheet<Blob> {
  const { title, verdict, facts, changes, warnings } = coverOf(prepared)
  const line = (label: string, text: string) => [textCell(label, { ...BODY, fontWeight: 'bold' }), textCell(text, BODY)]
  const list = (label: string, texts: readonly string[]) => texts.map((text, at) => line(at === 0 ? label : '', text))
  return {
    data: [
      [textCell(title, { ...BODY, fontWeight: 'bold', fontSize: 16 }), textCell('', BODY)],
      line(t`Findings`, verdict),
      ...facts.map(([label, text]) => line(label, text)),
      ...list(t`Lists of senders`, changes),
      ...list(t`Warnings`, warnings),
    ],
    sheet: t`Cover`,
    columns: [{ width: 22 }, { width: 100 }],
    orientation: 'landscape',
  }
}

/** `stays`: so many columns stay where they are when the others move. */
function tabOf({ title, columns, rows, short = false }: SheetTable, stays: number): Sheet<Blob> {
  return {
    data: [
      columns.map(({ label }) => textCell(label, HEAD)),
      ...rows.slice(0, MOST_ROWS).map((row) => row.map(short ? shortCell : cellOf)),
    ],
    sheet: title,
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
    stickyColumnsCount: stays,
    orientation: 'landscape',
  }
}

function cellOf(cell: SheetCell): CellObject | null {
  if (cell === '') return null
  if (typeof cell === 'string') return textCell(cell, BODY)
  if (typeof cell === 'number') return { value: cell, type: Number, ...BODY }
  return { value: new Date(`${cell.day}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd', ...BODY }
}

/** A cell of a table that has very many rows of one line each: a string is text to the library as well, and without a style it is quick. */
function shortCell(cell: SheetCell): CellObject | string | null {
  if (typeof cell !== 'string') return cellOf(cell)
  return cell === '' ? null : shownInCell(cell)
}

/**
 * Text is typed as text, so that none is a formula, and the format @ keeps it so when somebody edits it. Line breaks are ours
 * to keep; whatever else moves a cursor or turns the direction is shown by its number.
 */
function textCell(text: string, style: Partial<CellObject>): CellObject {
  return { value: shownInCell(text), type: String, format: '@', ...style }
}

function shownInCell(text: string): string {
  if (PLAIN.test(text)) return text
  const shown = text
    .split(/\r\n|[\r\n]/)
    .map((line) => line.replaceAll(unprintable, (sign) => `[${numberOf(sign)}]`))
    .join('\n')
  return escapedForExcel(cutTo(shown, MOST_CHARACTERS))
}

/** Excel reads `_x0041_` in a cell as the character of that number (ECMA-376 part 1, section 22.9.2.19). */
function escapedForExcel(text: string): string {
  return text.replaceAll(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
}

function cutTo(text: string, most: number): string {
  if (text.length <= most) return text
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`
}
