import { countVerdicts } from '../../../shared/run/finding-groups.ts'
import type { Run } from '../../../shared/run/run.ts'
import type { RunSummary } from '../../../shared/run/run-summary.ts'

/** A run that has ended, as a list of runs has it. */
export function summaryOf({ run, verdict, findings }: Run, others: Partial<RunSummary> = {}): RunSummary {
  return {
    header: run,
    state: 'ended',
    verdict,
    counts: countVerdicts(findings),
    origin: 'window',
    organisationId: 'org-0123456789ab',
    ...others,
  }
}
