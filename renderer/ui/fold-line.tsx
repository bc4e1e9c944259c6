import { makeStyles, tokens } from '@fluentui/react-components'
import { ChevronDown20Regular } from '@fluentui/react-icons/svg/chevron-down'
import { ChevronRight20Regular } from '@fluentui/react-icons/svg/chevron-right'
import type { FindingFold } from '../../shared/run/finding-groups.ts'
import { Breakable } from './breakable.tsx'
import { FoldAction } from './fold-action.tsx'
import { belowText, listLine, NARROW_LIST } from './list-line.ts'
import { VerdictMark } from './verdict-mark.tsx'

/** A list that has the page to itself: what is done about a line stands at its end. */
const BESIDE_NOTHING = '@container (min-width: 800px)'

const useStyles = makeStyles({
  folded: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  action: {
    ...belowText,
    whiteSpace: 'nowrap',
    [BESIDE_NOTHING]: { margin: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}` },
  },
  fold: {
    ...listLine,
    borderBottomStyle: 'none',
    flexBasis: '560px',
    flexGrow: 1,
    width: 'auto',
    gridTemplateAreas: '"mark sentence chevron"',
    [NARROW_LIST]: {
      gridTemplateColumns: 'minmax(0, 1fr) 20px',
      gridTemplateAreas: '"mark mark" "sentence chevron"',
    },
  },
  // As tall as a line of text and no taller.
  mark: { gridArea: 'mark', display: 'flex' },
  sentence: { gridArea: 'sentence', maxWidth: '72ch', overflowWrap: 'anywhere' },
  chevron: { gridArea: 'chevron', color: tokens.colorNeutralForeground3 },
})

type FoldLineProps = {
  fold: FindingFold
  open: boolean
  focus: { 'data-roving': string; tabIndex: 0 | -1 }
  onToggle(): void
}

/** Findings that stand in one line with their count, which unfolds, and what can be done about all of them. */
export function FoldLine({ fold, open, focus, onToggle }: FoldLineProps) {
  const styles = useStyles()
  const Chevron = open ? ChevronDown20Regular : ChevronRight20Regular
  return (
    <li className={styles.folded}>
      <button type="button" {...focus} className={styles.fold} aria-expanded={open} onClick={onToggle}>
        <span className={styles.mark}>
          <VerdictMark verdict={fold.verdict} />
        </span>{' '}
        <span className={styles.sentence}>
          <Breakable text={fold.sentence} />
        </span>
        <Chevron className={styles.chevron} aria-hidden />
      </button>
      <FoldAction className={styles.action} fold={fold} tabIndex={focus.tabIndex} />
    </li>
  )
}
