import type { Feature, SheetOptions } from 'write-excel-file/universal'

/** What write-excel-file does not know by itself, of each tab: how far its table reaches, or null where it has none. */
export type TabTable = { tab: string; columns: number; rows: number } | null

/**
 * Filters, print titles and the set-up of pages, put into the XML where ECMA-376 (part 1, sections 18.2.27 and 18.3.1.99)
 * has them. Each text that goes in is ours: the names of tabs are escaped, and nothing of a cell is.
 */
export function sheetFeatures(tables: readonly TabTable[]): Feature<Blob>[] {
  return [
    {
      files: {
        transform: {
          'xl/worksheets/sheet{id}.xml': {
            transform: (xml, _options: SheetOptions<Blob>, { sheetIndex }) =>
              withPages(xml, tables[sheetIndex] ?? null),
          },
          'xl/workbook.xml': { transform: (xml) => withNames(xml, tables) },
        },
      },
    },
  ]
}

function withPages(xml: string, table: TabTable): string {
  // Without a frozen column the part below the head is the one at its left (ECMA-376 part 1, section 18.18.50).
  const frozen = xml
    .replace(' xSplit="0"', '')
    .replace(/(<pane(?![^>]*xSplit)[^>]*)activePane="bottomRight"/, '$1activePane="bottomLeft"')
  const fitted = replacedOnce(
    frozen,
    /<worksheet [^>]*>/,
    (tag) => `${tag}<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`,
  )
  const filter = table === null ? '' : `<autoFilter ref="${rangeOf(table)}"/>`
  const filtered = replacedOnce(fitted, /<\/sheetData>/, (tag) => `${tag}${filter}`)
  return replacedOnce(
    filtered,
    /<pageSetup ([^>]*)\/>/,
    (_tag, attributes) =>
      `<pageSetup ${attributes} fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>`,
  )
}

/** Excel finds the row to repeat, and what a filter is over, by names that it gives a meaning. */
function withNames(xml: string, tables: readonly TabTable[]): string {
  const names = tables.flatMap((table, at) => {
    if (table === null) return []
    const tab = `'${escaped(table.tab.replaceAll("'", "''"))}'`
    const [from = '', to = ''] = rangeOf(table, '$').split(':')
    return [
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">${tab}!${from}:${to}</definedName>`,
      `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${tab}!$1:$1</definedName>`,
    ]
  })
  return replacedOnce(xml, /<definedNames\/>/, () => `<definedNames>${names.join('')}</definedNames>`)
}

function rangeOf({ columns, rows }: NonNullable<TabTable>, mark = ''): string {
  return `${mark}A${mark}1:${mark}${columnLetters(columns)}${mark}${rows + 1}`
}

/** A column's letters by its number from 1: 1 is A, 30 is AD. */
function columnLetters(column: number): string {
  const [rest, last] = [Math.floor((column - 1) / 26), (column - 1) % 26]
  return `${rest === 0 ? '' : columnLetters(rest)}${String.fromCharCode(65 + last)}`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** A later version of the package may write another XML: a sheet without its filters is not passed over in silence. */
function replacedOnce(xml: string, what: RegExp, by: (...found: string[]) => string): string {
  if (!what.test(xml)) throw new Error(`write-excel-file wrote no ${what.source}.`)
  return xml.replace(what, by)
}
