import type { Finding, RunVerdict } from '../checks/finding.ts'
import { inReadingOrder } from '../run/finding-groups.ts'
import type { Run } from '../run/run.ts'
import type { RunState } from '../run/run-summary.ts'
import type { VerdictWords } from '../run/verdict-words.ts'
import { headWords } from './report-words.ts'
import { teamOf } from './team-of.ts'
import { type Team, teams } from './teams.ts'

/** What a report is made of: a run that has ended, or what there is of one that has not. */
export type ReportSource = {
  run: Run['run']
  findings: readonly Finding[]
  /** Null while the run is under way, and where it broke off. */
  verdict: RunVerdict | null
  state: RunState
  /** How many checks were to answer. */
  expected: number
  /** The checks that were looked at again after a change, and when. */
  verified?: ReadonlyMap<string, string>
}

/** What is asked of one team, in reading order. */
export type Ask = { team: Team; findings: readonly Finding[] }

/** What a report says, in order, before it is put into any format: the window, the file and the tickets say the same. */
export type Report = {
  source: ReportSource
  words: VerdictWords
  /** What keeps the organisation from being ready. */
  blocks: readonly Finding[]
  asks: readonly Ask[]
  notReached: readonly Finding[]
  passes: readonly Finding[]
}

/** The report on a run that has ended, as its file holds it. */
export function sourceOfRun({ run, findings, verdict }: Run): ReportSource {
  return { run, findings, verdict, state: 'ended', expected: findings.length }
}

/** Sorts the findings of a run by whom they are for. */
export function reportOf(source: ReportSource): Report {
  const findings = inReadingOrder(source.findings)
  const byTeam = Map.groupBy(findings, teamOf)
  return {
    source,
    words: headWords(source),
    blocks: findings.filter(({ verdict }) => verdict === 'fail'),
    asks: teams.flatMap((team) => {
      const asked = byTeam.get(team)
      return asked ? [{ team, findings: asked }] : []
    }),
    notReached: findings.filter(({ verdict }) => verdict === 'skip'),
    passes: findings.filter(({ verdict }) => verdict === 'pass'),
  }
}
