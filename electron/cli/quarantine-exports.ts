import { addConfiguration } from '../../shared/management/add-configuration.ts'
import type { Configuration, ConfigurationPart } from '../../shared/management/configuration.ts'
import type { PartTimes } from '../../shared/management/unite-readings.ts'
import type { QuarantineReport, ReportedFile } from '../../shared/quarantine/quarantine-report.ts'
import { type ReadTimes, readTimes } from '../../shared/quarantine/read-times.ts'
import { type DeviceExport, readExportAt } from '../api/device-export.ts'
import { leftOutOf } from '../api/left-out.ts'
import { StoppedError, UsageError } from './exit-code.ts'
import { sameOrganisation } from './one-organisation.ts'
import { inOrderOfTime, uniteExports } from './united-exports.ts'

/** Several exports as one configuration, and all that has to be told of how they were read. */
export type Exports = {
  configuration: Configuration
  files: ReportedFile[]
  counts: QuarantineReport['counts']
  /** The time of the reading, in milliseconds, and how it is known. */
  at: number
  from: QuarantineReport['reading']['from']
  times: ReadTimes
  /** When each part was read. */
  timesOf: (part: ConfigurationPart) => PartTimes | undefined
  /** Parts that are told by the names of Exchange 2010. */
  older: readonly ConfigurationPart[]
}

type ReadExport = Extract<DeviceExport, { outcome: 'read' }>
type Time = Pick<Exports, 'at' | 'from'>

/** Reads all of them; one of which nothing can be taken ends it with a UsageError, and so does a signal with a StoppedError. */
export async function openExports(
  paths: readonly string[],
  options: { strict: boolean; signal: AbortSignal; now: () => Date },
): Promise<Exports> {
  const read: ReadExport[] = []
  let told: Configuration = {}
  for (const path of paths) {
    const each = await readExportAt(path, options).catch((error: unknown) => {
      throw options.signal.aborted ? new StoppedError() : error
    })
    if (each.outcome === 'refused') throw new UsageError(`${path}: ${each.sentence}`)
    sameOrganisation(path, told, each.reading.configuration)
    if (read.push(each) < paths.length) told = addConfiguration(told, each.reading.configuration)
  }
  const { configuration, timesOf, older, notes } = uniteExports(read)
  const files = read.map((each) => reportedFile(each, notes.get(each) ?? []))
  const timeOf = new Map<ConfigurationPart, Time>()
  let latest: Time = { at: options.now().getTime(), from: 'now' }
  for (const each of inOrderOfTime(read)) {
    latest = readingTime(each, options.now)
    for (const { part, objects } of each.reading.parts) if (objects > 0) timeOf.set(part, latest)
  }
  const { at, from } = timeOf.get('mobileDevices') ?? latest
  return {
    ...{ configuration, files, counts: countsOf(files, configuration) },
    ...{ at, from, times: readTimes((part) => timeOf.get(part)?.at), timesOf, older },
  }
}

/** When the script began, else when the file was written, else now. */
function readingTime({ reading, modifiedAt }: ReadExport, now: () => Date): Time {
  const collected = Date.parse(reading.collectedAt ?? '')
  if (!Number.isNaN(collected)) return { at: collected, from: 'collected' }
  return modifiedAt === undefined ? { at: now().getTime(), from: 'now' } : { at: Math.trunc(modifiedAt), from: 'file' }
}

function reportedFile({ reading, summary }: ReadExport, more: readonly string[]): ReportedFile {
  const { parts, notes } = reading
  const { source, format, refused, problems, problemCount } = summary
  return {
    ...{ source, format: format ?? '', ...leftOutOf(reading) },
    parts: parts.map(({ part, objects, refused, twice }) => ({ part, count: objects, refused, twice })),
    ...{ refused, problems, problemCount },
    notes: [...notes.map(({ sentence }) => sentence), ...more],
  }
}

/** The sums of all files; what several of them tell counts once in the configuration. */
function countsOf(files: readonly ReportedFile[], configuration: Configuration): Exports['counts'] {
  const sum = (name: keyof ReportedFile['counts']) => files.reduce((total, { counts }) => total + counts[name], 0)
  const kept = Object.values(configuration).reduce(
    (total, part) => total + (Array.isArray(part) ? part.length : Number(part !== undefined)),
    0,
  )
  const understood = sum('understood')
  return {
    ...{ read: sum('read'), understood, refused: sum('refused'), twice: sum('twice'), ofNoUse: sum('ofNoUse') },
    again: understood - kept,
  }
}
