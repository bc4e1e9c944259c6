import { makeStyles, tokens } from '@fluentui/react-components'
import type { HttpExchange } from '../../shared/artifacts/http-exchange.ts'
import { t } from '../../shared/language/translate.ts'
import { formatMilliseconds } from '../../shared/run/duration.ts'
import { type LookUp, phaseNames, phases, waterfall, waterfallSentence } from '../store/waterfall.ts'
import { Disclosure } from './disclosure.tsx'
import { PlainTable } from './plain-table.tsx'

const ROW_PIXELS = 20
/** Of the narrowest picture, in percent: a character of a name, and how wide names may be. */
const CHARACTER = 1.8
const NARROWEST_NAME = 24
const WIDEST_NAME = 50
const TIME_PERCENT = 16
/** A phase that took next to no time is still seen. */
const THINNEST_PERCENT = 0.5

const useStyles = makeStyles({
  figure: { margin: `${tokens.spacingVerticalM} 0 0` },
  picture: { display: 'block', width: '100%', fontFamily: tokens.fontFamilyBase, fontSize: tokens.fontSizeBase200 },
  text: { fill: tokens.colorNeutralForeground2 },
  grid: { stroke: tokens.colorNeutralStroke2 },
  lookUp: { fill: tokens.colorNeutralForeground2 },
  connect: { fill: tokens.colorNeutralForegroundDisabled },
  handshake: { fill: tokens.colorNeutralForeground3, '@media (forced-colors: active)': { fill: 'LinkText' } },
  wait: { fill: tokens.colorCompoundBrandBackground },
  receive: { fill: tokens.colorCompoundBrandBackground, fillOpacity: 0.6 },
  legend: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalL,
    marginTop: tokens.spacingVerticalXS,
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

/** Where the time of a conversation went: an exchange a row, a colour a phase, with the same as a table behind it. */
export function WaterfallPicture({ exchanges, labels, lookUp }: WaterfallPictureProps) {
  const styles = useStyles()
  const { rows, span } = waterfall(exchanges, labels, lookUp)
  const longest = Math.max(...rows.map(({ name }) => name.length))
  const namePercent = Math.min(WIDEST_NAME, Math.max(NARROWEST_NAME, longest * CHARACTER))
  const barPercent = 100 - namePercent - TIME_PERCENT
  const at = (milliseconds: number) => `${namePercent + (milliseconds / span) * barPercent}%`
  const seen = phases.filter((phase) => rows.some((row) => row.segments.some((segment) => segment.phase === phase)))
  return (
    <figure className={styles.figure}>
      <svg
        className={styles.picture}
        height={rows.length * ROW_PIXELS}
        role="img"
        aria-label={t`Where the time went. ${waterfallSentence(rows)}`}
      >
        <line className={styles.grid} x1={at(0)} x2={at(0)} y1="0" y2="100%" />
        <line className={styles.grid} x1={at(span)} x2={at(span)} y1="0" y2="100%" />
        {rows.map((row, index) => (
          <g key={row.name}>
            <text className={styles.text} x="0" y={index * ROW_PIXELS + 14}>
              {row.name}
            </text>
            {row.segments.map(({ phase, start, length }) => (
              <rect
                key={phase}
                className={styles[phase]}
                x={at(start)}
                y={index * ROW_PIXELS + 5}
                width={`${Math.max(THINNEST_PERCENT, (length / span) * barPercent)}%`}
                height="10"
              />
            ))}
            <text className={styles.text} x="100%" y={index * ROW_PIXELS + 14} textAnchor="end">
              {formatMilliseconds(row.total)}
            </text>
          </g>
        ))}
      </svg>
      <div className={styles.legend} aria-hidden="true">
        {seen.map((phase) => (
          <span key={phase} className={styles.entry}>
            <svg width="8" height="8" aria-hidden="true">
              <rect className={styles[phase]} width="8" height="8" rx="2" />
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
            ...seen.map((phase) => {
              const segment = row.segments.find((one) => one.phase === phase)
              return segment ? formatMilliseconds(segment.length) : '–'
            }),
            formatMilliseconds(row.total),
          ])}
        />
      </Disclosure>
    </figure>
  )
}
