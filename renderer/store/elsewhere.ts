import type { CallArgument } from '../../shared/contract/contract.ts'
import { t } from '../../shared/language/translate.ts'
import type { RunOrigin, RunSummary } from '../../shared/run/run-summary.ts'
import type { RunView } from './run-view.ts'

/** A run that is under way in this program and that this window did not begin: of the watch, or of another window. */
export type ElsewhereRun = {
  runId: string
  origin: RunOrigin
  /** What the organisation is called that is looked at. */
  organisation: string
  view: RunView | undefined
  stopping: boolean
}

export type StartOptions = Pick<CallArgument<'run.start'>, 'tryAgain' | 'resume'>

/** The newest run of all checks of an organisation, whoever made it, as it came out. */
export type LatestRun = {
  runId: string
  organisationId: string
  startedAt: string
  verdict: NonNullable<RunSummary['verdict']>
  origin: RunOrigin
}

/** Who looks at what now, as a line that stands alone. */
export function elsewhereLine({ origin, organisation }: Pick<ElsewhereRun, 'origin' | 'organisation'>): string {
  return t`${origin === 'watch' ? t`The watch` : t`Another window`} is looking at ${organisation} now`
}

/** Of runs that are listed newest first, the newest that says how the organisation stands. */
export function latestOf(runs: readonly RunSummary[], organisationId: string): LatestRun | null {
  for (const { header, state, verdict, origin } of runs) {
    const whole = state === 'ended' && header.only === undefined && header.verifies === undefined
    if (!whole || verdict === null || origin === 'imported' || header.endedEarly === 'cancelled') continue
    return { runId: header.id, organisationId, startedAt: header.startedAt, verdict, origin }
  }
  return null
}
