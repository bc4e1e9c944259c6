import type { ArtifactName, ArtifactRecords } from '../../shared/artifacts/artifacts.ts'
import { t } from '../../shared/language/translate.ts'
import { formatMilliseconds } from '../../shared/run/duration.ts'
import { artifactNames } from '../../shared/run/words.ts'

/** When one gatherer was at work, in milliseconds after the run began. */
export type GathererTime = { artifact: ArtifactName; name: string; start: number; length: number }

/** Every gatherer that ran, in the order in which they began, and how long all of it took. */
export function runTime(artifacts: ArtifactRecords, startedAt: string): { rows: GathererTime[]; span: number } {
  const began = Date.parse(startedAt)
  const rows = Object.entries(artifacts).flatMap(([name, record]): GathererTime[] => {
    if (record.state !== 'gathered' && record.state !== 'broken') return []
    const artifact = name as ArtifactName
    const start = Math.max(0, Date.parse(record.startedAt) - began)
    return [{ artifact, name: artifactNames[artifact], start, length: record.milliseconds }]
  })
  return {
    rows: rows.toSorted((a, b) => a.start - b.start),
    span: Math.max(1, ...rows.map(({ start, length }) => start + length)),
  }
}

/** The same in words, for those who do not see the picture. */
export function runTimeSentence(rows: readonly GathererTime[]): string {
  return rows
    .map(({ name, start, length }) => t`${name}: ${formatMilliseconds(length)}, after ${formatMilliseconds(start)}.`)
    .join(' ')
}
