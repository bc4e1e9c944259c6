import type { Finding } from '../checks/finding.ts'
import { inReadingOrder } from '../run/finding-groups.ts'
import type { VerdictWords } from '../run/verdict-words.ts'
import type { ReportSource } from './report-source.ts'
import { headWords } from './report-words.ts'
import { teamOf } from './team-of.ts'
import { type Team, teams } from './teams.ts'

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
