import { basename } from 'node:path'
import { t } from '../../shared/language/translate.ts'
import type { Configuration, ConfigurationPart } from '../../shared/management/configuration.ts'
import type { DocumentError } from '../../shared/management/configuration-document.ts'
import type {
  ConfigurationFormat,
  ConfigurationReading,
  ConfigurationRefusal,
} from '../../shared/management/configuration-reading.ts'
import { mostConfigurationBytes } from '../../shared/management/import-pieces.ts'
import type {
  ConfigurationSource,
  ImportedConfiguration,
  ReadingSummary,
} from '../../shared/management/kept-configuration.ts'
import { readConfigurationFile } from '../engine/management/read-configuration-file.ts'
import { readFileInPieces } from './bounded-file.ts'
import { leftOutOf } from './left-out.ts'

/** What a file of configuration came to: as a window is told, and the configuration itself. */
export type FileReading =
  | {
      outcome: 'read'
      configuration: Configuration
      refused: readonly DocumentError[]
      /** The parts of which the file says that it tells all. */
      whole: readonly ConfigurationPart[]
      older: readonly ConfigurationPart[]
      summary: ReadingSummary
      /** Where this is only the rest of the file: what is said of the file before somebody wants that. */
      offer?: RefusedFile
    }
  | RefusedFile

type RefusedFile = Extract<ImportedConfiguration, { outcome: 'refused' }>

/** As many problems, and refusals, as a message tells. */
const MOST_TOLD = 100

/** Reads a file of configuration as its bytes come. `takesRest`: also what can be read of one that is broken in part. Rejects where the signal aborts. */
export async function readFileOfConfiguration(
  pieces: AsyncIterable<Uint8Array>,
  options: {
    name: string
    writtenAt?: string | undefined
    signal: AbortSignal
    now: () => Date
    takesRest: boolean
  },
): Promise<FileReading> {
  const { name, writtenAt, signal, now, takesRest } = options
  const reading = await readConfigurationFile(pieces, { name, signal, takesRest })
  if ('refused' in reading) return refusedFile(reading, null)
  const { configuration, documentErrors: refused, whole, older, offer } = reading
  const read = summaryOf(reading, { road: 'file', name, ...(writtenAt && { writtenAt }), readAt: now().toISOString() })
  const summary = { ...read, format: formatWords[reading.format] }
  const taken = { outcome: 'read', configuration, refused, whole, older, summary } as const
  if (offer === undefined) return taken
  const leftOut = leftOutOf(reading)
  if (leftOut.counts.understood === 0) return refusedFile(whyNotWhole(reading), null)
  return {
    ...{ ...taken, summary: { ...summary, leftOut } },
    ...{ offer: refusedFile(whyNotWhole(reading), { parts: summary.parts, leftOut }) },
  }
}

function refusedFile({ refused, sentence, line }: ConfigurationRefusal, rest: RefusedFile['rest']): RefusedFile {
  return { outcome: 'refused', code: refused, sentence, line: line ?? null, rest }
}

/** What was wrong first. */
function whyNotWhole({ refusals: [first], ended }: ConfigurationReading): ConfigurationRefusal {
  if (first) return { refused: first.code, sentence: first.sentence, line: first.line }
  if (ended) return ended
  throw new Error('What could be read whole is offered as a rest.')
}

/** What a window is told of a reading. */
export function summaryOf(
  reading: ConfigurationReading,
  source: Pick<ConfigurationSource, 'road' | 'name' | 'readAt' | 'writtenAt'>,
): ReadingSummary {
  const { parts, collectedAt = null, computer = null, documentErrors, problems, moreProblems, notes } = reading
  return {
    source: { ...source, collectedAt, computer },
    format: null,
    parts: parts.map(({ part, objects }) => ({ part, count: objects })),
    refused: documentErrors.slice(0, MOST_TOLD),
    problems: problems.slice(0, MOST_TOLD).map(({ line, sentence }) => ({ line, sentence })),
    problemCount: problems.length + moreProblems,
    ...(notes.length > 0 && { notes: notes.map(({ sentence }) => sentence) }),
  }
}

/** What kind of file it is, for a person. */
export const formatWords: Readonly<Record<ConfigurationFormat, string>> = {
  postern: t`the file of Postern’s own script`,
  json: 'ConvertTo-Json',
  clixml: 'Export-Clixml',
  csv: 'Export-Csv',
  'format-list': t`text of Format-List`,
}

/** Reads a file of configuration that the admin chose, at most 256 MiB; or says in a sentence why it cannot be. */
export async function readConfigurationAt(
  path: string,
  { signal, now }: { signal: AbortSignal; now: () => Date },
): Promise<FileReading | { outcome: 'unread'; sentence: string }> {
  const read = await readFileInPieces(path, mostConfigurationBytes, (pieces) =>
    readFileOfConfiguration(pieces, { name: basename(path), signal, now, takesRest: false }),
  )
  return 'refused' in read ? { outcome: 'unread', sentence: read.refused } : read.value
}
