import type { z } from 'zod'

type Issue = z.core.$ZodIssue

/** At most so many issues are told; the first few say what is wrong. */
const MOST_TOLD = 3

/**
 * What a schema refused, in one sentence: the path and what is accepted, never the value. A key that is not known is
 * named only with `nameKeys`, for a file that its own author reads about: it came from outside as much as a value does.
 */
export function issueSentence(error: z.core.$ZodError, { nameKeys = false } = {}): string {
  const told = error.issues.slice(0, MOST_TOLD).map((issue) => `${pathOf(issue)}: ${reasonOf(issue, nameKeys)}`)
  const more = error.issues.length - told.length
  return `${told.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`
}

function pathOf(issue: Issue): string {
  if (issue.path.length === 0) return 'the whole'
  return issue.path
    .map((part) => (typeof part === 'string' && !/^[A-Za-z][A-Za-z0-9-]{0,39}$/.test(part) ? '?' : String(part)))
    .join('.')
}

function reasonOf(issue: Issue, nameKeys: boolean): string {
  if (issue.code === 'unrecognized_keys') {
    const names = nameKeys ? ` (${issue.keys.map((key) => JSON.stringify(key.slice(0, 40))).join(', ')})` : ''
    return `has a key that is not known${names}`
  }
  // zod's own words name the type that came and what is accepted; the schemas' words are ours.
  return issue.message.replace(/\.$/, '')
}
