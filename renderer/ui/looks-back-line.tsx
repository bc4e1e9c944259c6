import { Button, MessageBar, MessageBarActions, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components'
import { t } from '../../shared/language/translate.ts'
import { useSession } from '../store/session-context.tsx'
import { canVerify } from '../store/session-state.ts'
import { Moment } from './moment.tsx'

const useStyles = makeStyles({ bar: { marginBottom: tokens.spacingVerticalL } })

/** Above a run that was opened from among the kept ones: which it is, and the way back to the last one. */
export function LooksBackLine() {
  const styles = useStyles()
  const run = useSession((state) => state.run)
  const looksBack = useSession((state) => state.looksBack)
  const ours = useSession(canVerify)
  const isNoneOpen = useSession((state) => state.organisation === null)
  const back = useSession((state) => state.backToLast)
  if (!run || !looksBack) return null
  return (
    <MessageBar className={styles.bar} intent="info" layout="multiline">
      <MessageBarBody>
        {t`This is a kept run of ${run.header.organisation.name}, from `}
        <Moment iso={run.header.startedAt} show="both" />.
        {run.fromFile &&
          t` It came from a file: check who wrote that before you do what it advises, or run a command of it.`}
        {!ours && (isNoneOpen ? NONE_OPEN : ANOTHER_OPEN)}
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={() => void back()}>{isNoneOpen ? t`Close the run` : t`Back to the last run`}</Button>
      </MessageBarActions>
    </MessageBar>
  )
}

const NONE_OPEN = t` No organisation is open, so nothing of it can be verified here.`
const ANOTHER_OPEN = t` It is not of the organisation that is open, so nothing of it can be verified here.`
