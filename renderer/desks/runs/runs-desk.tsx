import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { counted, t } from '../../../shared/language/translate.ts'
import type { FindingRow } from '../../../shared/run/finding-row.ts'
import type { RunSummary } from '../../../shared/run/run-summary.ts'

import { useClient, useSession } from '../../store/session-context.tsx'
import { DeskFrame, DeskSentence } from '../../ui/desk-frame.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { ToldBar } from '../../ui/told-bar.tsx'
import { Working } from '../../ui/working.tsx'
import { ComparisonPage } from './comparison-page.tsx'
import { FindingTable } from './finding-table.tsx'
import { ImportRuns } from './import-runs.tsx'
import { filterFindings, filterRuns, mostUrgentFirst } from './list-filter.ts'
import { NoRunsKept } from './no-runs-kept.tsx'
import { RunList } from './run-list.tsx'
import { FindingToolbar, RunToolbar } from './run-toolbar.tsx'
import { RunsContext, useRuns } from './runs-context.tsx'
import { createRunsStore } from './runs-store.ts'
import { TickedBar } from './ticked-bar.tsx'

const useStyles = makeStyles({
  status: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
})

/** Every run that is kept: found, opened, compared, judged anew, saved, brought in and deleted. */
export default function RunsDesk() {
  const client = useClient()
  const [store] = useState(() => createRunsStore(client))
  const place = useSession((state) => state.place)
  useEffect(() => {
    const gone = new AbortController()
    void store.getState().read()
    void store.getState().follow(gone.signal)
    return () => gone.abort()
  }, [store])
  const compared = place.kind === 'desk' ? place.compared : undefined
  return <RunsContext value={store}>{compared ? <ComparisonPage compared={compared} /> : <Lists />}</RunsContext>
}

function Lists() {
  const phase = useRuns((state) => state.phase)
  const view = useRuns((state) => state.view)
  const showView = useRuns((state) => state.show)
  const runs = useRuns((state) => state.runs)
  const read = useRuns((state) => state.read)
  return (
    <DeskFrame
      title={t`Runs`}
      sentence={t`Every run that is kept on this machine. Choosing one shows it in all steps; ticking two compares them.`}
      actions={<ImportRuns />}
      fills
    >
      <Told />
      {phase === 'loading' && <Working size="medium" pixels={32} />}
      {phase === 'failed' && (
        <div>
          <DeskSentence>{t`The runs could not be read.`}</DeskSentence>
          <Button onClick={() => void read()}>{t`Read them again`}</Button>
        </div>
      )}
      {phase === 'loaded' &&
        (runs.length === 0 ? (
          <NoRunsKept />
        ) : (
          <Tabs
            label={t`What is listed`}
            tabs={[
              { id: 'runs', name: t`Runs`, draw: () => <Runs /> },
              { id: 'findings', name: t`Findings of all runs`, draw: () => <Findings /> },
            ]}
            chosen={view}
            onChoose={showView}
            fills
          />
        ))}
    </DeskFrame>
  )
}

function Runs() {
  const styles = useStyles()
  const runs = useRuns((state) => state.runs)
  const filter = useRuns((state) => state.filter)
  const ticked = useRuns((state) => state.ticked)
  const tick = useRuns((state) => state.tick)
  const openRun = useSession((state) => state.openRun)
  const show = useSession((state) => state.show)
  const shown = useMemo(() => filterRuns(runs, filter), [runs, filter])
  const chosen = runs.filter(({ header }) => ticked.has(header.id))
  const openRow = useCallback(
    ({ header }: RunSummary) => void openRun(header.id).then((opened) => opened && show({ kind: 'everything' })),
    [openRun, show],
  )
  return (
    <>
      <RunToolbar />
      {chosen.length > 0 && <TickedBar runs={chosen} />}
      <p role="status" className={styles.status}>
        {shown.length === runs.length
          ? counted(runs.length, 'run')
          : t`${shown.length} of ${counted(runs.length, 'run')}`}
      </p>
      {shown.length === 0 ? (
        <DeskSentence>{t`No run is like that.`}</DeskSentence>
      ) : (
        <RunList runs={shown} ticked={ticked} onTick={tick} onOpen={openRow} />
      )}
    </>
  )
}

function Findings() {
  const styles = useStyles()
  const findings = useRuns((state) => state.findings)
  const filter = useRuns((state) => state.findingFilter)
  const openRun = useSession((state) => state.openRun)
  const select = useSession((state) => state.select)
  const show = useSession((state) => state.show)
  const rows = findings?.rows
  const ordered = useMemo(() => mostUrgentFirst(rows ?? []), [rows])
  const shown = useMemo(() => filterFindings(ordered, filter), [ordered, filter])
  const openRow = useCallback(
    async ({ runId, check }: FindingRow) => {
      if (!(await openRun(runId))) return
      show({ kind: 'everything' })
      select(check)
    },
    [openRun, show, select],
  )
  if (!findings) return <Working size="medium" pixels={32} />
  const total = counted(findings.rows.length, 'finding')
  return (
    <>
      <FindingToolbar />
      <p role="status" className={styles.status}>
        {shown.length === findings.rows.length ? total : t`${shown.length} of ${total}`}
        {!findings.whole && t`, more are being read`}
      </p>
      {shown.length === 0 ? (
        <DeskSentence>{t`No finding is like that.`}</DeskSentence>
      ) : (
        <FindingTable rows={shown} onOpen={openRow} />
      )}
    </>
  )
}

/** What was just done and can be undone, and what went wrong. */
function Told() {
  const removed = useRuns((state) => state.removed)
  const problem = useRuns((state) => state.problem)
  const undo = useRuns((state) => state.undo)
  const dismiss = useRuns((state) => state.dismiss)
  return (
    <ToldBar
      sentence={problem ?? (removed && t`${counted(removed.length, 'run')} deleted.`)}
      isProblem={problem !== null}
      undo={removed && problem === null ? () => void undo() : null}
      dismiss={dismiss}
    />
  )
}
