import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { PasswordMemory } from './sign-in-memory.ts'

const Mark = z.string().regex(/^[0-9a-f]{2}$/)
const Deliberates = z.array(
  z.strictObject({
    host: z.string(),
    at: z.string(),
    found: z.enum(['require', 'allow', 'opened']).optional(),
    lostBefore: z.string().optional(),
  }),
)

const Entry = z.strictObject({
  mark: Mark,
  rejectedAt: z.string().optional(),
  unanswered: z.strictObject({ at: z.string().optional() }).optional(),
  unansweredThoughRight: z.string().optional(),
  pending: z.strictObject({ holder: z.string(), at: z.string(), deliberate: z.literal(true).optional() }).optional(),
  deliberate: Deliberates.optional(),
})

/** The first format counted sign-ins without an answer, the one under way included, and did not say when they were. */
const FirstEntry = z.strictObject({
  mark: Mark,
  rejectedAt: z.string().optional(),
  unanswered: z.int().min(0),
  since: z.int().min(0),
  pending: z.strictObject({ holder: z.string(), at: z.string() }).optional(),
  deliberate: Deliberates.optional(),
})

const common = {
  /** For the marks of all passwords: one salt, so that a password leaves the same eight bits wherever it is. */
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  /** An earlier file could not be read and was given up: what is not listed below is not known to be harmless. */
  lost: z.boolean().optional(),
}
const Second = z.strictObject({ format: z.literal(2), ...common, accounts: z.record(z.string(), z.array(Entry)) })
const First = z.strictObject({
  format: z.literal(1),
  ...common,
  sequence: z.int().min(0),
  accounts: z.record(z.string(), z.array(FirstEntry)),
})

/** What is in the file. */
export type SignInFileContent = z.infer<typeof Second>

/** The content of a file, also of the first format. Throws where it is none. */
export function signInFileContent(text: string): SignInFileContent {
  const content = z.discriminatedUnion('format', [First, Second]).parse(JSON.parse(text))
  if (content.format === 2) return content
  const { sequence: _counted, accounts, ...kept } = content
  const entries = Object.entries(accounts).map(([account, all]) => [account, all.map(entryOfFirst)])
  return { ...kept, format: 2, accounts: Object.fromEntries(entries) }
}

function entryOfFirst({ unanswered, since: _counted, ...kept }: z.infer<typeof FirstEntry>): PasswordMemory {
  // One that was under way stays so, or is found to be left behind by a program that was killed.
  const lost = unanswered - (kept.pending ? 1 : 0)
  return lost > 0 ? { ...kept, unanswered: {} } : kept
}

/** A file in which nothing is held against anybody. */
export function emptySignInFile(): SignInFileContent {
  return { format: 2, salt: randomBytes(16).toString('hex'), accounts: {} }
}
