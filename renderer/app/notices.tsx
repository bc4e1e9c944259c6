import { Button, MessageBar, MessageBarActions, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components'
import { Dismiss16Regular } from '@fluentui/react-icons/svg/dismiss'
import { type ReactNode, useState } from 'react'
import { t } from '../../shared/language/translate.ts'
import { useSession } from '../store/session-context.tsx'
import { lostWords } from './lost-words.ts'

const useStyles = makeStyles({
  root: {
    paddingInline: tokens.spacingHorizontalXXL,
    '@media (max-width: 1150px)': { paddingInline: tokens.spacingHorizontalL },
  },
  bar: { marginTop: tokens.spacingVerticalM },
})

/**
 * What is to be told over whatever page is open: a lost connection, what became of what Postern keeps, the sentence of the
 * last error, and that something was done of which the page shows nothing.
 */
export function Notices() {
  const connected = useSession((state) => state.connected)
  const active = useSession((state) => state.active)
  const host = useSession((state) => state.about?.host)
  const notice = useSession((state) => state.about?.notice ?? null)
  const problem = useSession((state) => state.problem)
  const done = useSession((state) => state.done)
  const dismissProblem = useSession((state) => state.dismissProblem)
  const dismissDone = useSession((state) => state.dismissDone)
  // What is told anew, because more was added to it, is shown anew.
  const [putAway, setPutAway] = useState<string | null>(null)
  return (
    <>
      <Told intent="warning">{!connected && lostWords({ isRunning: active !== null, host })}</Told>
      <Told intent="warning" dismiss={() => setPutAway(notice)}>
        {notice !== putAway && notice}
      </Told>
      <Told intent="error" dismiss={dismissProblem}>
        {problem}
      </Told>
      <Told intent="success" dismiss={dismissDone}>
        {done}
      </Told>
    </>
  )
}

type ToldProps = { intent: 'warning' | 'error' | 'success'; dismiss?: () => void; children: ReactNode }

/** A line of its own live region, so that one that comes later does not have the others read out again. */
function Told({ intent, dismiss, children }: ToldProps) {
  const styles = useStyles()
  return (
    <div role="status" className={styles.root}>
      {children && (
        <MessageBar className={styles.bar} intent={intent} layout="multiline">
          <MessageBarBody>{children}</MessageBarBody>
          {dismiss && (
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
          )}
        </MessageBar>
      )}
    </div>
  )
}
