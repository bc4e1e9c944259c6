import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { ChevronRight20Regular } from '@fluentui/react-icons/svg/chevron-right'
import type { Finding } from '../../shared/checks/finding.ts'
import { placeOf } from '../../shared/run/place-of.ts'
import { stepNames } from '../../shared/run/words.ts'
import { Breakable } from './breakable.tsx'
import { listLine, NARROW_LIST } from './list-line.ts'
import { VerdictMark } from './verdict-mark.tsx'

const MIDDLE = '@container (min-width: 800px) and (max-width: 1239.9px)'
const WIDE = '@container (min-width: 1240px)'

const FORCED_COLOURS = '@media (forced-colors: active)'

const useStyles = makeStyles({
  row: {
    ...listLine,
    // The line around it has the rule.
    borderBottomStyle: 'none',
    gridTemplateAreas: '"mark title chevron" "mark place chevron" "mark advice chevron"',
    // Wide lists gain a column for what to do, the widest one more for where; the narrowest set all below the verdict.
    [MIDDLE]: {
      gridTemplateColumns: '104px minmax(0, 1fr) minmax(0, 1fr) 20px',
      gridTemplateRows: 'auto 1fr',
      gridTemplateAreas: '"mark title advice chevron" "mark place advice chevron"',
    },
    [WIDE]: {
      gridTemplateColumns: '104px minmax(0, 3fr) minmax(0, 2fr) minmax(0, 4fr) 20px',
      gridTemplateAreas: '"mark title place advice chevron"',
    },
    [NARROW_LIST]: {
      gridTemplateColumns: 'minmax(0, 1fr) 20px',
      gridTemplateAreas: '"mark mark" "title chevron" "place chevron" "advice chevron"',
    },
  },
  selected: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    boxShadow: `inset 4px 0 0 ${tokens.colorCompoundBrandBackground}`,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Selected },
    // Neither the ground nor the shadow is shown there.
    [FORCED_COLOURS]: {
      borderLeft: '4px solid Highlight',
      paddingLeft: `calc(${tokens.spacingHorizontalL} - 4px)`,
    },
  },
  mark: { gridArea: 'mark' },
  title: {
    gridArea: 'title',
    maxWidth: '68ch',
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
  },
  place: {
    gridArea: 'place',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
    [WIDE]: { paddingTop: '2px' },
  },
  advice: {
    gridArea: 'advice',
    maxWidth: '68ch',
    marginTop: tokens.spacingVerticalXS,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
    [MIDDLE]: { marginTop: 0 },
    [WIDE]: { marginTop: 0 },
  },
  chevron: { gridArea: 'chevron', color: tokens.colorNeutralForeground3 },
})

type FindingRowProps = {
  finding: Finding
  selected: boolean
  controls: string
  focus: { 'data-roving': string; tabIndex: 0 | -1 }
  onOpen(byKeyboard: boolean): void
}

/** The id of a finding's title in the list, for what stands beside it. */
export function titleIdOf(check: string): string {
  return `title-${check}`
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
      </span>{' '}
      <span id={titleIdOf(finding.check)} className={styles.title}>
        <Breakable text={finding.title} />
      </span>{' '}
      <span className={styles.place}>
        <Breakable text={place ? `${stepNames[finding.step]} · ${place}` : stepNames[finding.step]} />
      </span>{' '}
      {finding.advice && (
        <span className={styles.advice}>
          <Breakable text={finding.advice} />
        </span>
      )}
      <ChevronRight20Regular className={styles.chevron} aria-hidden />
    </button>
  )
}
