import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { counted, t } from '../../../shared/language/translate.ts'
import { reportFileName } from '../../../shared/report/file-name.ts'
import { runOf } from '../../../shared/run/kept-run.ts'
import { plainJson } from '../../../shared/run/plain-json.ts'
import type { RunSummary } from '../../../shared/run/run-summary.ts'

import { useSession } from '../../store/session-context.tsx'
import { AskOnce } from '../../ui/ask-once.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { useRuns } from './runs-context.tsx'

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    minHeight: '40px',
    paddingInline: tokens.spacingHorizontalM,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
  },
  count: { marginRight: tokens.spacingHorizontalS, fontWeight: tokens.fontWeightSemibold },
})

/** What can be done with the runs that are ticked. */
export function TickedBar({ runs }: { runs: readonly RunSummary[] }) {
  const styles = useStyles()
  const [asks, setAsks] = useState(false)
  const tick = useRuns((state) => state.tick)
  const read = useRuns((state) => state.runOf)
  const show = useSession((state) => state.show)
  const ids = runs.map(({ header }) => header.id)
  const [later, earlier] = runs.toSorted((a, b) => b.header.startedAt.localeCompare(a.header.startedAt))
  const compare = (before: string, after: string) => show({ kind: 'desk', desk: 'runs', compared: { before, after } })

  async function save() {
    for (const id of ids) {
      const kept = await read(id)
      const run = kept && runOf(kept)
      if (run) saveFile(`${reportFileName(run.run)}.json`, 'application/json', plainJson(run, 2))
    }
  }

  const ended = runs.filter(({ verdict }) => verdict !== null)
  return (
    <section className={styles.root} aria-label={t`The runs that are ticked`}>
      <span className={styles.count}>{t`${counted(runs.length, 'run')} ticked`}</span>
      {runs.length === 2 && earlier && later && (
        <Button
          disabledFocusable={ended.length < 2}
          onClick={() => compare(earlier.header.id, later.header.id)}
        >{t`Compare`}</Button>
      )}
      {runs.length === 1 && later && (
        <Button
          disabledFocusable={ended.length < 1}
          onClick={() => compare(later.header.id, 'today')}
        >{t`Judge by today’s checks`}</Button>
      )}
      <Button disabledFocusable={ended.length < runs.length} onClick={() => void save()}>
        {runs.length === 1 ? t`Save as a file` : t`Save as files`}
      </Button>
      <Button onClick={() => setAsks(true)}>{t`Delete…`}</Button>
      <Button appearance="transparent" onClick={() => tick(ids, false)}>{t`Tick none`}</Button>
      <DeleteDialog ids={ids} runs={runs} open={asks} onClose={() => setAsks(false)} />
    </section>
  )
}

type DeleteDialogProps = { ids: readonly string[]; runs: readonly RunSummary[]; open: boolean; onClose(): void }

function DeleteDialog({ ids, runs, open, onClose }: DeleteDialogProps) {
  const remove = useRuns((state) => state.remove)
  const isOne = ids.length === 1
  const names = [...new Set(runs.map(({ header }) => header.organisation.name))]
  const what = t`${counted(ids.length, 'run')} of ${names.length > 2 ? t`${names.length} organisations` : names.join(' and ')}`
  return (
    <AskOnce
      open={open}
      title={t`Delete ${what}?`}
      act={t`Delete ${counted(ids.length, 'run')}`}
      keep={isOne ? t`Keep it` : t`Keep them`}
      onClose={onClose}
      onAct={() => void remove(ids)}
    >
      {isOne ? t`What it gathered goes with it.` : t`What they gathered goes with them.`}
      {t` Until Postern ends, it can be undone; after that it is gone for good.`}
    </AskOnce>
  )
}
