/** What separates lines or, when it is pasted, cells: a space says as much, and separates nothing. */
const CONTROL = /\r\n|[\p{Cc}\u2028\u2029]/gu

/**
 * What a spreadsheet takes for the beginning of a formula, also behind blanks, quotes and what cannot be seen. A cell
 * begins behind each comma and semicolon too: which of them separates is a setting of the reader's country, and quotes
 * inside what is no cell to it hold nothing together.
 */
const FORMULA = /(^|[,;])(?=[\s"\p{Cf}]*[=+\-@|＝＋－＠])/gu

/** What it shows of figures as it stands: others lose their zeros, their last digits or their letters. */
const PLAIN_FIGURE = /^(?:0|[1-9]\d{0,10})$/
const FIGURE = /^\d[\d.,\s]*(?:e[+-]?\d+)?\s*%?$/i
/** As a spreadsheet of England or Germany knows them. */
const MONTHS = [
  ...['jan(?:uary?)?', 'feb(?:ruary?)?', 'mar(?:ch)?', 'mrz', 'märz', 'apr(?:il)?', 'may', 'mai', 'june?', 'juni'],
  ...['july?', 'juli', 'aug(?:ust)?', 'sept?(?:ember)?', 'o[ck]t(?:ober)?', 'nov(?:ember)?', 'de[cz](?:ember)?'],
]
const MONTH = `(?:${MONTHS.join('|')})`
const DATE = new RegExp(
  String.raw`^(?:\d{1,4}(?:[-/.:]\d{1,4}){1,2}|${MONTH}[-/. ]?\d{1,4}|\d{1,4}[-/. ]?${MONTH}(?:[-/. ]?\d{1,4})?)$`,
  'i',
)

/**
 * Rows as CSV (RFC 4180), with a byte order mark, so that a spreadsheet reads it as UTF-8. A text that it would take for
 * a formula gets an apostrophe before it, since what is in a cell may have been written by anybody; so does one that it
 * would take for a figure or a date and write otherwise, such as an id of digits. Control characters are spaces.
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
  const guarded = guardedCell(value)
  return /[",;]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}

/** A text in one line that no spreadsheet takes for a formula, or writes otherwise; before it is put into quotes. */
export function guardedCell(value: string): string {
  const flat = value.replace(CONTROL, ' ')
  return isChanged(flat.trim()) ? `'${flat}` : flat.replace(FORMULA, "$1'")
}

/** Whether a spreadsheet writes something else in the place of a text: `12E45` is a figure of 47 digits to it. */
function isChanged(text: string): boolean {
  return !PLAIN_FIGURE.test(text) && (FIGURE.test(text) || DATE.test(text))
}
