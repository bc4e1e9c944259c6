import { z } from 'zod'
import { ReadingProblem, ReadingSummary } from '../management/kept-configuration.ts'
import { scriptParts } from '../management/script.ts'
import { remedyIds } from '../remedies/remedy.ts'
import { JudgedGroup, JudgedMailbox } from './judged-list.ts'
import { layerNames } from './layer.ts'

/** What became of one script that was asked for. */
export const WrittenScript = z.strictObject({
  part: z.enum(scriptParts),
  file: z.string(),
  /** Of which remedy; null: what changes at the mailboxes themselves, by every remedy. */
  remedy: z.enum(remedyIds).nullable(),
  /** Nothing is written but for `written`; why, says the sentence. */
  outcome: z.enum(['written', 'not-needed', 'not-read', 'by-hand']),
  sentence: z.string().nullable(),
  changes: z.int().min(0),
  notes: z.array(z.string()),
})
export type WrittenScript = z.infer<typeof WrittenScript>

/** One layer, as the configuration tells it. */
export const ReportedLayer = z.strictObject({
  name: z.enum(layerNames),
  title: z.string(),
  state: z.enum(['open', 'doubtful', 'shut', 'not-reached', 'not-known']),
  sentence: z.string(),
  cmdlets: z.array(z.string()),
  remedy: z.enum(remedyIds).nullable(),
})
export type ReportedLayer = z.infer<typeof ReportedLayer>

/** The JSON of `postern ews --json`: what the configuration says of an integration and its mailboxes. */
export const EwsReport = z.strictObject({
  format: z.literal('postern-ews'),
  version: z.literal(1),
  postern: z.string(),
  /** ISO 8601, UTC. */
  madeAt: z.string(),
  organisation: z.string(),
  client: z.strictObject({
    profile: z.string(),
    userAgent: z.string(),
    /** The vendor has not published it. */
    userAgentInferred: z.boolean(),
    account: z.string().nullable(),
    impersonates: z.boolean(),
  }),
  /** The files of configuration, in the order in which they were read. */
  files: z.array(ReadingSummary),
  layers: z.array(ReportedLayer),
  /** Where the mailboxes come from: a list, the organisation’s test mailbox, or all that were read. */
  mailboxesFrom: z.enum(['list', 'organisation', 'configuration']),
  /** Lines of the list that name no mailbox. */
  listProblems: z.array(ReadingProblem),
  listProblemCount: z.int().min(0),
  /** What else is to be told of the list. */
  listNotes: z.array(z.string()),
  groups: z.array(JudgedGroup),
  mailboxes: z.array(JudgedMailbox),
  scripts: z.array(WrittenScript),
  verdict: z.enum(['ready', 'not-ready', 'could-not-tell']),
  /** Why, in a sentence. */
  remark: z.string(),
})
export type EwsReport = z.infer<typeof EwsReport>
