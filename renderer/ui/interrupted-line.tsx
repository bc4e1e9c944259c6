import { Button, MessageBar, MessageBarActions, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components'
import { counted } from '../../shared/run/words.ts'
import { lastSeenAt } from '../store/last-seen.ts'
import { progressOf } from '../store/run-view.ts'
import { useSession } from '../store/session-context.tsx'
import { isBusy } from '../store/session-state.ts'
import { Moment } from './moment.tsx'

const useStyles = makeStyles({ bar: { marginBottom: tokens.spacingVerticalL } })

/** Above what was seen by a run that broke off: when, how much there is, and the way on. */
export function InterruptedLine() {
  const styles = useStyles()
  const run = useSession((state) => state.run)
  const blocked = useSession((state) => isBusy(state) || !state.connected)
  const start = useSession((state) => state.start)
  if (!run?.brokeOff) return null
  const { answered, total } = progressOf(run)
  const at = lastSeenAt(run)
  return (
    <MessageBar className={styles.bar} intent="warning" layout="multiline">
      <MessageBarBody>
        This run broke off on <Moment iso={at} show="both" />. {answered} of {counted(total, 'check')} had answered, and
        all that was seen is kept.
      </MessageBarBody>
      <MessageBarActions>
        <Button appearance="primary" disabledFocusable={blocked} onClick={() => void start({ resume: run.header.id })}>
          Go on with it
        </Button>
        <Button disabledFocusable={blocked} onClick={() => void start()}>
          Start anew
        </Button>
      </MessageBarActions>
    </MessageBar>
  )
}
