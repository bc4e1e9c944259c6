import { printable } from '../run/printable.ts'
import { wrap } from '../run/wrap.ts'
import type { Ticket, TicketFact, TicketRow } from './ticket.ts'

const WIDTH = 80
const LABEL = 15

/** A ticket as plain text in lines of at most 80 columns; a longer address or command keeps a line of its own. */
export function ticketText({ to, subject, opening, items, closing }: Ticket): string {
  const lines = [
    ...labelled('Subject:', printable(subject), 0, 9),
    ...labelled('To:', printable(to), 0, 9),
    ...opening.flatMap((paragraph) => ['', ...wrap(printable(paragraph), WIDTH)]),
    ...items.flatMap(({ title, rows }, at) => {
      const number = `${at + 1}. `
      return ['', ...labelled(number, printable(title), 0, number.length), ...rows.flatMap((row) => rowLines(row))]
    }),
    ...(closing.length === 0 ? [] : ['', ...closing.flatMap((row) => rowLines(row))]),
  ]
  return `${lines.join('\n')}\n`
}

function rowLines(row: TicketRow): string[] {
  if (row.kind === 'command') return [`   ${row.label.padEnd(LABEL - 3)}${printable(row.text)}`]
  if (row.kind === 'prose') return labelled(row.label, printable(row.text), 3, LABEL)
  const [first = '', ...more] = row.facts.flatMap(factLines)
  return [`   ${row.label.padEnd(LABEL - 3)}${first}`, ...more.map((line) => `${' '.repeat(LABEL)}${line}`)]
}

/** A value beside its name, or several below it; a value that is broken goes on further in, so that none looks like another. */
function factLines({ label, values }: TicketFact): string[] {
  const name = printable(label)
  const [only = '', ...others] = values
  if (others.length === 0) return hanging(`${name}: ${printable(only)}`, '')
  return [`${name}:`, ...values.flatMap((value) => hanging(printable(value), '- '))]
}

function hanging(text: string, bullet: string): string[] {
  const lines = wrap(text, WIDTH - LABEL - 2 - bullet.length)
  return lines.map((line, at) => (at === 0 ? `${bullet}${line}` : `${' '.repeat(bullet.length + 2)}${line}`))
}

/** A text beside its label, whose further lines begin where the first one does. */
function labelled(label: string, text: string, indent: number, column: number): string[] {
  const lines = wrap(text, WIDTH - column)
  return (lines.length === 0 ? [''] : lines).map((line, at) =>
    `${' '.repeat(indent)}${(at === 0 ? label : '').padEnd(column - indent)}${line}`.trimEnd(),
  )
}
