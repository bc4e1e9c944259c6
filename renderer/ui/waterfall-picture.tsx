import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { HttpExchange } from '../../shared/artifacts/http-exchange.ts'
import { t } from '../../shared/language/translate.ts'
import { formatMilliseconds } from '../../shared/run/duration.ts'
import {
  type LookUp,
  phaseNames,
  phases,
  ticks,
  tickWords,
  type WaterfallRow,
  waterfall,
  waterfallSentence,
} from '../store/waterfall.ts'
import { Disclosure } from './disclosure.tsx'
import { PlainTable } from './plain-table.tsx'
import { PhaseBar, PhasePatterns, usePhasePatterns } from './waterfall-phases.tsx'

/** From this width on, what a row is stands beside its bar; before, above it. */
const BESIDE = '@container (min-width: 600px)'
/** A tick whose words would stand past the edge has them before it. */
const LAST_PERCENT = 90

const useStyles = makeStyles({
  figure: { margin: `${tokens.spacingVerticalM} 0 0`, containerType: 'inline-size' },
  picture: {
    position: 'relative',
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalM,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    [BESIDE]: { gridTemplateColumns: 'fit-content(50%) minmax(0, 1fr) auto' },
  },
  row: { display: 'grid', gridColumn: '1 / -1', gridTemplateColumns: 'subgrid', alignItems: 'center' },
  name: {
    gridColumn: '1 / -1',
    paddingTop: tokens.spacingVerticalXS,
    overflowWrap: 'anywhere',
    [BESIDE]: {
      gridColumn: 'auto',
      paddingTop: 0,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    },
  },
  request: { marginLeft: tokens.spacingHorizontalS, color: tokens.colorNeutralForeground3 },
  bars: { display: 'block', width: '100%', height: '20px' },
  grid: { stroke: tokens.colorNeutralStroke2, '@media (forced-colors: active)': { stroke: 'GrayText' } },
  time: { textAlign: 'end', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  axis: {
    position: 'relative',
    height: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: 'tabular-nums',
    [BESIDE]: { gridColumn: '2' },
  },
  legend: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalL,
    marginTop: tokens.spacingVerticalS,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  entry: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
})

type WaterfallPictureProps = {
  exchanges: readonly HttpExchange[]
  labels?: readonly string[] | undefined
  /** What DNS took for the name of the first. */
  lookUp?: LookUp | undefined
}

/** Where the time of a conversation went: an exchange a row over one axis of time, a pattern a phase, with the same as a table behind it. */
export function WaterfallPicture({ exchanges, labels, lookUp }: WaterfallPictureProps) {
  const styles = useStyles()
  const patterns = usePhasePatterns()
  const { rows, span } = waterfall(exchanges, labels, lookUp)
  const seen = phases.filter((phase) => rows.some((row) => row.segments.some((segment) => segment.phase === phase)))
  const lines = ticks(span).map((tick) => ({ tick, percent: (tick / span) * 100 }))
  return (
    <figure className={styles.figure}>
      <PhasePatterns patterns={patterns} />
      <div className={styles.picture} role="img" aria-label={t`Where the time went. ${waterfallSentence(rows)}`}>
        {rows.map((row) => (
          <div key={row.name} className={styles.row}>
            <span className={styles.name} title={row.name}>
              {row.what}
              {row.request && <span className={styles.request}>{row.request}</span>}
            </span>
            <svg className={styles.bars} aria-hidden="true">
              {lines.map(({ tick, percent }) => (
                <line key={tick} className={styles.grid} x1={`${percent}%`} x2={`${percent}%`} y1="0" y2="100%" />
              ))}
              {row.segments.map(({ phase, start, length }) => (
                <PhaseBar
                  key={phase}
                  phase={phase}
                  patterns={patterns}
                  x={`${(start / span) * 100}%`}
                  y={5}
                  width={`${(length / span) * 100}%`}
                  height={10}
                />
              ))}
            </svg>
            <span className={styles.time}>{formatMilliseconds(row.total)}</span>
          </div>
        ))}
        <div className={styles.row}>
          <svg className={mergeClasses(styles.axis, styles.bars)} aria-hidden="true">
            {lines.map(({ tick, percent }) => (
              <text
                key={tick}
                x={`${percent}%`}
                y="14"
                fill="currentColor"
                textAnchor={tick === 0 ? 'start' : percent > LAST_PERCENT ? 'end' : 'middle'}
              >
                {tickWords(tick)}
              </text>
            ))}
          </svg>
        </div>
      </div>
      <div className={styles.legend} aria-hidden="true">
        {seen.map((phase) => (
          <span key={phase} className={styles.entry}>
            <svg width="16" height="10" aria-hidden="true">
              <PhaseBar phase={phase} patterns={patterns} x={0} y={0} width={16} height={10} />
            </svg>
            {phaseNames[phase]}
          </span>
        ))}
      </div>
      <Disclosure text={t`Times as a table`}>
        <PlainTable
          label={t`Times of each request by phase`}
          head={[t`Request`, ...seen.map((phase) => phaseNames[phase]), t`Total`]}
          rows={rows.map((row) => [
            row.name,
            ...seen.map((phase) => lengthOf(row, phase)),
            formatMilliseconds(row.total),
          ])}
        />
      </Disclosure>
    </figure>
  )
}

function lengthOf({ segments }: WaterfallRow, phase: (typeof phases)[number]): string {
  const segment = segments.find((one) => one.phase === phase)
  return segment ? formatMilliseconds(segment.length) : '–'
}
