import { z } from 'zod'
import { Configuration, type ConfigurationPart, configurationCmdlets } from './configuration.ts'
import { DocumentError } from './configuration-document.ts'

/** How a file was written: by Postern's own script, or by the cmdlet of PowerShell that each is named for. */
export const ConfigurationFormat = z.enum(['postern', 'json', 'clixml', 'csv', 'format-list'])
export type ConfigurationFormat = z.infer<typeof ConfigurationFormat>

const parts = Object.keys(configurationCmdlets) as [ConfigurationPart, ...ConfigurationPart[]]
export const ConfigurationPartName = z.enum(parts)

/** What a file held that was left out of the configuration: nobody knows it, as if the file did not tell it. */
export const ConfigurationProblem = z.strictObject({
  /**
   * `value-lost`: something else stands where a value was, such as the name of a type. `list-unclear`: a text that may be
   * one entry or several. `list-cut`: PowerShell showed only the first entries. `time-unclear`: a time that does not say
   * which day it is, or which half of it; `time-order`: whether the day or the month stands first, the whole file does not
   * say; `time-zone`: in the time of a machine of which nothing is known. `encoding-guessed`: bytes that are no UTF-8.
   */
  code: z.enum([
    'value-lost',
    'list-unclear',
    'list-cut',
    'time-unclear',
    'time-order',
    'time-zone',
    'encoding-guessed',
  ]),
  /** Where it was first. */
  line: z.int().min(1),
  part: ConfigurationPartName.optional(),
  /** As the cmdlet calls it. */
  property: z.string().optional(),
  /** In how many objects. */
  objects: z.int().min(1),
  sentence: z.string(),
})
export type ConfigurationProblem = z.infer<typeof ConfigurationProblem>

/** Why a file was not taken, as a closed set. */
export const ConfigurationRefusalCode = z.enum([
  'empty',
  'not-text',
  'bad-encoding',
  'unknown-format',
  'format-objects',
  'broken-off',
  'damaged',
  'not-understood',
  'value-lost',
  'duplicate',
  'which-cmdlet',
  'no-identity',
  'nothing-known',
  'other-version',
  'too-large',
])
export type ConfigurationRefusalCode = z.infer<typeof ConfigurationRefusalCode>

/** Why a file was not taken, or not read to its end. */
export const ConfigurationRefusal = z.strictObject({
  refused: ConfigurationRefusalCode,
  sentence: z.string(),
  line: z.int().min(1).optional(),
})
export type ConfigurationRefusal = z.infer<typeof ConfigurationRefusal>

/** An object that was refused by itself, while the rest of its file was read. */
export const ObjectRefusal = z.strictObject({
  code: ConfigurationRefusalCode,
  sentence: z.string(),
  line: z.int().min(1).optional(),
  /** Where it can be told. */
  part: ConfigurationPartName.optional(),
})
export type ObjectRefusal = z.infer<typeof ObjectRefusal>

/** What was written otherwise than PowerShell writes it, and was read all the same; or was passed over. */
export const ConfigurationNote = z.strictObject({
  /**
   * `boolean-word`: a spreadsheet's word for True or False. `column-renamed`: read as the property that it must be.
   * `column-unknown`: of a property that the cmdlet does not have. `statistics-alone`: statistics without the devices. `probably-cut`: exactly as
   * many as Exchange tells where nobody asks for all.
   */
  code: z.enum(['boolean-word', 'column-renamed', 'column-unknown', 'statistics-alone', 'probably-cut']),
  /** Where it was first. */
  line: z.int().min(1),
  sentence: z.string(),
})
export type ConfigurationNote = z.infer<typeof ConfigurationNote>

const count = z.int().min(0)

/** What became of the objects of a file: `read` is the sum of the others. */
export const ReadingCounts = z.strictObject({
  read: count,
  /** In the configuration. */
  understood: count,
  /** Each for a reason of its own, and not in the configuration. */
  refused: count,
  /** The same object once more. */
  twice: count,
  /** Of cmdlets that Postern has no use for. */
  ofNoUse: count,
})
export type ReadingCounts = z.infer<typeof ReadingCounts>

/** What was read of one file. */
export const ConfigurationReading = z.strictObject({
  configuration: Configuration,
  format: ConfigurationFormat,
  /** `objects`: how many are in the configuration. Beside them as many were `refused`, and as many given `twice`. */
  parts: z.array(
    z.strictObject({
      part: ConfigurationPartName,
      cmdlet: z.string(),
      objects: count,
      refused: count,
      twice: count,
    }),
  ),
  counts: ReadingCounts,
  /** ISO 8601: when Postern's script began; other files do not say. */
  collectedAt: z.string().optional(),
  /** Where Postern's script ran. */
  computer: z.string().optional(),
  /** Parts of which the source says that it read all there is; of any other, nobody knows whether it did. */
  whole: z.array(ConfigurationPartName),
  /** Parts that are told by the names that Exchange 2010 has for their cmdlets. */
  older: z.array(ConfigurationPartName),
  /** What Postern's script was refused. */
  documentErrors: z.array(DocumentError),
  problems: z.array(ConfigurationProblem),
  /** Problems beyond those that are listed. */
  moreProblems: z.int().min(0),
  /** Objects of other cmdlets, which Postern has no use for. */
  ignoredObjects: z.int().min(0),
  notes: z.array(ConfigurationNote),
  /** The first objects that were refused by themselves, where whoever read the file asked for the rest of it. */
  refusals: z.array(ObjectRefusal),
  /** Refused objects beyond those that are listed. */
  moreRefusals: count,
  /** Why the file could not be read to its end: what was whole before is in the configuration. */
  ended: ConfigurationRefusal.optional(),
  /**
   * Where not all of the file could be read: what there is to take, in a sentence, for somebody to agree to. Without it,
   * the configuration is all that the file holds.
   */
  offer: z.string().optional(),
})
export type ConfigurationReading = z.infer<typeof ConfigurationReading>
