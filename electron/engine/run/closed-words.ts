import { z } from 'zod'
import { allChecks } from '../../../shared/checks/all-checks.ts'
import { DiscoveryEvent } from '../../../shared/organisation/discovery.ts'
import { Run, RunEvent } from '../../../shared/run/run.ts'

/**
 * The words that stand in a run, or in a search for servers, because the schema or a check has them, whatever a server sent: `pass`, `ntlm`,
 * `accepted`, `ews/inbox`. A password may be one of them; taking it out there would hide nothing and break the run.
 */
export const closedWords: ReadonlySet<string> = new Set([
  ...wordsOf(z.toJSONSchema(Run)),
  ...wordsOf(z.toJSONSchema(RunEvent)),
  ...wordsOf(z.toJSONSchema(DiscoveryEvent)),
  ...allChecks.flatMap(({ meta }) => [meta.id, ...Object.keys(meta.outcomes)]),
  'blocked',
  'not-gathered',
  'threw',
])

/** Every `const` and `enum` of a JSON schema that is a string. */
function wordsOf(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(wordsOf)
  if (schema === null || typeof schema !== 'object') return []
  return Object.entries(schema).flatMap(([key, value]) => {
    if (key === 'const' && typeof value === 'string') return [value]
    if (key === 'enum' && Array.isArray(value)) return value.filter((word) => typeof word === 'string')
    return wordsOf(value)
  })
}
