import type { Finding, RunVerdict } from '../../shared/checks/finding.ts'
import { countVerdicts, groupFindings } from '../../shared/run/finding-groups.ts'
import type { Run } from '../../shared/run/run.ts'
import { counted, verdictWords } from '../../shared/run/words.ts'
import { type Paint, printable, verdictStyle, wrap } from './terminal-style.ts'
import { traceLines } from './trace-lines.ts'

const WIDEST = 100
const WORD = 13

/** The report of a run in lines of at most 100 columns, or the terminal's fewer; what must be mended comes first, the verdict last. */
export function reportLines(run: Run, paint: Paint, columns = WIDEST): string[] {
  const width = Math.min(WIDEST, Math.max(columns, 40))
  const lines: string[] = []
  for (const group of groupFindings(run.findings, 'urgency')) {
    lines.push('', paint('bold', `${group.heading} (${group.total})`))
    for (const finding of group.shown) lines.push(...findingLines(finding, paint, width))
    for (const fold of group.folds)
      lines.push(...indented(printable(fold.sentence), verdictWords[fold.verdict], paint, fold.verdict, width))
  }
  if (run.run.traces) lines.push('', ...traceLines('It may have left behind', run.run.traces, width))
  lines.push('', ...verdictLines(run, paint, width))
  return lines
}

function findingLines(finding: Finding, paint: Paint, width: number): string[] {
  const lines = indented(printable(finding.title), verdictWords[finding.verdict], paint, finding.verdict, width)
  if (finding.verdict === 'pass') return lines
  const rest = (text: string) => wrap(text, width - WORD - 2).map((line) => `${' '.repeat(WORD + 2)}${line}`)
  if (finding.advice) lines.push(...rest(printable(finding.advice)))
  if (finding.verdict === 'bug') lines.push(...rest(printable(String(finding.evidence.detail ?? ''))))
  const origin = finding.verdict === 'skip' ? finding.check : `${finding.check}: ${finding.outcome}`
  lines.push(...rest(origin).map((line) => paint('dim', line)))
  return lines
}

function indented(text: string, word: string, paint: Paint, verdict: Finding['verdict'], width: number): string[] {
  const [first = '', ...more] = wrap(text, width - WORD - 2)
  const label = paint(verdictStyle[verdict], word.padEnd(WORD))
  return [`  ${label}${first}`, ...more.map((line) => `${' '.repeat(WORD + 2)}${line}`)]
}

const verdictSentences: Readonly<Record<RunVerdict, string>> = {
  ready: 'Ready: nothing stands in the way.',
  'not-ready': 'Not ready.',
  'could-not-tell': 'Could not tell.',
  bug: 'Postern itself failed; that says nothing about your servers.',
}

/** The counts, which account for every check, and on the last line the verdict. */
function verdictLines(run: Run, paint: Paint, width: number): string[] {
  const counts = countVerdicts(run.findings)
  const parts = [
    counts.fail > 0 && `${counts.fail} to mend`,
    counts.bug > 0 && `${counts.bug} failed in Postern itself`,
    counts.warn > 0 && `${counts.warn} to look at`,
    counts.unknown > 0 && `${counts.unknown} could not tell`,
    counts.skip > 0 && `${counts.skip} not reached`,
    counts.pass > 0 && `${counts.pass} as it should be`,
  ].filter((part) => typeof part === 'string')
  const early = { cancelled: 'The run was stopped. ', deadline: 'The run reached its time limit. ' }
  const ended = run.run.endedEarly ? early[run.run.endedEarly] : ''
  const account = `${counted(run.findings.length, 'check')}: ${parts.join(', ')}.`
  const style = { ready: 'green', 'not-ready': 'red', 'could-not-tell': 'cyan', bug: 'magenta' } as const
  const asked = run.run.only && run.verdict === 'ready' ? 'Ready as far as was asked; other checks were left out.' : ''
  const warned = run.verdict === 'ready' && counts.warn > 0 ? 'Ready: nothing fails; look at what is listed first.' : ''
  return [...wrap(ended + account, width), paint(style[run.verdict], asked || warned || verdictSentences[run.verdict])]
}
