import { t } from '../../language/translate.ts'
import { markdownText } from '../../report/ticket-markdown.ts'
import { coverOf } from './cover.ts'
import { findingsTable, groupsTable, servicesTable, signOffTable } from './other-tables.ts'
import { definePeopleFormat } from './people-format.ts'
import type { PreparedSheet } from './prepared-sheet.ts'
import { ruleRows } from './rule-rows.ts'
import { summaryCells, summaryColumns } from './rule-summary.ts'
import { cellText, type SheetTable } from './sheet-table.ts'

export default definePeopleFormat({
  meta: {
    id: 'markdown',
    name: t`Markdown`,
    extension: 'md',
    mime: 'text/markdown',
    basedOn: ['CommonMark, with the tables of GitHub Flavored Markdown.'],
    warnings: [],
  },
  make(prepared) {
    return { content: textOf(prepared), notes: [] }
  },
})

function textOf(prepared: PreparedSheet): string {
  const { title, verdict, facts, changes, warnings } = coverOf(prepared)
  const tables = [servicesTable(prepared), groupsTable(prepared), findingsTable(prepared), signOffTable(prepared)]
  const rules = ruleRows(prepared)
  return [
    `# ${line(title)}`,
    `**${line(verdict)}**`,
    facts.map(([label, text]) => `- **${line(label)}:** ${line(text)}`).join('\n'),
    ...list(t`What changes`, changes),
    ...list(t`Before it is applied`, warnings),
    `## ${line(t`Rules`)}`,
    rules.length === 0 ? line(t`No rule changes.`) : tableOf(summaryColumns(), rules.map(summaryCells)),
    ...tables.filter(({ rows }) => rows.length > 0).flatMap(section),
  ]
    .join('\n\n')
    .concat('\n')
}

function list(title: string, texts: readonly string[]): string[] {
  return texts.length === 0 ? [] : [`## ${line(title)}`, texts.map((text) => `- ${line(text)}`).join('\n')]
}

function section({ title, columns, rows }: SheetTable): string[] {
  return [
    `## ${line(title)}`,
    tableOf(
      columns.map(({ label }) => label),
      rows.map((row) => row.map((cell) => [cellText(cell)])),
    ),
  ]
}

/** A table with pipes; the lines of a cell are parted by the one tag that such a cell takes for it. */
function tableOf(head: readonly string[], rows: readonly (readonly (readonly string[])[])[]): string {
  // Thousands of lines repeat the same few texts.
  const known = new Map<string, string>()
  const cellOf = (text: string) => {
    const made = known.get(text) ?? line(text)
    known.set(text, made)
    return made
  }
  return [
    head.map(line),
    head.map(() => '---'),
    ...rows.map((row) => row.map((lines) => lines.map(cellOf).join('<br>'))),
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}

/** Text in one line in which nothing has a meaning of Markdown’s, and no line break is left. */
function line(text: string): string {
  return text
    .split(/\r\n|[\r\n]/)
    .map(markdownText)
    .join(' ')
}
