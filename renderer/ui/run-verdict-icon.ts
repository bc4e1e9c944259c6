import type { RunVerdict, Verdict } from '../../shared/checks/finding.ts'

/** The verdict of a finding whose icon stands for that of a whole run. */
export const runVerdictIcon: Readonly<Record<RunVerdict, Verdict>> = {
  ready: 'pass',
  'not-ready': 'fail',
  'could-not-tell': 'unknown',
  bug: 'bug',
}
