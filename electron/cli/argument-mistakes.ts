import { t } from '../../shared/language/translate.ts'
import { UsageError } from './exit-code.ts'

/** The last of two would win in silence; two lists of checks, say, are not what was meant. */
export function once(option: string, values: readonly string[] | undefined): string | undefined {
  if (values && values.length > 1) throw new UsageError(`The option ${option} is given twice: accepted is once.`)
  return values?.[0]
}

/** Node's first sentence says what; the value of an argument may be a password given by mistake, and is not repeated. */
export function argumentSentence(error: unknown, accepted: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') return t`There is a word that belongs to no option: ${accepted}.`
  const option = error instanceof Error ? /'(?:-\w, )?(--?[\w-]+)/.exec(error.message)?.[1] : undefined
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return t`There is no option ${option ?? t`of that name`}: ${accepted}.`
  if (error instanceof Error && /argument (?:missing|is ambiguous)/.test(error.message)) {
    return t`The option ${option ?? 'given'} has no value behind it: ${accepted}.`
  }
  return t`The option ${option ?? 'given'} is used in a way that it does not have: ${accepted}.`
}
