import type { Report } from '../../../shared/report/report.ts'
import { type Team, teamNames, teams } from '../../../shared/report/teams.ts'
import { type FindingGroup, foldLackingPassword, groupFindings } from '../../../shared/run/finding-groups.ts'

/** The findings of a report as the page lists them: by whom they are for, then what was not reached and what passes. */
export function reportGroups(
  { source, asks, notReached, passes }: Report,
  mended: ReadonlySet<string> = new Set(),
): FindingGroup[] {
  const groups = [
    ...asks.map(({ team, findings }) => ({
      id: team,
      heading: teamNames[team],
      total: findings.length,
      shown: [...findings],
      folds: [],
    })),
    ...groupFindings([...notReached, ...passes], 'urgency', { all: source.findings, mended }),
  ]
  return groups.map(foldLackingPassword)
}

/** The team of a group, where it is one of those. */
export function teamOfGroup({ id }: Pick<FindingGroup, 'id'>): Team | undefined {
  return teams.find((team) => team === id)
}
