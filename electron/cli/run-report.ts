import type { Finding } from '../../shared/checks/finding.ts'
import { t } from '../../shared/language/translate.ts'
import { formatMilliseconds } from '../../shared/run/duration.ts'
import { groupFindings } from '../../shared/run/finding-groups.ts'
import { printable } from '../../shared/run/printable.ts'
import type { Run } from '../../shared/run/run.ts'
import { verdictWordsOf } from '../../shared/run/verdict-words.ts'
import { verdictWords } from '../../shared/run/words.ts'
import { wrap } from '../../shared/run/wrap.ts'
import { type Paint, verdictStyle } from './terminal-style.ts'
import { traceLines } from './trace-lines.ts'

const WIDEST = 100
const WORD = 13

/** The report of a run in lines of at most 100 columns, or the terminal's fewer; what must be mended comes first, the verdict last. */
export function reportLines(run: Run, paint: Paint, columns = WIDEST): string[] {
  const width = Math.min(WIDEST, Math.max(columns, 40))
  const lines = findingsLines(run.findings, paint, width)
  if (run.run.traces) lines.push('', ...traceLines(t`The run may have left behind`, run.run.traces, width))
  lines.push('', ...verdictLines(run, paint, width))
  return lines
}

/** A finding, and what is said after its title where it stands for several. */
export type ShownFinding = { finding: Finding; more?: string }

/** Findings under a heading for each verdict; `shownAs` may let one stand for others like it. */
export function findingsLines(
  findings: readonly Finding[],
  paint: Paint,
  width: number,
  shownAs: (findings: readonly Finding[]) => ShownFinding[] = (all) => all.map((finding) => ({ finding })),
): string[] {
  const lines: string[] = []
  for (const group of groupFindings(findings, 'urgency')) {
    lines.push('', paint('bold', `${group.heading} (${group.total})`))
    for (const shown of shownAs(group.shown)) lines.push(...findingLines(shown, paint, width))
    for (const fold of group.folds)
      lines.push(...indented(printable(fold.sentence), verdictWords[fold.verdict], paint, fold.verdict, width))
  }
  return lines
}

function findingLines({ finding, more }: ShownFinding, paint: Paint, width: number): string[] {
  const lines = indented(printable(finding.title), verdictWords[finding.verdict], paint, finding.verdict, width)
  if (finding.verdict === 'pass') return lines
  const rest = (text: string) => wrap(text, width - WORD - 2).map((line) => `${' '.repeat(WORD + 2)}${line}`)
  if (more) lines.push(...rest(printable(more)))
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

const verdictColours = { ready: 'green', 'not-ready': 'red', 'could-not-tell': 'cyan', bug: 'magenta' } as const

/** The counts, which account for every check, how long it took, and on the last line the verdict. */
function verdictLines(run: Run, paint: Paint, width: number): string[] {
  const { word, account, remark } = verdictWordsOf(run)
  const { startedAt, finishedAt } = run.run
  const took = finishedAt ? t` The run took ${formatMilliseconds(Date.parse(finishedAt) - Date.parse(startedAt))}.` : ''
  const verdict = paint(verdictColours[run.verdict], `${word}.`)
  return [...wrap(account + took, width), remark ? `${verdict} ${remark}` : verdict]
}
