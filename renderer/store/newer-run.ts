import type { LatestRun } from './elsewhere.ts'
import type { SessionState } from './session-state.ts'

/**
 * The run that is newer than the one that is shown, to be offered. It is not while something is read that would be lost:
 * evidence, an older run that was opened, or one that is under way.
 */
export function newerRun(state: SessionState): LatestRun | null {
  const { latest, run, organisationId, looksBack, selected, active, verifying } = state
  if (!latest || !run || looksBack || selected !== null || active !== null || verifying) return null
  if (latest.organisationId !== organisationId || latest.runId === run.header.id) return null
  return latest.startedAt > run.header.startedAt ? latest : null
}
