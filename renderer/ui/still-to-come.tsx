import { makeStyles, tokens } from '@fluentui/react-components'
import { counted, t } from '../../shared/language/translate.ts'

import { isUnderWay, type RunView } from '../store/run-view.ts'

const useStyles = makeStyles({
  root: {
    flexShrink: 0,
    boxSizing: 'border-box',
    minHeight: '36px',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXXL}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    '@media (max-width: 1150px)': { paddingInline: tokens.spacingHorizontalL },
  },
})

type StillToComeProps = {
  run: RunView
  /** How many of the checks that are shown have not answered yet. */
  open: number
  /** How many checks have answered that the list does not show, since it is held still. */
  waiting: number
}

/** Below the list of a run that is under way: how many checks have not answered yet, and how many the list does not show yet. */
export function StillToCome({ run, open, waiting }: StillToComeProps) {
  const styles = useStyles()
  if (!isUnderWay(run) && waiting === 0) return null
  return (
    <section className={styles.root} aria-label={t`Still to come`}>
      {waiting > 0 &&
        t`${counted(waiting, 'check has', 'checks have')} answered meanwhile; the list shows them when the pointer leaves it. `}
      {isUnderWay(run) &&
        (open === 0
          ? t`Every check that is shown here has answered; the run has others to ask.`
          : t`${counted(open, 'check has', 'checks have')} not answered yet.`)}
    </section>
  )
}
