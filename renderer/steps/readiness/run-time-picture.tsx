import { makeStyles, tokens } from '@fluentui/react-components'
import { t } from '../../../shared/language/translate.ts'
import { formatMilliseconds } from '../../../shared/run/duration.ts'
import { runTime, runTimeSentence } from '../../store/run-time.ts'
import type { RunView } from '../../store/run-view.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'

const ROW_PIXELS = 20
/** The widest name of an artifact needs about so much. */
const NAME_PIXELS = 264
const TIME_PIXELS = 64
/** What took next to no time is still seen. */
const THINNEST_PIXELS = 3

const useStyles = makeStyles({
  root: { marginTop: tokens.spacingVerticalXXL, maxWidth: '960px' },
  figure: { margin: `${tokens.spacingVerticalS} 0 0` },
  picture: { display: 'grid', gridTemplateColumns: `minmax(120px, ${NAME_PIXELS}px) minmax(0, 1fr) ${TIME_PIXELS}px` },
  row: {
    display: 'grid',
    gridColumn: '1 / -1',
    gridTemplateColumns: 'subgrid',
    alignItems: 'center',
    height: `${ROW_PIXELS}px`,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', paddingRight: tokens.spacingHorizontalS },
  bars: { display: 'block', width: '100%', height: `${ROW_PIXELS}px` },
  grid: { stroke: tokens.colorNeutralStroke2 },
  bar: { fill: tokens.colorCompoundBrandBackground },
  time: { textAlign: 'end', fontVariantNumeric: 'tabular-nums' },
})

/** Where the time of a whole run went: a gatherer a row, in the order in which they began, with a table behind it. */
export function RunTimePicture({ run }: { run: RunView }) {
  const styles = useStyles()
  const { rows, span } = runTime(run.artifacts, run.header.startedAt)
  if (rows.length === 0) return null
  const at = (milliseconds: number) => `${(milliseconds / span) * 100}%`
  return (
    <section className={styles.root} aria-label={t`Time`}>
      <Disclosure text={t`Where the time of the run went`}>
        <figure className={styles.figure}>
          <div
            className={styles.picture}
            role="img"
            aria-label={t`Where the time of the run went, ${formatMilliseconds(span)} in all. ${runTimeSentence(rows)}`}
          >
            {rows.map(({ artifact, name, start, length }) => (
              <div key={artifact} className={styles.row}>
                <span className={styles.name}>{name}</span>
                <svg className={styles.bars} aria-hidden="true">
                  <line className={styles.grid} x1="0" x2="0" y1="0" y2="100%" />
                  <line className={styles.grid} x1="100%" x2="100%" y1="0" y2="100%" />
                  <rect className={styles.bar} x={at(start)} y="6" width={at(length)} height="8" rx="2" />
                  <rect className={styles.bar} x={at(start)} y="6" width={THINNEST_PIXELS} height="8" rx="2" />
                </svg>
                <span className={styles.time}>{formatMilliseconds(length)}</span>
              </div>
            ))}
          </div>
        </figure>
        <Disclosure text={t`Times of the run as a table`}>
          <PlainTable
            label={t`Times of the run`}
            head={[t`What was asked`, t`Began after`, t`Took`]}
            rows={rows.map(({ name, start, length }) => [name, formatMilliseconds(start), formatMilliseconds(length)])}
          />
        </Disclosure>
      </Disclosure>
    </section>
  )
}
