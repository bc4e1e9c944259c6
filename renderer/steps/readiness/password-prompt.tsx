import { makeStyles, tokens } from '@fluentui/react-components'
import { Key20Regular } from '@fluentui/react-icons/svg/key'
import { useSession } from '../../store/session-context.tsx'
import { PasswordForm } from '../organisation/password-form.tsx'

const useStyles = makeStyles({
  root: {
    display: 'flex',
    gap: tokens.spacingHorizontalM,
    marginBottom: tokens.spacingVerticalXL,
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

/** Asks for the password where an account is named and none is held. A run can be started without it. */
export function PasswordPrompt() {
  const styles = useStyles()
  const username = useSession((state) => state.organisation?.account?.username)
  const secret = useSession((state) => state.secret)
  const active = useSession((state) => state.active)
  if (!username || secret || active) return null
  return (
    <section className={styles.root} aria-label="Password">
      <Key20Regular className={styles.icon} aria-hidden />
      <div className={styles.content}>
        <h2 className={styles.title}>No password is held for {username}</h2>
        <PasswordForm hint="Without it a run still looks at names, connection and certificate, and leaves out what needs a sign-in." />
      </div>
    </section>
  )
}
