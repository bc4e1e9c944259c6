import type { z } from 'zod'
import { t } from '../language/translate.ts'

type Issue = z.core.$ZodIssue

/** At most so many issues are told; the first few say what is wrong. */
const MOST_TOLD = 3

/** Of more words than this that are accepted, nobody reads which they are. */
const MOST_VALUES = 12

/**
 * What a schema refused, in one sentence: the path and what is accepted, never the value. A key that is not known is
 * named only with `nameKeys`, for a file that its own author reads about: it came from outside as much as a value does.
 */
export function issueSentence(error: z.core.$ZodError, { nameKeys = false } = {}): string {
  // Keys that are not known go first: the others may be wrong because of them.
  const issues = error.issues.toSorted((a, b) => Number(isUnknownKey(b)) - Number(isUnknownKey(a)))
  const told = issues.slice(0, MOST_TOLD).map((issue) => `${pathOf(issue)}: ${reasonOf(issue, nameKeys)}`)
  const more = error.issues.length - told.length
  return `${told.join('; ')}${more > 0 ? t`; and ${more} more` : ''}.`
}

function isUnknownKey(issue: Issue): boolean {
  return issue.code === 'unrecognized_keys'
}

function pathOf(issue: Issue): string {
  if (issue.path.length === 0) return t`the whole`
  return issue.path
    .map((part) => (typeof part === 'string' && !/^[A-Za-z][A-Za-z0-9-]{0,39}$/.test(part) ? '?' : String(part)))
    .join('.')
}

function reasonOf(issue: Issue, nameKeys: boolean): string {
  if (issue.code === 'unrecognized_keys') {
    const names = nameKeys ? ` (${issue.keys.map((key) => JSON.stringify(key.slice(0, 40))).join(', ')})` : ''
    return t`has a key that is not known${names}`
  }
  if (issue.code === 'invalid_type') return typeReason(issue)
  if (issue.code === 'too_small' && isZodsOwn(issue))
    return t`has too little: accepted is at least ${amount(issue.minimum, issue.origin)}`
  if (issue.code === 'too_big' && isZodsOwn(issue))
    return t`has too much: accepted is at most ${amount(issue.maximum, issue.origin)}`
  if (issue.code === 'invalid_value' && issue.values.length > MOST_VALUES)
    return t`is none of the ${issue.values.length} words that are accepted`
  // The schemas' own words say what is wrong and what is accepted.
  return issue.message.replace(/\.$/, '')
}

/** A schema may have said it better itself. */
function isZodsOwn(issue: Issue): boolean {
  return issue.message.startsWith('Too ')
}

const typeWords: Readonly<Record<string, string>> = {
  string: t`text`,
  number: t`a number`,
  int: t`a whole number`,
  boolean: t`true or false`,
  object: t`an object`,
  record: t`an object`,
  array: t`a list`,
  null: 'null',
}

/** A schema with words of its own keeps them; zod's are put into ours. */
function typeReason(issue: z.core.$ZodIssueInvalidType): string {
  const received = /received (\w+)$/.exec(issue.message)?.[1]
  if (received === undefined) return issue.message.replace(/\.$/, '')
  const found = received === 'undefined' ? t`is missing` : t`is ${typeWords[received] ?? t`something else`}`
  return t`${found}; accepted is ${typeWords[issue.expected] ?? issue.expected}`
}

function amount(limit: number | bigint, origin: string): string {
  if (origin === 'string') return limit === 1 ? t`1 character` : t`${limit} characters`
  if (origin === 'array') return limit === 1 ? t`1 entry` : t`${limit} entries`
  return String(limit)
}
