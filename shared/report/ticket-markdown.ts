import { t } from '../language/translate.ts'
import { printable } from '../run/printable.ts'
import type { Ticket, TicketFact, TicketRow } from './ticket.ts'

/** A ticket as Markdown, for trackers that render it. Nothing in it becomes a link, a picture, a name to call or markup. */
export function ticketMarkdown({ to, subject, opening, items, closing }: Ticket): string {
  return [
    `## ${markdownText(subject)}`,
    t`To: ${markdownText(to)}`,
    ...opening.map(markdownText),
    ...items.flatMap(({ title, rows }, at) => [
      `### ${at + 1}\\. ${markdownText(title)}`,
      rows.map(rowLine).join('\n'),
    ]),
    ...(closing.length === 0 ? [] : [closing.map(rowLine).join('\n')]),
  ]
    .join('\n\n')
    .concat('\n')
}

function rowLine(row: TicketRow): string {
  if (row.kind === 'prose') return `- **${row.label}:** ${markdownText(row.text)}`
  if (row.kind === 'command') return `- **${row.label}:** ${markdownCode(row.text)}`
  return [`- **${row.label}:**`, ...row.facts.flatMap(factLines)].join('\n')
}

function factLines({ label, values }: TicketFact): string[] {
  const [only = '', ...others] = values
  if (others.length === 0) return [`  - ${markdownText(label)}: ${markdownCode(only)}`]
  return [`  - ${markdownText(label)}:`, ...values.map((value) => `    - ${markdownCode(value)}`)]
}

/** Text in which no character has a meaning of Markdown’s (CommonMark section 2.4), nor of GitHub’s additions to it. */
export function markdownText(text: string): string {
  return printable(text)
    .trim()
    .replaceAll(/[\\`*_{}[\]<>()#!|~&@$=^]/g, (character) => `\\${character}`)
    .replaceAll('://', '\\://')
    .replaceAll(/\b(www)\./gi, '$1\\.')
}

/** A code span, whose fence is longer than any run of backticks in it (CommonMark section 6.1). */
export function markdownCode(text: string): string {
  const shown = printable(text).trim()
  if (shown === '') return ''
  const longest = Math.max(0, ...Array.from(shown.matchAll(/`+/g), ([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  // A span may begin or end with a backtick where a space stands before it; elsewhere none is needed.
  const space = shown.startsWith('`') || shown.endsWith('`') ? ' ' : ''
  return `${fence}${space}${shown}${space}${fence}`
}
