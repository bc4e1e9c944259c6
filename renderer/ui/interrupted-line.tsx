import { Button, MessageBar, MessageBarActions, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components'
import { counted, t } from '../../shared/language/translate.ts'

import { lastSeenAt } from '../store/last-seen.ts'
import { isSamePage, type Place } from '../store/place.ts'
import { progressOf } from '../store/run-view.ts'
import { useSession } from '../store/session-context.tsx'
import { isHeldUp, isOwnRun } from '../store/session-state.ts'
import { Moment } from './moment.tsx'

const useStyles = makeStyles({ bar: { marginBottom: tokens.spacingVerticalL } })

const signIn: Place = { kind: 'step', step: 'sign-in' }

/** Above what was seen by a run that broke off: when, how much there is, and the way on: by the password, where none is held. */
export function InterruptedLine() {
  const styles = useStyles()
  const run = useSession((state) => state.run)
  const blocked = useSession(isHeldUp)
  const start = useSession((state) => state.start)
  const show = useSession((state) => state.show)
  const lacksPassword = useSession(({ organisation, secret }) => Boolean(organisation?.account) && secret === null)
  const isAtSignIn = useSession(({ place }) => isSamePage(place, signIn))
  const ours = useSession(isOwnRun)
  if (!run?.brokeOff) return null
  const { answered, total } = progressOf(run)
  const at = lastSeenAt(run)
  return (
    <MessageBar className={styles.bar} intent="warning" layout="multiline">
      <MessageBarBody>
        <div>
          {t`This run broke off on `}
          <Moment iso={at} show="both" />
          {t`. ${answered} of ${counted(total, 'check')} had answered, and all that was seen is kept.`}
        </div>
        {ours && lacksPassword && (
          <div>{t`The password is not: type it ${isAtSignIn ? 'below' : t`under Sign-in`} before you go on. Without it, what was seen by a sign-in is given up.`}</div>
        )}
      </MessageBarBody>
      {ours && (
        <MessageBarActions>
          {lacksPassword && !isAtSignIn && (
            <Button appearance="primary" onClick={() => show(signIn)}>{t`Type the password`}</Button>
          )}
          <Button
            appearance={lacksPassword ? 'secondary' : 'primary'}
            disabledFocusable={blocked}
            onClick={() => void start({ resume: run.header.id })}
          >
            {lacksPassword ? t`Go on without it` : t`Go on with it`}
          </Button>
          <Button disabledFocusable={blocked} onClick={() => void start()}>{t`Start anew`}</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  )
}
