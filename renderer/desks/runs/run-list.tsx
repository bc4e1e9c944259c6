import { makeStyles, tokens } from '@fluentui/react-components'
import { useMemo } from 'react'
import { t } from '../../../shared/language/translate.ts'
import { formatMilliseconds } from '../../../shared/run/duration.ts'
import type { RunSummary } from '../../../shared/run/run-summary.ts'
import { formatMoment } from '../../store/format.ts'
import type { LongColumn } from '../../ui/long-column.ts'
import { LongTable } from '../../ui/long-table.tsx'
import { Moment } from '../../ui/moment.tsx'
import { useMatch } from '../../ui/use-match.ts'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { Working } from '../../ui/working.tsx'
import { countWords, extentWords, originWords, outcomeOf } from './run-words.ts'

const useStyles = makeStyles({
  outcome: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  quiet: { color: tokens.colorNeutralForeground3 },
})

type RunListProps = {
  runs: readonly RunSummary[]
  ticked: ReadonlySet<string>
  onTick(ids: string[], on: boolean): void
  onOpen(run: RunSummary): void
}

/** Runs, a line each: how they came out, when, of whom, and what began them. */
export function RunList({ runs, ticked, onTick, onOpen }: RunListProps) {
  const narrow = useMatch(narrowWindow)
  const lines = useMemo(
    () => ({
      columns: narrow ? columns.filter(({ id }) => !wide.has(id)) : columns,
      ...{ keyOf, nameOf, onOpen },
      ticks: { has: (id: string) => ticked.has(id), tick: onTick },
    }),
    [narrow, ticked, onTick, onOpen],
  )
  return <LongTable label={t`Runs`} rows={runs} lines={lines} />
}

function keyOf({ header }: RunSummary): string {
  return header.id
}

function nameOf(run: RunSummary): string {
  const { organisation, startedAt } = run.header
  return `${outcomeOf(run).word}, ${organisation.name}, ${formatMoment(startedAt)}`
}

/** Where there is no room for every column, these are left out: a run that is opened says the same. */
const narrowWindow = window.matchMedia('(max-width: 1150px)')
const wide: ReadonlySet<string> = new Set(['extent', 'took'])

const columns: readonly LongColumn<RunSummary>[] = [
  {
    id: 'outcome',
    head: t`Verdict`,
    size: '150px',
    order: (run) => outcomeOf(run).word,
    cell: (run) => <Outcome run={run} />,
  },
  {
    id: 'when',
    head: t`When`,
    size: '170px',
    order: ({ header }) => Date.parse(header.startedAt),
    cell: ({ header }) => <Moment iso={header.startedAt} show="both" />,
  },
  {
    id: 'organisation',
    head: t`Organisation`,
    size: 'minmax(110px, 1fr)',
    order: ({ header }) => header.organisation.name,
    cell: ({ header }) => header.organisation.name,
  },
  {
    id: 'findings',
    head: t`Findings`,
    size: 'minmax(150px, 2fr)',
    order: ({ counts }) => counts.fail * 10_000 + counts.warn * 100 + counts.unknown,
    cell: (run) => countWords(run),
  },
  {
    id: 'extent',
    head: t`Checks`,
    size: '130px',
    order: (run) => extentWords(run),
    cell: (run) => <Quiet text={extentWords(run)} />,
  },
  {
    id: 'origin',
    head: t`Begun`,
    size: '110px',
    order: ({ origin }) => originWords[origin],
    cell: ({ origin }) => <Quiet text={originWords[origin]} />,
  },
  { id: 'took', head: t`Took`, size: '72px', order: took, cell: (run) => <Quiet text={tookWords(run)} /> },
]

/** Milliseconds; -1 where it has not ended, or lay broken off in between. */
function took({ header }: RunSummary): number {
  return header.finishedAt === undefined || header.resumed !== undefined
    ? -1
    : Date.parse(header.finishedAt) - Date.parse(header.startedAt)
}

function tookWords(run: RunSummary): string {
  return took(run) < 0 ? '' : formatMilliseconds(took(run))
}

function Outcome({ run }: { run: RunSummary }) {
  const styles = useStyles()
  const { word, icon } = outcomeOf(run)
  return (
    <span className={styles.outcome}>
      {icon ? <VerdictIcon verdict={icon} /> : <Working size="extra-tiny" pixels={20} />}
      {word}
    </span>
  )
}

function Quiet({ text }: { text: string }) {
  const styles = useStyles()
  return <span className={styles.quiet}>{text}</span>
}
