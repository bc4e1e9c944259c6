import { t } from '../language/translate.ts'
import { oneLine } from './one-line.ts'
import type { ResolvedRule } from './resolved-rule.ts'
import { ruleComment } from './rule-comment.ts'

const LONGEST = 10_000

/**
 * Text of a person as a console takes it in a command: one line, without what a console reads as more than text (`?` asks for
 * help, `|` filters, quotes and braces group, a backslash escapes, `$` and a backquote stand for something else).
 */
export function consoleWords(text: string, most: number): string {
  const plain = oneLine(text, LONGEST)
    .replaceAll(' | ', ' - ')
    .replaceAll(/["`]/g, "'")
    .replaceAll(/[^A-Za-z0-9 .,:;/@()+=_#'&*-]+/g, ' ')
  return oneLine(plain, most)
}

/** What a rule says of itself in a comment of a console. */
export function consoleComment({ rule }: ResolvedRule, most: number): string {
  return consoleWords(ruleComment(rule), most)
}

/** The note of comments that are cut by our own measure, where some are. */
export function shortenedByUs(rules: readonly ResolvedRule[], most: number): string[] {
  return rules.some(({ rule }) => oneLine(ruleComment(rule), LONGEST).length > most)
    ? [t`Comments are cut at ${most} characters: no source tells how many the platform takes.`]
    : []
}

/** A name of the platform's own as somebody gave it, in the characters that it has there, and what is said where it had others. */
export function givenName(given: string | undefined, usual: string, other: RegExp): { name: string; notes: string[] } {
  const wanted = given?.trim() ?? ''
  if (wanted === '') return { name: usual, notes: [] }
  const reduced = oneLine(wanted, LONGEST).replaceAll(other, '_')
  const name = /[A-Za-z0-9]/.test(reduced) ? reduced : usual
  return {
    name,
    notes:
      name === wanted ? [] : [t`“${oneLine(wanted, 60)}” has characters that no name has here: “${name}” is written.`],
  }
}

/** What is said where an option is not written as somebody gave it. */
export function writtenOtherwise(given: string | undefined, written: string): string[] {
  const wanted = given?.trim() ?? ''
  return wanted === '' || wanted === written
    ? []
    : [t`“${oneLine(wanted, 60)}” is not taken as it stands: “${written}” is written.`]
}

/** A whole number from `least` to `most`, as somebody gave it, and what is said where it is none. */
export function givenNumber(
  given: string | undefined,
  [least, most]: readonly [number, number],
): { number: number | undefined; notes: string[] } {
  const wanted = given?.trim() ?? ''
  if (wanted === '') return { number: undefined, notes: [] }
  const number = /^\d{1,10}$/.test(wanted) ? Number(wanted) : Number.NaN
  if (number >= least && number <= most) return { number, notes: [] }
  return {
    number: undefined,
    notes: [t`“${oneLine(wanted, 60)}” is no position here (${least} to ${most}), and none is written.`],
  }
}
