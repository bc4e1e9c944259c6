import type { ReportSource } from '../../shared/report/report-source.ts'
import type { Run } from '../../shared/run/run.ts'
import { progressOf, type RunView } from './run-view.ts'
import { seenAgain, withSeenAgain } from './verified.ts'

/** What the report on the run that is shown is made of, with what was verified since. */
export function reportSource(base: RunView, verifications: readonly RunView[]): ReportSource {
  const { findings, verdict } = withSeenAgain(base, verifications)
  const again = [...seenAgain(base, verifications)].map(
    ([check, { run }]) => [check, run.header.finishedAt ?? run.header.startedAt] as const,
  )
  return {
    run: base.header,
    findings,
    verdict,
    state: base.brokeOff ? 'interrupted' : verdict === null ? 'under-way' : 'ended',
    expected: progressOf(base).total,
    ...(again.length > 0 && { verified: new Map(again) }),
  }
}

/** The run as its file holds it; undefined while there is no verdict, since a run’s file has one. */
export function runOfView({ header, verdict, findings, artifacts }: RunView): Run | undefined {
  return verdict === null ? undefined : { run: header, verdict, findings: [...findings], artifacts }
}
