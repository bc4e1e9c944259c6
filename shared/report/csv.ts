/** What a spreadsheet takes for the beginning of a formula, also behind blanks. */
const FORMULA = /^\s*[=+\-@\t\r]/

/**
 * Rows as CSV (RFC 4180), with a byte order mark, so that a spreadsheet reads it as UTF-8. A text that it would take for
 * a formula gets an apostrophe before it, since what is in a cell may have been written by anybody.
 */
export function csvOf(head: readonly string[], rows: Iterable<readonly string[]>): string {
  let text = `\uFEFF${lineOf(head)}`
  for (const row of rows) text += lineOf(row)
  return text
}

function lineOf(row: readonly string[]): string {
  return `${row.map(cellOf).join(',')}\r\n`
}

function cellOf(value: string): string {
  const guarded = FORMULA.test(value) ? `'${value}` : value
  return /[",;\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}
