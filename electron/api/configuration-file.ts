import type { Configuration } from '../../shared/management/configuration.ts'
import type { DocumentError } from '../../shared/management/configuration-document.ts'
import type {
  ConfigurationSource,
  ImportedConfiguration,
  ReadingProblem,
  ReadingSummary,
} from '../../shared/management/kept-configuration.ts'
import { ConfigurationPartName } from '../../shared/management/kept-configuration.ts'

/** What a file of configuration came to. */
export type FileReading =
  | {
      outcome: 'read'
      /** What kind of file it is, for a person. */
      format: string
      configuration: Configuration
      refused: readonly DocumentError[]
      collectedAt: string | null
      computer: string | null
      problems: readonly ReadingProblem[]
      problemCount: number
    }
  | Extract<ImportedConfiguration, { outcome: 'refused' }>

/** Reads a file of configuration as its bytes come. */
export type ReadConfigurationFile = (
  pieces: AsyncIterable<Uint8Array>,
  options: { name: string; signal: AbortSignal },
) => Promise<FileReading>

/** As many problems, and refusals, as a message tells. */
const MOST_TOLD = 100

/** What a window is told of a reading. */
export function summaryOf(
  reading: Extract<FileReading, { outcome: 'read' }>,
  source: Pick<ConfigurationSource, 'road' | 'name' | 'readAt'>,
): ReadingSummary {
  const { configuration, format, collectedAt, computer, refused, problems, problemCount } = reading
  return {
    source: { ...source, collectedAt, computer },
    format,
    parts: ConfigurationPartName.options.flatMap((part) => {
      const value = configuration[part]
      return value === undefined ? [] : [{ part, count: Array.isArray(value) ? value.length : 1 }]
    }),
    refused: refused.slice(0, MOST_TOLD),
    problems: problems.slice(0, MOST_TOLD),
    problemCount,
  }
}
