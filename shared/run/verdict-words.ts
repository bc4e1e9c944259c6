import type { Finding, RunVerdict, Verdict } from '../checks/finding.ts'
import { counted, t } from '../language/translate.ts'
import { countVerdicts } from './finding-groups.ts'
import type { Run } from './run.ts'

/**
 * What a run came to, in words: the verdict itself, the counts that account for every check, and what follows from both.
 * The window and the terminal say the same.
 */
export type VerdictWords = { word: string; account: string; remark: string }

/** What a run came to, in a word or two. */
export const runVerdictWords: Readonly<Record<RunVerdict, string>> = {
  ready: t`Ready`,
  'not-ready': t`Not ready`,
  'could-not-tell': t`Could not tell`,
  bug: t`Postern failed`,
}

/** The words for a run that has ended; `at` is the time of day when it did, where that is to be said of one that was cut short. */
export function verdictWordsOf(run: Pick<Run, 'findings' | 'run' | 'verdict'>, at?: string): VerdictWords {
  return { word: runVerdictWords[run.verdict], account: accountOf(run.findings), remark: remarkOn(run, at) }
}

/** What asks for something, in a few words each: `2 to mend`, `1 to look at`. */
export function askingWords(counts: Record<Verdict, number>): string[] {
  return [
    counts.fail && t`${counts.fail} to mend`,
    counts.bug && counted(counts.bug, 'fault of ours', 'faults of ours'),
    counts.warn && t`${counts.warn} to look at`,
    counts.unknown && t`${counts.unknown} unknown`,
  ].filter((part) => typeof part === 'string')
}

/** The counts of all findings, which add up: `Of 3 checks: 1 to mend, 2 as it should be.` */
export function accountOf(findings: readonly Pick<Finding, 'verdict'>[]): string {
  const total = findings.length
  const counts = countVerdicts(findings)
  if (total === 0) return t`No check had answered.`
  if (counts.pass === total) return total === 1 ? t`The one check passes.` : t`All ${total} checks pass.`
  const parts = [
    counts.fail && t`${counts.fail} to mend`,
    counts.bug && t`${counts.bug} where Postern itself failed`,
    counts.warn && t`${counts.warn} to look at`,
    counts.unknown && t`${counts.unknown} that could not tell`,
    counts.skip && t`${counts.skip} not reached`,
    counts.pass && t`${counts.pass} as it should be`,
  ].filter((part) => typeof part === 'string')
  return t`Of ${counted(total, 'check')}: ${parts.join(', ')}.`
}

function remarkOn({ findings, run, verdict }: Pick<Run, 'findings' | 'run' | 'verdict'>, at?: string): string {
  const { warn, unknown, skip } = countVerdicts(findings)
  const when = at === undefined ? '' : t` at ${at}`
  if (run.endedEarly === 'cancelled') return t`The run was stopped${when}; what was seen before is kept.`
  if (run.endedEarly === 'deadline') return t`The run reached its time limit${when}; what was seen before is kept.`
  switch (verdict) {
    case 'bug':
      return t`That says nothing about your servers.`
    case 'not-ready':
      return skip > 0 ? t`Mend what is in the way; the next run then reaches the rest.` : ''
    case 'could-not-tell':
      return unknown > 0 ? t`Nothing fails; each check that could not tell says what would.` : t`Nothing fails so far.`
    case 'ready':
      if (warn > 0) return t`Nothing fails; look at what is listed before you rely on it.`
      return run.only ? t`That holds for what was asked; other checks were left out.` : t`Nothing stands in the way.`
  }
}
