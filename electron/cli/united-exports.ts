import { t } from '../../shared/language/translate.ts'
import {
  type Configuration,
  type ConfigurationPart,
  configurationCmdlets,
} from '../../shared/management/configuration.ts'
import { type PartTimes, timeOfSource, uniteReadings } from '../../shared/management/unite-readings.ts'
import type { DeviceExport } from '../api/device-export.ts'

type ReadExport = Extract<DeviceExport, { outcome: 'read' }>

type UnitedExports = {
  configuration: Configuration
  timesOf: (part: ConfigurationPart) => PartTimes | undefined
  /** Parts that are told by the names of Exchange 2010, and by no other. */
  older: ConfigurationPart[]
  /** Of which part another export counts, a sentence for each of these. */
  notes: ReadonlyMap<ReadExport, readonly string[]>
}

/** Several exports as one: the younger counts, in whatever order they were given; of two of one moment, the one given later. */
export function uniteExports(read: readonly ReadExport[]): UnitedExports {
  let configuration: Configuration = {}
  const times = new Map<ConfigurationPart, PartTimes>()
  /** Which exports still tell of a part. */
  const telling = new Map<ConfigurationPart, ReadExport[]>()
  const notes = new Map<ReadExport, string[]>()
  for (const each of inOrderOfTime(read)) {
    const { reading } = each
    const timesOf = (part: ConfigurationPart) => times.get(part)
    const coming = { configuration: reading.configuration, whole: reading.whole, at: timeOf(each) }
    const united = uniteReadings({ configuration, timesOf }, coming)
    configuration = { ...configuration, ...united.configuration }
    const given = new Map<ReadExport, ConfigurationPart[]>()
    for (const [part, { how, times: now }] of united.parts) {
      times.set(part, now)
      const before = telling.get(part) ?? []
      telling.set(part, how === 'in-place' ? [each] : [...before, each])
      if (how === 'in-place') for (const one of before) given.set(one, [...(given.get(one) ?? []), part])
    }
    for (const [one, parts] of given) notes.set(one, [...(notes.get(one) ?? []), inPlaceWords(each, one, parts)])
  }
  const older = [...telling].flatMap(([part, by]) =>
    by.every(({ reading }) => reading.older.includes(part)) ? [part] : [],
  )
  return { configuration, timesOf: (part) => times.get(part), older, notes }
}

/** The oldest first. */
export function inOrderOfTime(read: readonly ReadExport[]): ReadExport[] {
  return read.toSorted((one, other) => timeOf(one) - timeOf(other))
}

function timeOf({ summary }: ReadExport): number {
  return timeOfSource(summary.source)
}

function inPlaceWords(younger: ReadExport, older: ReadExport, parts: readonly ConfigurationPart[]): string {
  const cmdlets = parts.map((part) => configurationCmdlets[part]).join(', ')
  const { name } = younger.summary.source
  return timeOf(younger) > timeOf(older)
    ? t`What it tells of ${cmdlets} does not count: ${name} is younger.`
    : t`What it tells of ${cmdlets} does not count: ${name} is of the same moment, and was given later.`
}
