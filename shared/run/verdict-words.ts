import type { Finding, RunVerdict, Verdict } from '../checks/finding.ts'
import { countVerdicts } from './finding-groups.ts'
import type { Run } from './run.ts'
import { counted } from './words.ts'

/**
 * What a run came to, in words: the verdict itself, the counts that account for every check, and what follows from both.
 * The window and the terminal say the same.
 */
export type VerdictWords = { word: string; account: string; remark: string }

/** What a run came to, in a word or two. */
export const runVerdictWords: Readonly<Record<RunVerdict, string>> = {
  ready: 'Ready',
  'not-ready': 'Not ready',
  'could-not-tell': 'Could not tell',
  bug: 'Postern failed',
}

/** The words for a run that has ended; `at` is the time of day when it did, where that is to be said of one that was cut short. */
export function verdictWordsOf(run: Pick<Run, 'findings' | 'run' | 'verdict'>, at?: string): VerdictWords {
  return { word: runVerdictWords[run.verdict], account: accountOf(run.findings), remark: remarkOn(run, at) }
}

/** What asks for something, in a few words each: `2 to mend`, `1 to look at`. */
export function askingWords(counts: Record<Verdict, number>): string[] {
  return [
    counts.fail && `${counts.fail} to mend`,
    counts.bug && counted(counts.bug, 'fault of ours', 'faults of ours'),
    counts.warn && `${counts.warn} to look at`,
    counts.unknown && `${counts.unknown} unknown`,
  ].filter((part) => typeof part === 'string')
}

/** The counts of all findings, which add up: `Of 3 checks: 1 to mend, 2 as it should be.` */
export function accountOf(findings: readonly Pick<Finding, 'verdict'>[]): string {
  const total = findings.length
  const counts = countVerdicts(findings)
  if (total === 0) return 'No check had answered.'
  if (counts.pass === total) return total === 1 ? 'The one check passes.' : `All ${total} checks pass.`
  const parts = [
    counts.fail && `${counts.fail} to mend`,
    counts.bug && `${counts.bug} where Postern itself failed`,
    counts.warn && `${counts.warn} to look at`,
    counts.unknown && `${counts.unknown} that could not tell`,
    counts.skip && `${counts.skip} not reached`,
    counts.pass && `${counts.pass} as it should be`,
  ].filter((part) => typeof part === 'string')
  return `Of ${counted(total, 'check')}: ${parts.join(', ')}.`
}

function remarkOn({ findings, run, verdict }: Pick<Run, 'findings' | 'run' | 'verdict'>, at?: string): string {
  const { warn, unknown, skip } = countVerdicts(findings)
  const when = at === undefined ? '' : ` at ${at}`
  if (run.endedEarly === 'cancelled') return `The run was stopped${when}; what was seen before is kept.`
  if (run.endedEarly === 'deadline') return `The run reached its time limit${when}; what was seen before is kept.`
  switch (verdict) {
    case 'bug':
      return 'That says nothing about your servers.'
    case 'not-ready':
      return skip > 0 ? 'Mend what is in the way, then start again to reach the rest.' : ''
    case 'could-not-tell':
      return unknown > 0 ? 'Nothing fails; each check that could not tell says what would.' : 'Nothing fails so far.'
    case 'ready':
      if (warn > 0) return 'Nothing fails; look at what is listed before you rely on it.'
      return run.only ? 'That holds for what was asked; other checks were left out.' : 'Nothing stands in the way.'
  }
}
