import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ConfigurationReading } from '../../shared/management/configuration-reading.ts'
import { mostConfigurationBytes } from '../../shared/management/import-pieces.ts'
import type { ReadingSummary } from '../../shared/management/kept-configuration.ts'
import { readConfigurationFile } from '../engine/management/read-configuration-file.ts'
import { readFileInPieces } from './bounded-file.ts'
import { formatWords, summaryOf } from './configuration-file.ts'

/** What an export came to, or in a sentence why nothing of it was taken. */
export type DeviceExport =
  | { outcome: 'read'; reading: ConfigurationReading; summary: ReadingSummary; modifiedAt: number | undefined }
  | { outcome: 'refused'; sentence: string }

/**
 * Reads an export that the admin chose, at most 256 MiB: whole, or where he is not strict also the rest of one in which
 * something cannot be understood. Rejects where the signal aborts.
 */
export async function readExportAt(
  path: string,
  { strict, signal, now }: { strict: boolean; signal: AbortSignal; now: () => Date },
): Promise<DeviceExport> {
  const name = basename(path)
  const modifiedAt = await stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  )
  const read = await readFileInPieces(path, mostConfigurationBytes, (pieces) =>
    readConfigurationFile(pieces, { name, signal, takesRest: !strict }),
  )
  if ('refused' in read) return { outcome: 'refused', sentence: read.refused }
  if ('refused' in read.value) return { outcome: 'refused', sentence: read.value.sentence }
  const reading = read.value
  const written = modifiedAt === undefined ? {} : { writtenAt: new Date(modifiedAt).toISOString() }
  const summary = summaryOf(reading, { road: 'file', name, ...written, readAt: now().toISOString() })
  return { outcome: 'read', reading, summary: { ...summary, format: formatWords[reading.format] }, modifiedAt }
}
