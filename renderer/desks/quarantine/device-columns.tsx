import { makeStyles, tokens } from '@fluentui/react-components'
import { PlugConnected16Regular } from '@fluentui/react-icons/svg/plug-connected'
import { t } from '../../../shared/language/translate.ts'
import { columnWords, type RowColumn } from '../../../shared/quarantine/csv.ts'
import { stepWords } from '../../../shared/quarantine/step-words.ts'
import { withUnseen } from '../../../shared/run/unseen.ts'
import { formatDay } from '../../store/format.ts'
import type { DrawnColumn } from '../../ui/long-column.ts'
import { Moment } from '../../ui/moment.tsx'
import { decidedTags, decidedWords, headWords, pixelsOf, stateWords, userWords } from './device-words.ts'
import type { TableRow } from './quarantine-state.ts'
import { StateMark } from './state-mark.tsx'

const useStyles = makeStyles({
  line: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS, minWidth: 0 },
  text: { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  mark: { display: 'flex', flexShrink: 0, color: tokens.colorBrandForeground1 },
  cut: { display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  quiet: { color: tokens.colorNeutralForeground3 },
  tag: {
    flexShrink: 0,
    paddingInline: tokens.spacingHorizontalXS,
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
})

/** The columns of the table in the order in which they were chosen. The first one opens the device. */
export function deviceColumns(chosen: readonly RowColumn[]): DrawnColumn<TableRow>[] {
  const words = columnWords()
  return chosen.map((id, place) => ({
    id,
    head: headWords[id] ?? words[id],
    ...(headWords[id] !== undefined && { name: words[id] }),
    size: `minmax(${columnPixels(id, place)}px, ${columnPixels(id, place)}fr)`,
    cell: (row) => (place === 0 ? <First id={id} row={row} /> : <Cell id={id} row={row} />),
  }))
}

/** What a name needs to be read beside the marks of its device. */
const MARKED_PIXELS = 172

/** How wide a column is at least; the first one has the marks too. */
export function columnPixels(id: RowColumn, place: number): number {
  return place === 0 ? Math.max(pixelsOf(id), MARKED_PIXELS) : pixelsOf(id)
}

/** What a screen reader calls a device: what its first cell shows, and what tells it from the others. */
export function deviceName(first: RowColumn, row: TableRow): string {
  const shown = [cellText(first, row), ...tagsOf(row)].filter(Boolean).join(' ')
  const who = first === 'user' ? '' : userWords(row)
  const decided = row.decided ? decidedWords[row.decided] : ''
  return [shown, who, row.name || row.model || row.type, row.deviceId, decided].filter(Boolean).join(', ')
}

/** What the tag says at length. */
const probeTitle = t`Postern’s own device: its probe signed in as this one, which is none of the integration’s`

function tagsOf({ integration, probe, decided }: TableRow): string[] {
  return [
    ...(probe ? [t`probe`] : []),
    ...(decided ? [decidedTags[decided]] : []),
    ...(integration ? [t`integration`] : []),
  ]
}

function cellText(id: RowColumn, row: TableRow): string {
  if (id === 'reported' || id === 'predicted') return stateWords[row[id]]
  if (id === 'step') return stepWords[row.step]
  const value = row[id]
  if (typeof value === 'boolean') return value ? t`yes` : t`no`
  if (typeof value === 'number') return formatDay(new Date(value).toISOString())
  return id === 'user' ? userWords(row) : withUnseen(value ?? '–')
}

function First({ id, row }: { id: RowColumn; row: TableRow }) {
  const styles = useStyles()
  return (
    <span className={styles.line}>
      <span className={styles.text}>
        <Cell id={id} row={row} />
      </span>
      {row.integration && (
        <span className={styles.mark} title={t`integration`}>
          <PlugConnected16Regular aria-label={t`integration`} />
        </span>
      )}
      {/* Words that stand apart: who speaks to the window says what is seen, and the line's name begins with that. */}
      {row.probe && ' '}
      {row.probe && (
        <span className={styles.tag} title={probeTitle}>
          {t`probe`}
        </span>
      )}
      {row.decided && ' '}
      {row.decided && (
        <span className={styles.tag} title={decidedWords[row.decided]}>
          {decidedTags[row.decided]}
        </span>
      )}
    </span>
  )
}

function Cell({ id, row }: { id: RowColumn; row: TableRow }) {
  const styles = useStyles()
  if (id === 'reported') return <StateMark state={row.reported} />
  if (id === 'predicted') return <StateMark state={row.predicted} differs={row.differs} />
  const value = row[id]
  if (typeof value === 'boolean') return <span className={value ? '' : styles.quiet}>{cellText(id, row)}</span>
  if (value === null) return <span className={styles.quiet}>{cellText(id, row)}</span>
  if (typeof value === 'number') {
    return (
      <span className={styles.cut}>
        <Moment iso={new Date(value).toISOString()} show="day" />
      </span>
    )
  }
  return (
    <span className={styles.cut} title={id === 'step' ? cellText(id, row) : withUnseen(value)}>
      {cellText(id, row)}
    </span>
  )
}
