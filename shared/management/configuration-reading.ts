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
   * one entry or several. `list-cut`: PowerShell showed only the first entries. `encoding-guessed`: bytes that are no UTF-8.
   */
  code: z.enum(['value-lost', 'list-unclear', 'list-cut', 'encoding-guessed']),
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

/** What was read of one file. */
export const ConfigurationReading = z.strictObject({
  configuration: Configuration,
  format: ConfigurationFormat,
  parts: z.array(z.strictObject({ part: ConfigurationPartName, cmdlet: z.string(), objects: z.int().min(0) })),
  /** ISO 8601: when Postern's script began; other files do not say. */
  collectedAt: z.string().optional(),
  /** Where Postern's script ran. */
  computer: z.string().optional(),
  /** Parts of which the source says that it read all there is; of any other, nobody knows whether it did. */
  whole: z.array(ConfigurationPartName),
  /** What Postern's script was refused. */
  documentErrors: z.array(DocumentError),
  problems: z.array(ConfigurationProblem),
  /** Problems beyond those that are listed. */
  moreProblems: z.int().min(0),
  /** Objects of other cmdlets, which Postern has no use for. */
  ignoredObjects: z.int().min(0),
})
export type ConfigurationReading = z.infer<typeof ConfigurationReading>

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

/** A file that was not taken. Nothing of it is in any configuration. */
export const ConfigurationRefusal = z.strictObject({
  refused: ConfigurationRefusalCode,
  sentence: z.string(),
  line: z.int().min(1).optional(),
})
export type ConfigurationRefusal = z.infer<typeof ConfigurationRefusal>
