import { type RunVerdict, type Verdict, verdictOrder } from '../../../shared/checks/finding.ts'
import type { FindingRow } from '../../../shared/run/finding-row.ts'
import type { RunOrigin, RunSummary } from '../../../shared/run/run-summary.ts'
import { stepNames, verdictWords } from '../../../shared/run/words.ts'
import { countWords, extentWords, originWords, outcomeOf } from './run-words.ts'

/** What a list is narrowed to: every word of the text somewhere in a line, and these values where one is chosen. */
export type RunFilter = { text: string; outcome: RunVerdict | 'verifies' | 'none' | null; origin: RunOrigin | null }
export type FindingFilter = { text: string; verdict: Verdict | null }

/** Runs of this filter, in their order. */
export function filterRuns(runs: readonly RunSummary[], { text, outcome, origin }: RunFilter): RunSummary[] {
  const words = wordsOf(text)
  return runs.filter(
    (run) =>
      (outcome === null || kindOf(run) === outcome) &&
      (origin === null || run.origin === origin) &&
      hasWords(runText, run, words),
  )
}

/** What verified findings of another run has a verdict on those alone. */
function kindOf({ header, verdict }: RunSummary): Exclude<RunFilter['outcome'], null> {
  return verdict !== null && header.verifies !== undefined ? 'verifies' : (verdict ?? 'none')
}

/** Findings with what must be mended first, else in their order. */
export function mostUrgentFirst(rows: readonly FindingRow[]): FindingRow[] {
  return rows.toSorted((a, b) => verdictOrder.indexOf(a.verdict) - verdictOrder.indexOf(b.verdict))
}

/** Findings of this filter, in their order. */
export function filterFindings(rows: readonly FindingRow[], { text, verdict }: FindingFilter): FindingRow[] {
  const words = wordsOf(text)
  return rows.filter((row) => (verdict === null || row.verdict === verdict) && hasWords(findingText, row, words))
}

function wordsOf(text: string): string[] {
  return text.toLocaleLowerCase().split(/\s+/).filter(Boolean)
}

/** The text that each line is searched in, made once. */
const texts = new WeakMap<object, string>()

function hasWords<T extends object>(textOf: (line: T) => string, line: T, words: readonly string[]): boolean {
  if (words.length === 0) return true
  let text = texts.get(line)
  if (text === undefined) {
    text = textOf(line).toLocaleLowerCase()
    texts.set(line, text)
  }
  const searched = text
  return words.every((word) => searched.includes(word))
}

function runText(run: RunSummary): string {
  const { organisation, startedAt } = run.header
  return [
    ...[outcomeOf(run).word, countWords(run), extentWords(run), originWords[run.origin]],
    ...[organisation.name, organisation.domain, organisation.mailbox, startedAt, run.header.id],
  ].join('\n')
}

function findingText({ title, check, step, verdict, organisation, startedAt }: FindingRow): string {
  return [title, check, stepNames[step], verdictWords[verdict], organisation, startedAt].join('\n')
}
