import type { EwsReport, ReportedLayer, WrittenScript } from '../../shared/ews/ews-report.ts'
import type { JudgedGroup } from '../../shared/ews/judged-list.ts'
import { counted, figure, t } from '../../shared/language/translate.ts'
import { configurationCmdlets } from '../../shared/management/configuration.ts'
import type { ReadingSummary } from '../../shared/management/kept-configuration.ts'
import { remedies } from '../../shared/remedies/all-remedies.ts'
import type { RemedyId } from '../../shared/remedies/remedy.ts'
import { printable } from '../../shared/run/printable.ts'
import { runVerdictWords } from '../../shared/run/verdict-words.ts'
import { wrap } from '../../shared/run/wrap.ts'
import type { Paint } from './terminal-style.ts'

const WIDEST = 100
const NARROWEST = 60
const WORD = 13
/** As many mailboxes are named. */
const MOST_NAMED = 5
const MOST_PROBLEMS = 10

type State = ReportedLayer['state'] | JudgedGroup['state']

const stateWords: Readonly<Record<State, string>> = {
  open: t`Open`,
  works: t`Works`,
  doubtful: t`Doubtful`,
  shut: t`Shut`,
  'not-reached': t`Not reached`,
  'not-known': t`Not known`,
}
const stateStyles = {
  open: 'green',
  works: 'green',
  doubtful: 'yellow',
  shut: 'red',
  'not-reached': 'dim',
  'not-known': 'cyan',
} as const
const verdictStyles = { ready: 'green', 'not-ready': 'red', 'could-not-tell': 'cyan' } as const

/** The report of `postern ews` in lines of at most 100 columns: what was read, layer by layer, the mailboxes, and the verdict last. */
export function ewsReportLines(report: EwsReport, paint: Paint, columns = WIDEST): string[] {
  const width = Math.min(WIDEST, Math.max(columns, NARROWEST))
  const open = [...report.files.flatMap(problemsOf), ...listProblemsOf(report)]
  const sections: [string, string[]][] = [
    [
      t`Read`,
      [...report.files.flatMap(readSentences), ...report.listNotes.map(ofList)].flatMap((told) =>
        indented(told, width),
      ),
    ],
    [t`Not read`, open.flatMap((sentence) => indented(sentence, width))],
    [t`What the configuration says`, report.layers.flatMap((layer) => layerLines(layer, paint, width))],
    [
      t`Mailboxes (${figure(report.mailboxes.length)})`,
      report.groups.flatMap((group) => groupLines(group, report, paint, width)),
    ],
    [t`Scripts`, scriptLines(report.scripts, width)],
  ]
  return [
    ...wrap(printable(clientSentence(report)), width),
    ...sections.flatMap(([title, lines]) => (lines.length > 0 ? ['', paint('bold', title), ...lines] : [])),
    '',
    ...verdictLines(report, paint, width),
  ]
}

/** The verdict is the last line, whole, so that what is too long for it stands before. */
function verdictLines({ verdict, remark }: EwsReport, paint: Paint, width: number): string[] {
  const word = `${runVerdictWords[verdict]}.`
  const told = paint(verdictStyles[verdict], word)
  return word.length + 1 + remark.length <= width ? [`${told} ${remark}`] : [...wrap(remark, width), told]
}

function layerLines({ title, sentence, state, remedy }: ReportedLayer, paint: Paint, width: number): string[] {
  return entry(state, [`${title}: ${sentence}`, remedyLine(remedy)], paint, width)
}

function groupLines(group: JudgedGroup, report: EwsReport, paint: Paint, width: number): string[] {
  return entry(group.state, [...groupSentences(group, report), remedyLine(group.remedy)], paint, width)
}

function clientSentence({ client, organisation }: EwsReport): string {
  const { profile, userAgent, userAgentInferred, account, impersonates } = client
  const inferred = userAgentInferred ? t` (inferred; the vendor has not published it)` : ''
  const named = account === null ? t`whose account is not named` : t`signed in as ${account}`
  const how = impersonates ? t`acting for the mailboxes by ApplicationImpersonation` : t`by its own rights`
  const who = account === null && !impersonates ? t`signed in as the owner of each mailbox` : `${named}, ${how}`
  return t`${profile} at ${organisation}: a client of EWS that calls itself ${userAgent}${inferred}, ${who}.`
}

/** What was read of a file, and what was read otherwise than it is written. */
function readSentences(file: ReadingSummary): string[] {
  return [fileSentence(file), ...(file.notes ?? []).map((note) => t`${file.source.name}: ${note}`)]
}

function fileSentence({ source, format, parts }: ReadingSummary): string {
  const told = parts.map(({ part, count }) => `${configurationCmdlets[part]} (${figure(count)})`)
  const from =
    source.collectedAt === null
      ? ''
      : t`, collected ${source.collectedAt}${source.computer ? t` on ${source.computer}` : ''}`
  return t`${source.name} (${format ?? ''}${from}): ${told.join(', ')}`
}

function problemsOf({ source, problems, problemCount, refused }: ReadingSummary): string[] {
  const told = problems.slice(0, MOST_PROBLEMS).map(({ sentence }) => t`${source.name}: ${sentence}`)
  const more = problemCount - told.length
  return [
    ...refused.map(({ cmdlet, message }) => t`${source.name}: Exchange refused ${cmdlet}: ${message}`),
    ...told,
    ...(more > 0 ? [t`${source.name}: and ${more} more.`] : []),
  ]
}

const ofList = (sentence: string) => t`The list: ${sentence}`

function listProblemsOf({ listProblems, listProblemCount }: EwsReport): string[] {
  const told = listProblems.slice(0, MOST_PROBLEMS).map(({ sentence }) => ofList(sentence))
  const more = listProblemCount - told.length
  return more > 0 ? [...told, t`The list: and ${counted(more, 'more line', 'more lines')} that name no mailbox.`] : told
}

/** Of one alone its own reason, which says more than that of its group; of several the first few, unless they work. */
function groupSentences({ count, sentence, state, reason, remedy }: JudgedGroup, { mailboxes }: EwsReport): string[] {
  const all = `${counted(count, 'mailbox', 'mailboxes')}: ${sentence}`
  if (state === 'works') return [all]
  const own = mailboxes.filter((each) => each.reason === reason && each.state === state && each.remedy === remedy)
  const [first] = own
  if (own.length === 1 && first) {
    return [first.sentence.startsWith(first.mailbox) ? first.sentence : `${first.mailbox}: ${first.sentence}`]
  }
  const named = own.slice(0, MOST_NAMED).map(({ mailbox }) => mailbox)
  const more = own.length - named.length
  return [all, more > 0 ? t`${named.join(', ')} and ${more} more` : named.join(', ')]
}

function remedyLine(remedy: RemedyId | null): string | undefined {
  return remedy === null ? undefined : t`To mend it: ${remedies[remedy].title} (--remedy ${remedy}).`
}

/** A line for each that was written, and one for those that were not for the same reason; what is told of several is told once. */
function scriptLines(scripts: readonly WrittenScript[], width: number): string[] {
  const notes = new Set(scripts.flatMap((script) => script.notes))
  const reasons = new Map<string, string[]>()
  for (const { file, outcome, sentence } of scripts) {
    if (outcome !== 'written') reasons.set(sentence ?? '', [...(reasons.get(sentence ?? '') ?? []), file])
  }
  return [
    ...scripts.flatMap((script) => (script.outcome === 'written' ? [writtenSentence(script)] : [])),
    ...[...reasons].map(([sentence, files]) => notWritten(files, sentence)),
    ...notes,
  ].flatMap((sentence) => indented(sentence, width))
}

function writtenSentence({ part, file, changes }: WrittenScript): string {
  return t`${file}: ${part}, ${counted(changes, 'change')}.`
}

function notWritten(files: readonly string[], sentence: string): string {
  const named = files.join(', ')
  return files.length === 1 ? t`${named} was not written. ${sentence}` : t`${named} were not written. ${sentence}`
}

function indented(sentence: string, width: number): string[] {
  return wrap(printable(sentence), width - 4).map((line, at) => `${at === 0 ? '  ' : '    '}${line}`)
}

function entry(state: State, sentences: readonly (string | undefined)[], paint: Paint, width: number): string[] {
  const told = sentences.flatMap((text) => (text === undefined ? [] : wrap(printable(text), width - WORD - 2)))
  const [first = '', ...more] = told
  const margin = ' '.repeat(WORD + 2)
  return [
    `  ${paint(stateStyles[state], stateWords[state].padEnd(WORD))}${first}`,
    ...more.map((line) => `${margin}${line}`),
  ]
}
