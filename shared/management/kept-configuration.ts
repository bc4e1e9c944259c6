import { z } from 'zod'
import { Configuration } from './configuration.ts'
import { DocumentError } from './configuration-document.ts'
import { ConfigurationPartName, ConfigurationRefusalCode, ReadingCounts } from './configuration-reading.ts'

/** By which way a part came: a file that an administrator gave, or the Exchange Management Shell, asked from here. */
export const ConfigurationSource = z.strictObject({
  road: z.enum(['file', 'live']),
  /** The file’s name, or the server that was asked. */
  name: z.string().max(400),
  /** When it was taken in, by this machine’s clock; ISO 8601, UTC. */
  readAt: z.string(),
  /** When the script that wrote it began, where it says so. */
  collectedAt: z.string().nullable(),
  /** When the file was last written; null or left out where nobody said. */
  writtenAt: z.string().nullable().optional(),
  /** On which machine that ran. */
  computer: z.string().nullable(),
})
export type ConfigurationSource = z.infer<typeof ConfigurationSource>

/** What of a file could not be understood; the sentence names the line, where there is one. */
export const ReadingProblem = z.strictObject({ line: z.int().min(1).nullable(), sentence: z.string() })
export type ReadingProblem = z.infer<typeof ReadingProblem>

/** What a file held that could not be read, beside what could: the counts add up, and the first refusals are told. */
export const LeftOut = z.strictObject({
  counts: ReadingCounts,
  /** Which objects, and why. */
  refusals: z.array(ReadingProblem),
  refusalCount: z.int().min(0),
  /** Why the file could not be read to its end. */
  ended: ReadingProblem.nullable(),
})
export type LeftOut = z.infer<typeof LeftOut>

/** The same of a file whose rest was taken in, for as long as something of that is kept. */
export const KeptLeftOut = LeftOut.extend({ name: z.string().max(400), readAt: z.string() })
export type KeptLeftOut = z.infer<typeof KeptLeftOut>

/** As many sources are named beside the latest one. */
export const mostEarlier = 20

/** What is kept of one cmdlet’s answer. */
export const KeptPart = z.strictObject({
  part: ConfigurationPartName,
  count: z.int().min(0),
  source: ConfigurationSource,
  /** The names of what told of the other entries before, the latest first, where the source need not tell of all. */
  earlier: z.array(z.string().max(400)).max(mostEarlier).optional(),
})
export type KeptPart = z.infer<typeof KeptPart>

/** The same with when all of it was read, where a source said so, and what the files that told of it held besides, the latest first. */
export const StoredPart = KeptPart.extend({
  wholeAt: z.string().optional(),
  /** It was told by the name that Exchange 2010 has for its cmdlet. */
  older: z.boolean().optional(),
  leftOut: z.array(KeptLeftOut).optional(),
})
export type StoredPart = z.infer<typeof StoredPart>

/** What a cmdlet was refused when it was asked last; what was kept of it before stays. */
export const KeptRefusal = z.strictObject({ error: DocumentError, source: ConfigurationSource })
export type KeptRefusal = z.infer<typeof KeptRefusal>

/** What a file, or a live answer, came to. */
export const ReadingSummary = z.strictObject({
  source: ConfigurationSource,
  /** What kind of file it is, for a person; null for a live answer. */
  format: z.string().nullable(),
  parts: z.array(z.strictObject({ part: ConfigurationPartName, count: z.int().min(0) })),
  /** What Exchange refused the script. */
  refused: z.array(DocumentError),
  /** The first of what could not be understood, and how much there was of it. */
  problems: z.array(ReadingProblem),
  problemCount: z.int().min(0),
  /** What was read though it is written otherwise than Exchange writes it, a sentence each; left out where there is none. */
  notes: z.array(z.string()).optional(),
  /** Where the rest of a file was taken: what was left out. */
  leftOut: LeftOut.optional(),
})
export type ReadingSummary = z.infer<typeof ReadingSummary>

/**
 * What became of a part that was kept before: how many entries there were, and how many there are. `added`: what was known of
 * others stays, since the source does not say that it tells of all. `older`: it was read before what is known, which counts.
 */
export const KeptChange = z.strictObject({
  part: ConfigurationPartName,
  added: z.boolean(),
  before: z.int().min(0),
  now: z.int().min(0),
  older: z.boolean(),
})
export type KeptChange = z.infer<typeof KeptChange>

/** What there is to take of a file that could not be read whole, and what would be left out. */
const OfferedRest = z.strictObject({
  parts: z.array(z.strictObject({ part: ConfigurationPartName, count: z.int().min(0) })),
  leftOut: LeftOut,
})

/** What came of the import of a file. Of one that is refused, nothing is kept. */
export const ImportedConfiguration = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('kept'), summary: ReadingSummary, changes: z.array(KeptChange) }),
  z.strictObject({
    outcome: z.literal('refused'),
    code: ConfigurationRefusalCode,
    sentence: z.string(),
    line: z.int().min(1).nullable(),
    /** What of it could be read, where somebody wants that; null where there is nothing. */
    rest: OfferedRest.nullable(),
  }),
  /** It is of another organisation than what is kept, by all that can be seen: nothing of it is kept until somebody says so. */
  z.strictObject({
    outcome: z.literal('other-organisation'),
    summary: ReadingSummary,
    sentence: z.string(),
    /** Taken all the same, it stands in the place of all that is kept; else it is united with that. */
    replaces: z.boolean(),
  }),
])
export type ImportedConfiguration = z.infer<typeof ImportedConfiguration>

/** What is kept of the open organisation’s configuration, in a size that a message takes. */
export const KeptConfiguration = z.strictObject({
  parts: z.array(KeptPart),
  refused: z.array(KeptRefusal),
  /** Parts that another Postern kept in a form that this one cannot read. */
  unreadable: z.array(ConfigurationPartName),
  /**
   * The configuration, where a part that has an entry for each mailbox holds those of the test mailbox and of the account
   * alone: then it is among `shortened`.
   */
  configuration: Configuration,
  shortened: z.array(ConfigurationPartName),
  /** What was left out of files of which something is kept, the latest first. */
  leftOut: z.array(KeptLeftOut),
})
export type KeptConfiguration = z.infer<typeof KeptConfiguration>
