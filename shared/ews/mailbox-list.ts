import { t } from '../language/translate.ts'

/** What a list of mailboxes names, and the lines that name none. */
export type MailboxList = {
  /** Each once, as the list spells it. */
  mailboxes: string[]
  /** What else is to be told of the list. */
  notes: string[]
  problems: { line: number; sentence: string }[]
  /** Problems beyond those are counted only. */
  problemCount: number
}

/** More mailboxes than any integration serves at once. */
export const mostMailboxes = 100_000
const MOST_PROBLEMS = 100
const MOST_NAMED = 3
const LONGEST_NAME = 320

/** Columns that name a mailbox, the best first; without spaces, in small letters. */
const columns = [
  'primarysmtpaddress',
  'windowsemailaddress',
  'emailaddress',
  'smtpaddress',
  'email',
  'e-mail',
  'mail',
  'mailbox',
  'userprincipalname',
  'upn',
  'identity',
  'samaccountname',
]

/**
 * The mailboxes of a list: a CSV with a column that names them (separated by commas, semicolons or tabs), one a line, or
 * addresses as they are copied out of a message (`Anna <anna@contoso.com>; …`). What stands behind a # is a remark.
 */
export function mailboxesIn(text: string): MailboxList {
  const rows = rowsOf(text)
  const [first] = rows
  const column = first === undefined ? undefined : columnOf(first.cells)
  const found = new Map<string, string>()
  const again = new Set<string>()
  const problems: MailboxList['problems'] = []
  let problemCount = 0
  for (const { cells, line } of column === undefined ? rows : rows.slice(1)) {
    const names = column === undefined ? namesIn(cells) : namesOf(cells[column] ?? '')
    for (const name of names.filter(({ length }) => length <= LONGEST_NAME)) {
      const same = name.toLowerCase()
      if (found.has(same)) again.add(same)
      else found.set(same, name)
    }
    if (names.length > 0 && names.every((name) => name.length <= LONGEST_NAME)) continue
    problemCount += 1
    if (problems.length < MOST_PROBLEMS) problems.push({ line, sentence: t`Line ${line} names no mailbox.` })
  }
  const repeated = [...again].flatMap((same) => found.get(same) ?? [])
  return { mailboxes: [...found.values()], notes: notesOf(repeated), problems, problemCount }
}

function notesOf(repeated: readonly string[]): string[] {
  if (repeated.length === 0) return []
  const named = repeated.slice(0, MOST_NAMED).join(', ')
  const more = repeated.length - MOST_NAMED
  const whom = more > 0 ? t`${named} and ${more} more` : named
  return [
    repeated.length === 1
      ? t`1 mailbox is named more than once, and counts once: ${whom}.`
      : t`${repeated.length} mailboxes are named more than once, and count once: ${whom}.`,
  ]
}

type Row = { line: number; cells: string[] }

/** Lines of cells; empty lines, remarks, the header of types of Export-Csv and the line below a header are passed over. */
function rowsOf(text: string): Row[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)
  const told = lines
    .map((content, at) => ({ content, line: at + 1 }))
    .filter(({ content }) => !/^\s*(#.*|--[-\s]*)?$/.test(content))
  const separator = separatorOf(told[0]?.content ?? '')
  return told.map(({ content, line }) => ({ line, cells: cellsOf(content, separator) }))
}

/** The one that stands most often outside quotes. */
function separatorOf(line: string): string {
  const bare = line.replaceAll(/"[^"]*"/g, '')
  const count = (separator: string) => bare.split(separator).length
  return [';', '\t', ','].reduce((best, next) => (count(next) > count(best) ? next : best))
}

function cellsOf(line: string, separator: string): string[] {
  const cell = new RegExp(` *(?:"((?:[^"]|"")*)"([^${separator}]*)|([^${separator}]*))(?:${separator}|$)`, 'gy')
  const cells: string[] = []
  for (let at = 0; at < line.length; at = cell.lastIndex) {
    cell.lastIndex = at
    const [, quoted, behind = '', plain = ''] = cell.exec(line) ?? []
    cells.push((quoted === undefined ? plain : quoted.replaceAll('""', '"') + behind).trim())
    if (cell.lastIndex <= at) break
  }
  return cells
}

function columnOf(cells: readonly string[]): number | undefined {
  const names = cells.map((cell) => cell.toLowerCase().replaceAll(/\s/g, ''))
  const name = columns.find((known) => names.includes(known))
  return name === undefined ? undefined : names.indexOf(name)
}

/** Without a header: every address of the line, else the one word that stands there alone. */
function namesIn(cells: readonly string[]): string[] {
  const addresses = cells.filter((cell) => cell.includes('@'))
  if (addresses.length > 0) return addresses.flatMap(namesOf)
  const told = cells.filter((cell) => cell !== '')
  return told.length === 1 ? told.flatMap(namesOf) : []
}

/** `Anna <anna@contoso.com>`, `smtp:anna@contoso.com`, or just a name; several are separated by semicolons or commas. */
function namesOf(cell: string): string[] {
  const parts = cell.split(/[;,]/).map((part) => (/<([^<>]+)>/.exec(part)?.[1] ?? part).replace(/^smtp:/i, '').trim())
  // Of `Smith, Anna <anna@contoso.com>` only the last is an address.
  const addresses = parts.filter((part) => part.includes('@'))
  return addresses.length > 0 || parts.length > 1 ? addresses : parts.filter((part) => part !== '')
}
