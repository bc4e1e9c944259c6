import { Button, MessageBar, MessageBarActions, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components'
import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss'
import { t } from '../../shared/language/translate.ts'
import { useSession } from '../store/session-context.tsx'

const useStyles = makeStyles({
  root: {
    paddingInline: tokens.spacingHorizontalXXL,
    '@media (max-width: 1150px)': { paddingInline: tokens.spacingHorizontalL },
  },
  bar: { marginTop: tokens.spacingVerticalM },
})

/** What stands in the way of the window itself: a lost connection, or the sentence of the last error. */
export function Notices() {
  const styles = useStyles()
  const connected = useSession((state) => state.connected)
  const problem = useSession((state) => state.problem)
  const active = useSession((state) => state.active)
  const dismiss = useSession((state) => state.dismissProblem)
  return (
    <div role="status" className={styles.root}>
      {!connected && (
        <MessageBar className={styles.bar} intent="warning" layout="multiline">
          <MessageBarBody>{t`The connection to Postern was lost. It is tried again by itself${active ? t`; the run goes on, and its results will appear here` : ''}. If Postern was ended, start it again.`}</MessageBarBody>
        </MessageBar>
      )}
      {problem && (
        <MessageBar className={styles.bar} intent="error" layout="multiline">
          <MessageBarBody>{problem}</MessageBarBody>
          <MessageBarActions
            containerAction={
              <Button
                appearance="transparent"
                icon={<Dismiss16Regular />}
                aria-label={t`Put this message away`}
                onClick={dismiss}
              />
            }
          />
        </MessageBar>
      )}
    </div>
  )
}
