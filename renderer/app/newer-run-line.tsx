import { Link, makeStyles, tokens } from '@fluentui/react-components'
import { t } from '../../shared/language/translate.ts'
import { runVerdictWords } from '../../shared/run/verdict-words.ts'
import type { LatestRun } from '../store/elsewhere.ts'
import { useSession } from '../store/session-context.tsx'
import { Moment } from '../ui/moment.tsx'

const useStyles = makeStyles({
  root: { display: 'flex', columnGap: tokens.spacingHorizontalXS, minWidth: 0 },
  words: { overflow: 'hidden', textOverflow: 'ellipsis' },
  show: { flexShrink: 0, fontSize: 'inherit', lineHeight: 'inherit' },
})

/** Offers a run that is newer than the one that is shown, in the place of what is said of that: nothing moves for it. */
export function NewerRunLine({ newer, shownAt }: { newer: LatestRun; shownAt: string }) {
  const styles = useStyles()
  const showNewer = useSession((state) => state.showNewer)
  return (
    <span className={styles.root}>
      <span className={styles.words}>
        {t`A newer run`}
        {newer.origin === 'watch' && t` of the watch`}, <Moment iso={newer.startedAt} />
        {t`: ${runVerdictWords[newer.verdict]}. Shown is that of `}
        <Moment iso={shownAt} show="both" />.
      </span>
      <Link as="button" className={styles.show} onClick={() => void showNewer()}>{t`Show it`}</Link>
    </span>
  )
}
