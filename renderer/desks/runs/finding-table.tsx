import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useMemo } from 'react'
import { steps } from '../../../shared/checks/check.ts'
import { verdictOrder } from '../../../shared/checks/finding.ts'
import { t } from '../../../shared/language/translate.ts'
import type { FindingRow } from '../../../shared/run/finding-row.ts'
import { stepNames, verdictWords } from '../../../shared/run/words.ts'
import type { LongColumn } from '../../ui/long-column.ts'
import { LongTable } from '../../ui/long-table.tsx'
import { Moment } from '../../ui/moment.tsx'
import { VerdictMark } from '../../ui/verdict-mark.tsx'

const useStyles = makeStyles({
  // A line of the list is as high as two lines of words.
  two: { display: '-webkit-box', WebkitLineClamp: 2, WebkitBoxOrient: 'vertical', overflow: 'hidden' },
  quiet: { color: tokens.colorNeutralForeground3 },
})

/** Findings of many runs, a line each; choosing one opens its run there. */
export function FindingTable({ rows, onOpen }: { rows: readonly FindingRow[]; onOpen(row: FindingRow): void }) {
  const lines = useMemo(() => ({ columns, keyOf, nameOf, onOpen }), [onOpen])
  return <LongTable label={t`Findings of all runs`} rows={rows} lines={lines} />
}

function keyOf({ runId, check }: FindingRow): string {
  return `${runId} ${check}`
}

function nameOf({ verdict, title }: FindingRow): string {
  return `${verdictWords[verdict]}: ${title}`
}

const columns: readonly LongColumn<FindingRow>[] = [
  {
    id: 'verdict',
    head: t`Verdict`,
    size: '130px',
    order: ({ verdict }) => verdictOrder.indexOf(verdict),
    cell: ({ verdict }) => <VerdictMark verdict={verdict} />,
  },
  {
    id: 'title',
    head: t`Finding`,
    size: 'minmax(220px, 4fr)',
    order: ({ title }) => title,
    cell: ({ title }) => <Title text={title} />,
  },
  {
    id: 'step',
    head: t`About`,
    size: 'minmax(120px, 1fr)',
    order: ({ step }) => steps.indexOf(step),
    cell: ({ step }) => <Quiet text={stepNames[step]} />,
  },
  {
    id: 'organisation',
    head: t`Organisation`,
    size: 'minmax(110px, 1fr)',
    order: ({ organisation }) => organisation,
    cell: ({ organisation }) => <Quiet text={organisation} />,
  },
  {
    id: 'when',
    head: t`When`,
    size: '170px',
    order: ({ startedAt }) => Date.parse(startedAt),
    cell: ({ startedAt }) => <Moment iso={startedAt} show="both" />,
  },
]

function Title({ text }: { text: string }) {
  const styles = useStyles()
  return (
    <span className={styles.two} title={text}>
      {text}
    </span>
  )
}

function Quiet({ text }: { text: string }) {
  const styles = useStyles()
  return (
    <span className={mergeClasses(styles.two, styles.quiet)} title={text}>
      {text}
    </span>
  )
}
