import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { ChevronRight20Regular } from '@fluentui/react-icons/svg/chevron-right'
import type { Finding } from '../../shared/checks/finding.ts'
import { placeOf } from '../store/findings.ts'
import { stepNames } from '../store/words.ts'
import { VerdictMark } from './verdict-mark.tsx'

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: '112px minmax(0, 1fr) 20px',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'start',
    width: '100%',
    boxSizing: 'border-box',
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM}`,
    border: 'none',
    borderLeft: '4px solid transparent',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    font: 'inherit',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    textAlign: 'start',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
    // Wide lists gain a column for what to do; narrow ones set it below.
    '@container (min-width: 880px)': { gridTemplateColumns: '112px minmax(0, 1fr) minmax(0, 1fr) 20px' },
    '@container (max-width: 440px)': { gridTemplateColumns: 'minmax(0, 1fr) 20px' },
  },
  selected: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    borderLeftColor: tokens.colorBrandStroke1,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Selected },
  },
  mark: { '@container (max-width: 440px)': { gridColumn: '1 / -1' } },
  what: { display: 'block', maxWidth: '68ch', overflowWrap: 'anywhere' },
  title: { display: 'block', fontWeight: tokens.fontWeightSemibold },
  place: {
    display: 'block',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  advice: { display: 'block', maxWidth: '68ch', overflowWrap: 'anywhere', color: tokens.colorNeutralForeground2 },
  adviceBelow: { marginTop: tokens.spacingVerticalXS, '@container (min-width: 880px)': { display: 'none' } },
  adviceBeside: { display: 'none', '@container (min-width: 880px)': { display: 'block' } },
  chevron: { color: tokens.colorNeutralForeground3 },
})

type FindingRowProps = {
  finding: Finding
  selected: boolean
  controls: string
  focus: { 'data-roving': string; tabIndex: 0 | -1 }
  onOpen(byKeyboard: boolean): void
}

/** One finding as a line that stands alone: verdict, the fact, where, and what to do. Choosing it opens its evidence. */
export function FindingRow({ finding, selected, controls, focus, onOpen }: FindingRowProps) {
  const styles = useStyles()
  const place = placeOf(finding)
  return (
    <button
      type="button"
      {...focus}
      className={mergeClasses(styles.row, selected && styles.selected)}
      aria-expanded={selected}
      aria-controls={selected ? controls : undefined}
      onClick={(event) => onOpen(event.detail === 0)}
    >
      <span className={styles.mark}>
        <VerdictMark verdict={finding.verdict} />
      </span>
      <span className={styles.what}>
        <span className={styles.title}>{finding.title}</span>
        <span className={styles.place}>
          {stepNames[finding.step]}
          {place && ` · ${place}`}
        </span>
        {finding.advice && <span className={mergeClasses(styles.advice, styles.adviceBelow)}>{finding.advice}</span>}
      </span>
      <span className={mergeClasses(styles.advice, styles.adviceBeside)}>{finding.advice}</span>
      <ChevronRight20Regular className={styles.chevron} aria-hidden />
    </button>
  )
}
