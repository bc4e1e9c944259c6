import { makeStyles, tokens } from '@fluentui/react-components'
import { Key20Regular } from '@fluentui/react-icons/svg/key'
import { t } from '../../shared/language/translate.ts'
import { PasswordForm } from '../steps/organisation/password-form.tsx'
import { isRejected } from '../store/password-refusal.ts'
import { useSession } from '../store/session-context.tsx'
import { isOwnRun } from '../store/session-state.ts'
import { TryAgain } from './try-again.tsx'

const useStyles = makeStyles({
  root: {
    display: 'flex',
    gap: tokens.spacingHorizontalM,
    marginTop: tokens.spacingVerticalXL,
    ':first-child': { marginTop: 0, marginBottom: tokens.spacingVerticalXL },
    padding: tokens.spacingHorizontalL,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusLarge,
    maxWidth: '720px',
  },
  icon: { color: tokens.colorBrandForeground1, flexShrink: 0 },
  content: { flexGrow: 1, minWidth: 0 },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
})

/**
 * Asks for the password where an account is named and none is held, and for another where the last run saw it
 * rejected. A run can be started without.
 */
export function PasswordPrompt() {
  const styles = useStyles()
  const username = useSession((state) => state.organisation?.account?.username)
  const held = useSession((state) => state.secret !== null)
  const active = useSession((state) => state.active !== null)
  const rejected = useSession(
    (state) => isOwnRun(state) && !state.freshPassword && (state.run?.findings.some(isRejected) ?? false),
  )
  // Beneath what was seen of another organisation, nobody is asked for the password of this one.
  const another = useSession((state) => state.run !== undefined && !isOwnRun(state))
  if (!username || active || another || (held && !rejected)) return null
  return (
    <section className={styles.root} aria-label={t`Password`}>
      <Key20Regular className={styles.icon} aria-hidden />
      <div className={styles.content}>
        <h2 className={styles.title}>
          {rejected ? t`The sign-in of ${username} was rejected` : t`No password is kept for ${username}`}
        </h2>
        <PasswordForm hint={rejected ? AFTER_REJECTION : WITHOUT} />
        {rejected && <TryAgain />}
      </div>
    </section>
  )
}

const AFTER_REJECTION = t`The rejected password is not sent again unless you ask for it, so that the account is not locked: type another, or mend the account first.`
const WITHOUT = t`Without it a run still looks at names, connection and certificate, and leaves out what needs a sign-in.`
