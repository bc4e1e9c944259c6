import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { ChevronRight20Regular } from '@fluentui/react-icons/svg/chevron-right'
import type { Finding } from '../../shared/checks/finding.ts'
import { placeOf } from '../store/findings.ts'
import { stepNames } from '../store/words.ts'
import { Breakable } from './breakable.tsx'
import { VerdictMark } from './verdict-mark.tsx'

const NARROW = '@container (max-width: 440px)'
const MIDDLE = '@container (min-width: 800px) and (max-width: 1239.9px)'
const WIDE = '@container (min-width: 1240px)'

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: '104px minmax(0, 1fr) 20px',
    columnGap: tokens.spacingHorizontalL,
    alignItems: 'start',
    width: '100%',
    boxSizing: 'border-box',
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    border: 'none',
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
    // Wide lists gain a column for what to do, the widest one more for where; narrow ones set both below the fact.
    [MIDDLE]: { gridTemplateColumns: '104px minmax(0, 1fr) minmax(0, 1fr) 20px' },
    [WIDE]: { gridTemplateColumns: '104px minmax(0, 3fr) minmax(0, 2fr) minmax(0, 4fr) 20px' },
    [NARROW]: { gridTemplateColumns: 'minmax(0, 1fr) 20px' },
  },
  selected: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    boxShadow: `inset 4px 0 0 ${tokens.colorCompoundBrandBackground}`,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Selected },
  },
  mark: { [NARROW]: { gridColumn: '1 / -1' } },
  what: { display: 'block', maxWidth: '68ch', overflowWrap: 'anywhere' },
  title: { display: 'block', fontWeight: tokens.fontWeightSemibold },
  place: {
    display: 'block',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
  },
  placeBelow: { [WIDE]: { display: 'none' } },
  placeBeside: { display: 'none', paddingTop: '2px', [WIDE]: { display: 'block' } },
  advice: {
    display: 'block',
    maxWidth: '68ch',
    overflowWrap: 'anywhere',
    color: tokens.colorNeutralForeground2,
  },
  adviceBelow: { marginTop: tokens.spacingVerticalXS, [MIDDLE]: { display: 'none' }, [WIDE]: { display: 'none' } },
  adviceBeside: { display: 'none', [MIDDLE]: { display: 'block' }, [WIDE]: { display: 'block' } },
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
  const where = place ? `${stepNames[finding.step]} · ${place}` : stepNames[finding.step]
  const advice = finding.advice && <Breakable text={finding.advice} />
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
        <span className={styles.title}>
          <Breakable text={finding.title} />
        </span>
        <span className={mergeClasses(styles.place, styles.placeBelow)}>
          <Breakable text={where} />
        </span>
        {advice && <span className={mergeClasses(styles.advice, styles.adviceBelow)}>{advice}</span>}
      </span>
      <span className={mergeClasses(styles.place, styles.placeBeside)}>
        <Breakable text={where} />
      </span>
      <span className={mergeClasses(styles.advice, styles.adviceBeside)}>{advice}</span>
      <ChevronRight20Regular className={styles.chevron} aria-hidden />
    </button>
  )
}
