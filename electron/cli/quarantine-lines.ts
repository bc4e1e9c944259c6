import { figure, t } from '../../shared/language/translate.ts'
import type { QuarantineReport } from '../../shared/quarantine/quarantine-report.ts'
import { printable } from '../../shared/run/printable.ts'
import { runVerdictWords } from '../../shared/run/verdict-words.ts'
import { wrap } from '../../shared/run/wrap.ts'
import { decidedLines, decisionLines, scriptLines } from './quarantine-decision-lines.ts'
import {
  contradictionLines,
  integrationLines,
  leftoverLines,
  mdmLines,
  stateLines,
  whereLines,
} from './quarantine-device-lines.ts'
import { readLines, unreadLines } from './quarantine-read-lines.ts'
import type { Paint } from './terminal-style.ts'

const WIDEST = 100
const NARROWEST = 60

const verdictStyles = { ready: 'green', 'not-ready': 'red', 'could-not-tell': 'cyan', refused: 'yellow' } as const

/** The report of `postern quarantine` in lines of at most 100 columns: what was read, the integration's devices first, what is decided, and the verdict last. */
export function quarantineReportLines(report: QuarantineReport, paint: Paint, columns = WIDEST): string[] {
  const width = Math.min(WIDEST, Math.max(columns, NARROWEST))
  const sections: [string, string[]][] = [
    [t`Read`, readLines(report, width)],
    [t`Not read, and what that leaves open`, unreadLines(report, width)],
    [
      t`Devices of the integration (${figure(report.integrationDevices.length)})`,
      integrationLines(report, paint, width),
    ],
    [t`All devices (${figure(report.deviceCount)})`, stateLines(report, width)],
    [t`Where Exchange says something else`, contradictionLines(report, width)],
    [t`Signs of a system that manages devices`, mdmLines(report, width)],
    [t`Leftovers`, leftoverLines(report, width)],
    [t`Chosen`, whereLines(report, paint, width)],
    [t`Decided`, decisionLines(report, width)],
    [t`What became of what was decided`, decidedLines(report, width)],
    [t`Scripts`, scriptLines(report, width)],
  ]
  return [
    ...wrap(printable(headSentence(report)), width),
    ...sections.flatMap(([title, lines]) => (lines.length > 0 ? ['', paint('bold', title), ...lines] : [])),
    '',
    ...verdictLines(report, paint, width),
  ]
}

/** The verdict is the last line, whole, so that what is too long for it stands before. */
function verdictLines({ verdict, remark }: QuarantineReport, paint: Paint, width: number): string[] {
  const word = verdict === 'refused' ? t`Refused.` : `${runVerdictWords[verdict]}.`
  const told = paint(verdictStyles[verdict], word)
  return word.length + 1 + remark.length <= width ? [`${told} ${remark}`] : [...wrap(printable(remark), width), told]
}

function headSentence({ integration, organisation, reading }: QuarantineReport): string {
  const { profile, pattern, inferred } = integration
  const asked = Object.entries(pattern).map(([name, value]) => `${name} = ${value}`)
  const guess = inferred ? t` (inferred; the vendor has not published it)` : ''
  const when = {
    collected: t`as of ${reading.at}, when the script read them`,
    file: t`as of ${reading.at}, when the file was last written`,
    now: t`as of ${reading.at}, which is now`,
  }[reading.from]
  const whose = organisation === t`not named` ? profile : t`${profile} at ${organisation}`
  return t`${whose}: devices of ActiveSync, the integration’s known by ${asked.join(', ')}${guess}, ${when}.`
}
