import { allChecks } from '../../../shared/checks/all-checks.ts'
import { piecesOf } from '../../../shared/checks/judge.ts'
import { translated } from '../../../shared/language/translate.ts'

/** Fewer characters of ours than these would take almost any text for a sentence of a check. */
const FEWEST = 12

/**
 * The words of every sentence of a check, without what is filled in: what stands before, between and behind it. In
 * English and in the language that is spoken: a run that is read may be from before it was chosen.
 */
const sentences: readonly (readonly string[])[] = allChecks
  .flatMap(({ meta }) => [
    meta.why,
    ...Object.values(meta.outcomes).flatMap((outcome) => [
      outcome.title,
      ...('advice' in outcome && typeof outcome.advice === 'string' ? [outcome.advice] : []),
    ]),
  ])
  .flatMap((sentence) => [...new Set([sentence, translated(sentence)])])
  .map(wordsOf)
  .filter((words) => words.join('').length >= FEWEST)

function wordsOf(template: string): string[] {
  return piecesOf(template).filter((piece) => typeof piece === 'string')
}

/**
 * A text that is a sentence of a check, with what is filled into it made anew; undefined of any other. The words between
 * are those of our sources, whoever wrote the text: they tell nothing, and one that is taken out would tell the password.
 */
export function inOwnSentence(text: string, refill: (filled: string) => string): string | undefined {
  for (const words of sentences) {
    const filled = filledInto(text, words)
    if (filled) return words.map((own, at) => own + (at < filled.length ? refill(filled[at] ?? '') : '')).join('')
  }
  return undefined
}

/** What stands between these words in a text, in order; undefined where it does not have them from its first to its last character. */
function filledInto(text: string, words: readonly string[]): string[] | undefined {
  const [first = '', ...others] = words
  if (!text.startsWith(first)) return undefined
  const last = others.pop()
  if (last === undefined) return text === first ? [] : undefined
  const filled: string[] = []
  let from = first.length
  for (const own of others) {
    const at = text.indexOf(own, from)
    if (at < 0) return undefined
    filled.push(text.slice(from, at))
    from = at + own.length
  }
  const end = text.length - last.length
  if (end < from || !text.endsWith(last)) return undefined
  return [...filled, text.slice(from, end)]
}
