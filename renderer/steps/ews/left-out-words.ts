import { counted, figure, t } from '../../../shared/language/translate.ts'
import type { ImportedConfiguration, KeptLeftOut, LeftOut } from '../../../shared/management/kept-configuration.ts'
import { otherObjects, withLine } from '../../../shared/management/left-out-words.ts'
import { formatDay, formatTime, type TimeStyle } from '../../store/format.ts'
import { partNames } from './part-names.ts'

export type OfferedRest = NonNullable<Extract<ImportedConfiguration, { outcome: 'refused' }>['rest']>

/** What there is to take of a file that was refused, and what becomes of it. */
export function offerWords({ parts, leftOut: { counts } }: OfferedRest): string {
  const told = parts.filter(({ count }) => count > 0).map(({ part, count }) => `${partNames[part]} (${figure(count)})`)
  return [
    t`Of ${counted(counts.read, 'object')}, ${figure(counts.understood)} can be read: ${told.join(', ')}.`,
    ...otherObjects(counts),
    t`They would be added to what is known; what is known and is not in the file stays.`,
  ].join(' ')
}

/** What the button says that takes them. */
export function takeRestWords({ leftOut: { counts } }: OfferedRest): string {
  return t`Take in the ${figure(counts.understood)} that can be read`
}

/** Beside how many objects something was taken, and how many were left out. */
export function leftOutWords({ counts, ended }: LeftOut): string {
  const { read, understood, refused } = counts
  return [
    refused > 0
      ? t`Of ${counted(read, 'object')}, ${figure(understood)} were taken in, and ${figure(refused)} left out: they could not be read.`
      : t`Of ${counted(read, 'object')}, ${figure(understood)} were taken in.`,
    ...otherObjects(counts),
    ...(ended && refused === 0 ? [t`What may have come behind them is missing.`] : []),
  ].join(' ')
}

/** The same of a file that is kept. */
export function keptLeftOutWords({ name, readAt, ...leftOut }: KeptLeftOut, style: TimeStyle = {}): string {
  return t`${name}, ${formatDay(readAt, style)}, ${formatTime(readAt, style)}: ${leftOutWords(leftOut)}`
}

/** Which objects were left out and why, a sentence each, and why the file was not read to its end. */
export function leftOutSentences({ refusals, refusalCount, ended }: LeftOut): string[] {
  const more = refusalCount - refusals.length
  const told = refusals.map(withLine)
  return [
    ...told,
    ...(more > 0 ? [t`And ${figure(more)} more.`] : []),
    ...(ended && !told.includes(withLine(ended)) ? [withLine(ended)] : []),
  ]
}

/** What is missing at a glance; undefined where nothing is. */
export function missingWords(leftOut: readonly LeftOut[]): string | undefined {
  if (leftOut.length === 0) return undefined
  const refused = leftOut.reduce((sum, { counts }) => sum + counts.refused, 0)
  return refused > 0
    ? t`Left out, since it could not be read: ${counted(refused, 'object')}`
    : t`Not read to its end: ${counted(leftOut.length, 'file')}`
}
