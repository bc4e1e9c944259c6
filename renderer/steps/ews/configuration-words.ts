import { counted, t } from '../../../shared/language/translate.ts'
import {
  type ConfigurationPart,
  configurationCmdlets,
  configurationUses,
} from '../../../shared/management/configuration.ts'
import type {
  ConfigurationSource,
  ImportedConfiguration,
  KeptChange,
  KeptConfiguration,
  KeptPart,
  ReadingProblem,
  ReadingSummary,
} from '../../../shared/management/kept-configuration.ts'
import { withLine } from '../../../shared/management/left-out-words.ts'
import { formatDay, formatTime, type TimeStyle } from '../../store/format.ts'
import type { Taken } from './configuration-store.ts'
import { leftOutWords } from './left-out-words.ts'
import { partNames } from './part-names.ts'

const order = Object.keys(partNames) as ConfigurationPart[]

/** A moment, local, as a cell of a table holds it. */
function momentWords(iso: string, style: TimeStyle): string {
  return `${formatDay(iso, style)}, ${formatTime(iso, style)}`
}

/** From where and when something is known; `earlier` are the names of what told of other entries before. */
export function sourceWords(source: ConfigurationSource, style: TimeStyle = {}, earlier: readonly string[] = []) {
  const own = ownSourceWords(source, style)
  return earlier.length > 0 ? t`${own}\nothers from ${earlier.join(', ')}` : own
}

function ownSourceWords(
  { road, name, readAt, collectedAt, writtenAt, computer }: ConfigurationSource,
  style: TimeStyle,
) {
  const taken =
    road === 'live'
      ? t`asked of ${name}, ${momentWords(readAt, style)}`
      : t`${name}\ntaken in ${momentWords(readAt, style)}`
  if (!collectedAt)
    return writtenAt && isOlder(writtenAt, readAt) ? t`${taken}\nlast written ${momentWords(writtenAt, style)}` : taken
  return computer
    ? t`${taken}\nwritten on ${computer}, ${momentWords(collectedAt, style)}`
    : t`${taken}\nwritten ${momentWords(collectedAt, style)}`
}

/** Whether it is worth a word that something is of before. */
function isOlder(one: string, other: string): boolean {
  return Date.parse(other) - Date.parse(one) >= 60_000
}

/** What is known, as rows of a table: what, by which cmdlet, how many, and from where. */
export function knownRows(kept: Pick<KeptConfiguration, 'parts'>, style: TimeStyle = {}): string[][] {
  const byPart = new Map(kept.parts.map((one) => [one.part, one]))
  return order
    .flatMap((part) => byPart.get(part) ?? [])
    .map(({ part, count, source, earlier }: KeptPart) => [
      partNames[part],
      configurationCmdlets[part],
      count.toLocaleString(style.locale),
      sourceWords(source, style, earlier),
    ])
}

/** The parts that decide about EWS and that nobody has told yet, by their cmdlets. */
export function missingCmdlets(kept: Pick<KeptConfiguration, 'parts'> | null): string[] {
  const known = new Set(kept?.parts.map(({ part }) => part))
  return configurationUses.ews.filter((part) => !known.has(part)).map((part) => configurationCmdlets[part])
}

/** What Exchange refused, a sentence each. */
export function refusalSentences(refused: ReadingSummary['refused']): string[] {
  return refused.map(({ cmdlet, kind, message }) => t`${cmdlet}: ${refusalWords[kind]} ${message}`.trim())
}

const refusalWords: Readonly<Record<ReadingSummary['refused'][number]['kind'], string>> = {
  'no-such-cmdlet': t`this version of Exchange does not have it, or the account has no right to it.`,
  'no-such-parameter': t`a parameter is missing in this version of Exchange, or the account has no right to it.`,
  'access-denied': t`the account has no right to it.`,
  other: t`Exchange answered with an error.`,
}

/** What became of a file, as a sentence and its verdict. */
export function takenWords({ name, result }: Taken): { verdict: 'pass' | 'warn' | 'fail'; sentence: string } {
  switch (result.outcome) {
    case 'failed':
      return { verdict: 'fail', sentence: t`${name} was not taken in. ${result.sentence}` }
    case 'refused':
      return { verdict: 'fail', sentence: t`${name}: ${whyRefused(result)} Nothing of it was kept.` }
    case 'other-organisation':
      return { verdict: 'warn', sentence: t`${name}: ${result.sentence} Nothing of it was taken in.` }
    case 'kept':
      return keptWords(name, result)
  }
}

/** What is wrong in one place of a file is told with its line; what is wrong with all of it need not be. */
function whyRefused({ rest, line, sentence }: Extract<ImportedConfiguration, { outcome: 'refused' }>): string {
  return rest ? withLine({ line, sentence }) : sentence
}

function keptWords(name: string, { summary, changes }: Extract<ImportedConfiguration, { outcome: 'kept' }>) {
  const { format, parts, refused, problemCount, leftOut } = summary
  const changed = new Map(changes.map((change) => [change.part, change]))
  const told = parts.map((each) => partWords(each, changed.get(each.part))).join(', ')
  const from = format === null ? name : t`${name} (${format})`
  if (isAllOlder(parts, changes))
    return {
      verdict: 'warn' as const,
      sentence: t`${from} was not taken in: it was read before what is known here, which is younger and stays.`,
    }
  const stays = changes.some(
    ({ part, added, now }) => added && parts.some((one) => one.part === part && one.count < now),
  )
  const but = [
    ...(leftOut ? [leftOutWords(leftOut)] : []),
    ...(refused.length > 0 ? [t`Exchange refused ${counted(refused.length, 'cmdlet')}.`] : []),
    ...(changes.some(({ older }) => older)
      ? [t`Some of it was read before what is known here, which is younger and stays.`]
      : []),
    ...(problemCount > 0 ? [t`${counted(problemCount, 'line')} could not be understood.`] : []),
  ]
  return {
    verdict: but.length > 0 ? ('warn' as const) : ('pass' as const),
    sentence: [
      wasTold(summary.source.road === 'live' ? t`${name} told` : t`${from} was taken in`, told),
      ...(stays ? [t`What was known and is not in it stays; to begin anew, forget the configuration first.`] : []),
      ...but,
    ].join(' '),
  }
}

/** Nothing of it counts. */
function isAllOlder(parts: ReadingSummary['parts'], changes: readonly KeptChange[]): boolean {
  const older = new Set(changes.filter(({ older, added }) => older && !added).map(({ part }) => part))
  return parts.length > 0 && parts.every(({ part }) => older.has(part))
}

function wasTold(what: string, told: string): string {
  return t`${what}: ${told || t`nothing that decides about EWS or about devices of ActiveSync`}.`
}

/** How much of a part was told, and beside or instead of how much. */
function partWords({ part, count: told }: ReadingSummary['parts'][number], change: KeptChange | undefined): string {
  const [name, count] = [partNames[part], told.toLocaleString()]
  if (change?.added && change.now > told)
    return t`${name} (${count}, of ${change.now.toLocaleString()} that are known now)`
  if (change?.older && !change.added)
    return t`${name} (${count}, older than the ${change.now.toLocaleString()} that are known)`
  if (change && !change.added && change.before !== told)
    return t`${name} (${count}, in the place of ${change.before.toLocaleString()})`
  return t`${name} (${count})`
}

/** What could not be understood, a sentence each, which names its line. */
export function problemSentences(problems: readonly ReadingProblem[], count: number): string[] {
  const told = problems.map(({ sentence }) => sentence)
  return count > problems.length ? [...told, t`And ${count - problems.length} more.`] : told
}
