import { figure, t } from '../../shared/language/translate.ts'
import { printable } from '../../shared/run/printable.ts'
import { wrap } from '../../shared/run/wrap.ts'

/** A sentence below a section's title; what goes on is indented by two more. */
export function indented(sentence: string, width: number, margin = 2): string[] {
  return wrap(printable(sentence), width - margin - 2).map(
    (line, at) => `${' '.repeat(at === 0 ? margin : margin + 2)}${line}`,
  )
}

/** The first of a list, and how many more there are. */
export function firstOf(all: readonly string[], count: number, most: number): string[] {
  const told = all.slice(0, most)
  const more = count - told.length
  return more > 0 ? [...told, t`and ${figure(more)} more`] : told
}
