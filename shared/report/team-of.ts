import type { Finding } from '../checks/finding.ts'
import { checkTeams } from './check-teams.ts'
import { type Team, teams } from './teams.ts'

/**
 * Whom a finding is for: who can do the first thing that its advice says. Undefined where nobody is asked for anything:
 * of what passes, and of what was not reached, since whoever mends what is in the way is asked for that. A check that
 * this Postern does not know, of a run from a newer one, is left to whoever reads the report.
 */
export function teamOf({ check, outcome, verdict }: Pick<Finding, 'check' | 'outcome' | 'verdict'>): Team | undefined {
  if (verdict === 'pass' || verdict === 'skip') return undefined
  if (verdict === 'bug') return 'postern'
  // The judge’s own outcome: a run that ended before the check could look. Looking again is all that can be done.
  if (outcome === 'not-gathered') return 'you'
  const known = Object.hasOwn(checkTeams, check) ? checkTeams[check] : undefined
  if (typeof known === 'string') return known
  return teams.find((team) => known?.[team]?.includes(outcome)) ?? 'you'
}
