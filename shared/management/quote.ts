import { t } from '../language/translate.ts'
import type { ParameterValue } from './command.ts'

/**
 * A text that no script can hold. It came from a list, a file or Exchange, so it is no bug of ours: the sentence is for
 * whoever gave it.
 */
export class UnquotableText extends Error {
  override name = 'UnquotableText'
}

/** What PowerShell takes as a single quote: each ends a verbatim string, unless another of them follows. */
const singleQuotes = /[\u0027\u2018\u2019\u201a\u201b]/g

/** Control characters but tab, CR and LF: pasted into a console they are keystrokes, not text. */
const keystroke = /(?![\t\n\r])\p{Cc}/u

/** A text as PowerShell's verbatim string: docs/decisions/management-scripts.md. */
export function quoted(text: string): string {
  if (!text.isWellFormed()) throw new UnquotableText(t`A text holds half a character, which no script can hold.`)
  if (keystroke.test(text))
    throw new UnquotableText(t`A text holds a control character, which would be a keystroke in the shell.`)
  return `'${text.replace(singleQuotes, '$&$&')}'`
}

/** The value of a parameter as PowerShell writes it. */
export function valueText(value: ParameterValue): string {
  if (value === null) return '$null'
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'boolean') return value ? '$true' : '$false'
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} is no whole number`)
    return String(value)
  }
  if (isList(value)) return listText(value)
  const parts = [
    ...(value.add?.length ? [`Add=${listText(value.add)}`] : []),
    ...(value.remove?.length ? [`Remove=${listText(value.remove)}`] : []),
  ]
  if (parts.length === 0) throw new RangeError('nothing to add and nothing to remove')
  return `@{${parts.join('; ')}}`
}

/** One alone is a text, which a multi-valued property takes as a list of one; none is $null, which is how one is cleared. */
function listText(texts: readonly string[]): string {
  return texts.length === 0 ? '$null' : texts.map(quoted).join(',')
}

/** `Array.isArray` does not narrow a readonly array out of a union. */
function isList(value: ParameterValue): value is readonly string[] {
  return Array.isArray(value)
}
