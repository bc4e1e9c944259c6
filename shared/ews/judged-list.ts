import { z } from 'zod'
import { ReadingProblem } from '../management/kept-configuration.ts'
import { remedyIds } from '../remedies/remedy.ts'
import { mailboxReasons } from './judge-mailboxes.ts'

const state = z.enum(['works', 'shut', 'doubtful', 'not-known'])
const reason = z.enum(mailboxReasons)
const remedy = z.enum(remedyIds).nullable()

/** The mailboxes of one reason and remedy. */
export const JudgedGroup = z.strictObject({ reason, state, remedy, sentence: z.string(), count: z.int().min(1) })
export type JudgedGroup = z.infer<typeof JudgedGroup>

/** What a list of mailboxes came to, judged by the configuration that is kept. */
export const JudgedList = z.strictObject({
  listId: z.string(),
  /** How many different mailboxes the list names. */
  total: z.int().min(0),
  /** What cannot work first. */
  groups: z.array(JudgedGroup),
  /** What else is to be told of the list: who is named more than once, and in which encoding it was taken to be. */
  notes: z.array(z.string()),
  /** The first lines of the list that name no mailbox, and how many there are. */
  problems: z.array(ReadingProblem),
  problemCount: z.int().min(0),
})
export type JudgedList = z.infer<typeof JudgedList>

/** Or why the list could not be read: it names no mailbox, or is no text. */
export const ListJudgement = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('judged'), list: JudgedList }),
  z.strictObject({ outcome: z.literal('refused'), sentence: z.string(), line: z.int().min(1).nullable() }),
])
export type ListJudgement = z.infer<typeof ListJudgement>

/** One mailbox of the list. */
export const JudgedMailbox = z.strictObject({
  mailbox: z.string(),
  identity: z.string().nullable(),
  state,
  reason,
  sentence: z.string(),
  remedy,
})
export type JudgedMailbox = z.infer<typeof JudgedMailbox>

/** Which mailboxes of the list are wanted: from `after` on, of one reason or of all. */
export const JudgedRows = z.strictObject({
  listId: z.string().max(40),
  reason: reason.optional(),
  after: z.int().min(0).nullable(),
  limit: z.int().min(1).max(2_000),
})

/**
 * The script for all of the list’s mailboxes, a page of it at a time. It is made for the first page; the pages after it are
 * of the same.
 */
export const ListScript = z.strictObject({
  listId: z.string().max(40),
  /** All that this one changes for them; what changes at the mailboxes themselves by every remedy, when left out. */
  remedy: z.enum(remedyIds).optional(),
  part: z.enum(['preview', 'apply', 'undo']),
  /** In characters. */
  offset: z.int().min(0),
})
export const ListScriptPage = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('script'),
    /** From `offset` on. */
    text: z.string(),
    /** Where the next page begins; null on the last. */
    next: z.int().nullable(),
    characters: z.int().min(0),
    /** How many things it changes. */
    changes: z.int().min(0),
    /** What is to be told beside it. */
    notes: z.array(z.string()),
    /** Remedies of the organisation’s own settings, each with a script of its own, which goes first. */
    others: z.array(z.enum(remedyIds)),
  }),
  /** Why there is no script: nothing is to be changed, something has to be read first, or it is done by hand. */
  z.strictObject({ outcome: z.enum(['not-needed', 'not-read', 'by-hand']), sentence: z.string() }),
])
export type ListScriptPage = z.infer<typeof ListScriptPage>
