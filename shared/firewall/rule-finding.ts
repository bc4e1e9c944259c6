import { z } from 'zod'

/** What is said of a set of rules: what it is about, how much it matters, and what to do. */
export const RuleFinding = z.strictObject({
  /** A closed set; `findings/finding-words.ts` has the words of each. */
  code: z.string().max(60),
  severity: z.enum(['error', 'warning', 'note']),
  /** Rules by their ids: the one that it is about, and the one that it has to do with. */
  rule: z.string().nullable(),
  other: z.string().nullable(),
  /** A platform by the id of its writer, where it is about one alone. */
  platform: z.string().nullable(),
  title: z.string(),
  advice: z.string(),
})
export type RuleFinding = z.infer<typeof RuleFinding>
