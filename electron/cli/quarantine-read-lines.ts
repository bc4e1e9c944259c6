import { counted, figure, t } from '../../shared/language/translate.ts'
import { configurationCmdlets } from '../../shared/management/configuration.ts'
import { withLine } from '../../shared/management/left-out-words.ts'
import type { QuarantineReport, ReportedFile } from '../../shared/quarantine/quarantine-report.ts'
import { firstOf, indented } from './report-lines.ts'

const MOST_PROBLEMS = 5

/** What was read of which file, in figures that add up. */
export function readLines({ files, counts }: QuarantineReport, width: number): string[] {
  const { read, understood, refused, twice, ofNoUse, again } = counts
  const rest = [
    t`${figure(understood)} understood`,
    t`${figure(refused)} refused`,
    ...(twice > 0 ? [t`${figure(twice)} there twice`] : []),
    ...(ofNoUse > 0 ? [t`${figure(ofNoUse)} of no use here`] : []),
  ]
  const sum = t`${counted(read, 'object')} read: ${rest.join(', ')}.`
  const overlap = again > 0 ? t` Of those understood, ${figure(again)} do not count: another file is younger.` : ''
  return [
    ...files.flatMap((file) => [fileSentence(file), ...file.notes.map((note) => t`${file.source.name}: ${note}`)]),
    `${sum}${overlap}`,
  ].flatMap((sentence) => indented(sentence, width))
}

function fileSentence({ source, format, parts }: ReportedFile): string {
  const told = parts.map(({ part, count }) => `${configurationCmdlets[part]} (${figure(count)})`)
  const where = source.computer ? t` on ${source.computer}` : ''
  const from = source.collectedAt === null ? '' : t`, collected ${source.collectedAt}${where}`
  return t`${source.name} (${format}${from}): ${told.join(', ')}`
}

/** What could not be read, with its line, and what is open without it. */
export function unreadLines({ files, notRead }: QuarantineReport, width: number): string[] {
  return [
    ...files.flatMap(({ source, ended, refusals, refusalCount, refused, problems, problemCount }) =>
      [
        ...(ended ? [t`Not read to its end: ${withLine(ended)}`] : []),
        ...firstOf(refusals.map(withLine), refusalCount, MOST_PROBLEMS),
        ...refused.map(({ cmdlet, message }) => t`Exchange refused ${cmdlet}: ${message}`),
        ...firstOf(problems.map(withLine), problemCount, MOST_PROBLEMS),
      ].map((sentence) => t`${source.name}: ${sentence}`),
    ),
    ...notRead.map(({ cmdlet, sentence }) => t`${cmdlet}: ${sentence}`),
  ].flatMap((sentence) => indented(sentence, width))
}
