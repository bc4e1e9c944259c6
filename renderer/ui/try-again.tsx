import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { ArrowClockwise20Regular } from '@fluentui/react-icons/svg/arrow-clockwise'
import { useId } from 'react'
import { t } from '../../shared/language/translate.ts'
import { useSession } from '../store/session-context.tsx'
import { isHeldUp } from '../store/session-state.ts'

const useStyles = makeStyles({
  root: { marginTop: tokens.spacingVerticalM },
  hint: {
    margin: `${tokens.spacingVerticalXS} 0 0`,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    maxWidth: '68ch',
  },
})

/**
 * Starts a run that may send the same password once more: the account was unlocked, or the server mended, or answers. One
 * that broke off is gone on with.
 * `deliberate`: it makes the sign-in for Extended Protection that is meant to be refused.
 */
export function TryAgain({ deliberate = false }: { deliberate?: boolean }) {
  const styles = useStyles()
  const hintId = useId()
  const username = useSession((state) => state.organisation?.account?.username)
  const held = useSession((state) => state.secret !== null)
  const busy = useSession(isHeldUp)
  const start = useSession((state) => state.start)
  const resume = useSession((state) => (state.run?.brokeOff && !state.looksBack ? state.run.header.id : undefined))
  if (!username || !held) return null
  return (
    <div className={styles.root}>
      <Button
        appearance={resume === undefined ? 'secondary' : 'primary'}
        icon={<ArrowClockwise20Regular />}
        disabledFocusable={busy}
        aria-describedby={hintId}
        onClick={() => void start({ tryAgain: true, ...(resume !== undefined && { resume }) })}
      >{t`Try this password again`}</Button>
      <p id={hintId} className={styles.hint}>
        {deliberate ? refusal(username) : again(username, resume !== undefined)}
      </p>
    </div>
  )
}

function again(username: string, goesOn: boolean): string {
  return t`${goesOn ? t`Goes on with the run that broke off, and` : t`Starts a run that`} sends the password of ${username} once more, whatever became of it before. If it is rejected, the domain counts one more bad sign-in of this account.`
}

function refusal(username: string): string {
  return t`Starts a run in which one sign-in of ${username} is meant to be refused, whatever became of it before. Its password is right; whether the domain counts it as a bad sign-in is not known.`
}
