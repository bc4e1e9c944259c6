import { makeStyles, tokens } from '@fluentui/react-components'
import { RunVerdict } from '../../../shared/checks/finding.ts'
import { t } from '../../../shared/language/translate.ts'
import { runVerdictWords } from '../../../shared/run/verdict-words.ts'
import type { WatchRun } from '../../../shared/watch/watch.ts'
import { formatDay, formatMoment, formatTime } from '../../store/format.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { runVerdictIcon } from '../../ui/run-verdict-icon.ts'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { keptSentence, stripSentence, whyWords } from './watch-words.ts'

const WIDTH = 10
const GAP = 3
const HEIGHT = 28
/** A colour alone says nothing to everybody: what is well stands low, what is not stands tall, what is unknown is hollow. */
const heights: Readonly<Record<RunVerdict, number>> = { ready: 14, 'not-ready': HEIGHT, 'could-not-tell': 14, bug: 20 }

const useStyles = makeStyles({
  figure: { margin: 0 },
  picture: { display: 'block', maxWidth: '100%', height: `${HEIGHT + 2}px` },
  ground: { stroke: tokens.colorNeutralStroke1 },
  ready: { fill: tokens.colorStatusSuccessForeground1 },
  'not-ready': { fill: tokens.colorStatusDangerForeground1 },
  'could-not-tell': {
    fill: tokens.colorNeutralBackground1,
    stroke: tokens.colorNeutralForeground3,
    strokeWidth: '1.5px',
  },
  bug: { fill: tokens.colorPaletteBerryForeground1 },
  ends: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalL,
    marginTop: tokens.spacingVerticalXS,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  kept: {
    margin: `${tokens.spacingVerticalXS} 0 0`,
    maxWidth: '80ch',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  entry: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
})

/** The last runs of a watch side by side, the newest on the right, with the same as a table behind them. */
export function VerdictStrip({ runs, organisation }: { runs: readonly WatchRun[]; organisation: string }) {
  const styles = useStyles()
  const width = runs.length * (WIDTH + GAP) - GAP
  const seen = RunVerdict.options.filter((verdict) => runs.some((run) => run.verdict === verdict))
  const first = runs[0]
  if (!first) return null
  return (
    <figure className={styles.figure}>
      <svg
        className={styles.picture}
        viewBox={`0 0 ${width} ${HEIGHT + 2}`}
        width={width}
        preserveAspectRatio="xMinYMax meet"
        role="img"
        aria-label={t`Verdicts of ${organisation}. ${stripSentence(runs)}`}
      >
        <line className={styles.ground} x1="0" x2={width} y1={HEIGHT + 1} y2={HEIGHT + 1} />
        {runs.map(({ runId, at, verdict }, index) => (
          <rect
            key={runId}
            className={styles[verdict]}
            x={index * (WIDTH + GAP) + 1}
            y={HEIGHT - heights[verdict] + 1}
            width={WIDTH - 2}
            height={heights[verdict] - 1}
            rx="2"
          >
            <title>{`${runVerdictWords[verdict]}, ${formatMoment(at)}`}</title>
          </rect>
        ))}
      </svg>
      <div className={styles.ends}>
        <span>{t`Since ${`${formatDay(first.at)}, ${formatTime(first.at)}`}`}</span>
        {seen.map((verdict) => (
          <span key={verdict} className={styles.entry}>
            <VerdictIcon verdict={runVerdictIcon[verdict]} size={16} />
            {`${runVerdictWords[verdict]} ${runs.filter((run) => run.verdict === verdict).length}`}
          </span>
        ))}
      </div>
      <p className={styles.kept}>{keptSentence(runs)}</p>
      <Disclosure text={t`These runs as a table`} of={organisation}>
        <PlainTable
          label={t`Runs of the watch over ${organisation}`}
          head={[t`When`, t`Verdict`, t`What to make of it`, t`What is kept`]}
          rows={runs
            .toReversed()
            .map((run) => [
              `${formatDay(run.at)}, ${formatTime(run.at)}`,
              runVerdictWords[run.verdict],
              whyWords(run) || '–',
              run.gone ? t`The verdict alone` : t`The whole run`,
            ])}
        />
      </Disclosure>
    </figure>
  )
}
