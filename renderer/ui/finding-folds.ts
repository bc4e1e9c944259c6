import type { Finding } from '../../shared/checks/finding.ts'
import {
  type FindingGroup,
  foldLackingPassword,
  type Grouping,
  groupFindings,
} from '../../shared/run/finding-groups.ts'
import type { RunView } from '../store/run-view.ts'

/** Findings of a run as the window lists them: with what waits, and what only a password would tell, in one line each. */
export function groupsOf(run: RunView, findings: readonly Finding[], by: Grouping): FindingGroup[] {
  const { findings: all, mended = new Set() } = run
  return groupFindings(findings, by, { all, mended }).map(foldLackingPassword)
}
