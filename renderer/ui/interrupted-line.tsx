import { Button, MessageBar, MessageBarActions, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components'
import { counted, t } from '../../shared/language/translate.ts'
import { lastSeenAt } from '../store/last-seen.ts'
import { isRejected } from '../store/password-refusal.ts'
import { isSamePage, type Place } from '../store/place.ts'
import { progressOf, type RunView } from '../store/run-view.ts'
import { useSession } from '../store/session-context.tsx'
import { isHeldUp, isOwnRun } from '../store/session-state.ts'
import { useStanding } from '../store/use-standing.ts'
import { type WayOn, wayOn } from '../store/way-on.ts'
import { Moment } from './moment.tsx'

const useStyles = makeStyles({ bar: { marginBottom: tokens.spacingVerticalL } })

const signIn: Place = { kind: 'step', step: 'sign-in' }

/** Above what was seen by a run that broke off: when, how much there is, and the way on. */
export function InterruptedLine() {
  const run = useSession((state) => state.run)
  return run?.brokeOff ? <Interrupted run={run} /> : null
}

function Interrupted({ run }: { run: RunView }) {
  const styles = useStyles()
  const blocked = useSession(isHeldUp)
  const start = useSession((state) => state.start)
  const show = useSession((state) => state.show)
  const hasAccount = useSession(({ organisation }) => Boolean(organisation?.account))
  const holdsPassword = useSession(({ secret }) => secret !== null)
  const isAtSignIn = useSession(({ place }) => isSamePage(place, signIn))
  const isAtPrompt = useSession(({ place }) => place.kind === 'everything') && run.findings.some(isRejected)
  const ours = useSession(isOwnRun)
  const way = wayOn({ hasAccount, holdsPassword, standing: useStanding() })
  const { answered, total } = progressOf(run)
  const resume = run.header.id
  // What is asked for, or can be tried again, just below is not offered twice.
  const isBelow = isAtSignIn || isAtPrompt
  return (
    <MessageBar className={styles.bar} intent="warning" layout="multiline">
      <MessageBarBody>
        <div>
          {t`This run broke off on `}
          <Moment iso={lastSeenAt(run)} show="both" />
          {t`. ${answered} of ${counted(total, 'check')} had answered, and all that was seen is kept.`}
        </div>
        {ours && way !== 'go-on' && <div>{sentenceFor(way, isAtSignIn)}</div>}
      </MessageBarBody>
      {ours && (
        <MessageBarActions>
          {way === 'type-password' && !isAtSignIn && (
            <Button appearance="primary" onClick={() => show(signIn)}>{t`Type the password`}</Button>
          )}
          {isHeldBack(way) && !isBelow && (
            <Button
              appearance="primary"
              disabledFocusable={blocked}
              onClick={() => void start({ tryAgain: true, resume })}
            >{t`Try this password again`}</Button>
          )}
          <Button
            appearance={way === 'go-on' ? 'primary' : 'secondary'}
            disabledFocusable={blocked}
            onClick={() => void start({ resume })}
          >
            {goOnWords(way)}
          </Button>
          <Button disabledFocusable={blocked} onClick={() => void start()}>{t`Start anew`}</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  )
}

function isHeldBack(way: WayOn): way is Exclude<WayOn, 'type-password' | 'go-on'> {
  return way !== 'type-password' && way !== 'go-on'
}

function goOnWords(way: WayOn): string {
  if (way === 'go-on') return t`Go on with it`
  return way === 'type-password' ? t`Go on without it` : t`Go on without a sign-in`
}

/** What is to be known of the password before the run goes on, and what is given up without it. */
function sentenceFor(way: Exclude<WayOn, 'go-on'>, isAtSignIn: boolean): string {
  if (way === 'type-password')
    return t`The password is not: type it ${isAtSignIn ? t`below` : t`under Sign-in`} before you go on. Without it, what was seen by a sign-in is given up.`
  return t`${heldBackWords[way]} The password is not sent again unless you ask for it: where it is rejected then, the domain counts one more bad sign-in. Without a sign-in, what was seen by one is given up.`
}

const heldBackWords: Readonly<Record<Exclude<WayOn, 'type-password' | 'go-on'>, string>> = {
  rejected: t`Its sign-in was rejected.`,
  unanswered: t`A sign-in got no clear answer, and may have counted as a bad one.`,
  'memory-unavailable': t`Whether its password was rejected before cannot be told.`,
}
