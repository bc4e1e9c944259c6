import { makeStyles, tokens } from '@fluentui/react-components'
import { useMemo } from 'react'
import { counted, t } from '../../../shared/language/translate.ts'
import { type Report, reportOf } from '../../../shared/report/report.ts'

import { reportSource } from '../../store/report-source.ts'
import { isUnderWay, type RunView } from '../../store/run-view.ts'
import { useSession } from '../../store/session-context.tsx'
import { useShownRun } from '../../store/shown-run.ts'
import { FindingsFrame } from '../../ui/findings-frame.tsx'
import { Moment } from '../../ui/moment.tsx'
import { NoRunYet } from '../../ui/no-run-yet.tsx'
import { StepFrame } from '../../ui/step-frame.tsx'
import { LeftBehind } from '../readiness/left-behind.tsx'
import { VerdictHead } from '../readiness/verdict-head.tsx'
import { PrintedReport } from './printed-report.tsx'
import { reportGroups, teamOfGroup } from './report-groups.ts'
import { SaveBar } from './save-bar.tsx'
import { TeamTools } from './team-tools.tsx'

const useStyles = makeStyles({
  prose: {
    margin: `${tokens.spacingVerticalM} 0 0`,
    maxWidth: '72ch',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
})

/** The last step: what the run came to, what to ask of whom, and the report to hand on. */
export default function ReportStep() {
  const run = useSession((state) => state.run)
  const shown = useShownRun()
  const verifications = useSession((state) => state.verifications)
  const report = useMemo(() => run && reportOf(reportSource(run, verifications)), [run, verifications])
  if (!run || !shown || !report) {
    return (
      <StepFrame step="report">
        <NoRunYet level={2} />
      </StepFrame>
    )
  }
  return (
    <>
      <FindingsFrame
        run={run}
        head={
          <>
            <VerdictHead run={shown}>
              <SaveBar run={run} report={report} />
            </VerdictHead>
            <Wholeness run={run} report={report} />
          </>
        }
        groups={(listed) => reportGroups(reportOf(reportSource(listed, [])), listed.mended)}
        open={run.checks.length - run.findings.length}
        beside={(group) => {
          const ask = report.asks.find(({ team }) => team === teamOfGroup(group))
          return ask && <TeamTools ask={ask} report={report} />
        }}
        foot={<LeftBehind run={run} />}
      />
      <PrintedReport report={report} />
    </>
  )
}

/** Whether the report is whole, how old it is, and what of it was looked at again since. */
function Wholeness({ run, report }: { run: RunView; report: Report }) {
  const styles = useStyles()
  const times = [...(report.source.verified?.values() ?? [])].toSorted()
  const last = times.at(-1)
  return (
    <p className={styles.prose}>
      {isUnderWay(run) && t`The run is under way: this report is not whole, and grows with it. `}
      {run.brokeOff && t`This report is not whole. `}
      {run.header.only && t`Only some of the checks were asked for. `}
      {isUnderWay(run) ? t`Begun on` : t`Looked at on`} <Moment iso={run.header.startedAt} show="both" />
      {last !== undefined && (
        <>
          {t`, and ${counted(times.length, 'check')} again, last on `}
          <Moment iso={last} show="both" />
        </>
      )}
      {report.asks.length > 0
        ? t`. What to ask of whom stands below, and each ticket holds what was seen; no password is in any of it.`
        : t`. Nothing is to be asked of anybody${nothingYet(report)}.`}
    </p>
  )
}

/** What says that more may come to be asked, where something may. */
function nothingYet({ source, notReached }: Report): string {
  if (source.state !== 'ended') return t` so far`
  return notReached.length === 0
    ? ''
    : t` so far: ${counted(notReached.length, 'check was', 'checks were')} not reached`
}
