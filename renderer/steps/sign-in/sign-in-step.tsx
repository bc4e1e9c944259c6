import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { t } from '../../../shared/language/translate.ts'
import { useSession } from '../../store/session-context.tsx'
import { isOwnRun } from '../../store/session-state.ts'
import { useEvidenceSoFar } from '../../store/use-evidence-so-far.ts'
import { StepFrame } from '../../ui/step-frame.tsx'
import { AccountCard } from './account-card.tsx'
import { PasswordCard } from './password-card.tsx'

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 400px), 1fr))',
    gap: tokens.spacingHorizontalXXL,
    alignItems: 'start',
    maxWidth: '1120px',
  },
  prose: { margin: `0 0 ${tokens.spacingVerticalM}`, maxWidth: '68ch', color: tokens.colorNeutralForeground2 },
})

/** What the sign-in is drawn from, read again as soon as one of them is there. */
const READ = ['ntlmSignIn', 'lastNtlmSignIn', 'serverVersion', 'autodiscover'] as const

/** Who signs in and with what: the form of the name, the password, and how many attempts are left for it. */
export default function SignInStep() {
  const styles = useStyles()
  const organisation = useSession((state) => state.organisation)
  const artifacts = useSession((state) => (isOwnRun(state) ? state.run?.artifacts : undefined))
  useEvidenceSoFar(READ)
  const username = organisation?.account?.username
  return (
    <StepFrame step="sign-in">
      {organisation && !username && <NoAccount />}
      {username && (
        <div className={styles.columns}>
          <AccountCard username={username} mailbox={organisation.mailbox} artifacts={artifacts ?? {}} />
          <PasswordCard username={username} />
        </div>
      )}
    </StepFrame>
  )
}

function NoAccount() {
  const styles = useStyles()
  const show = useSession((state) => state.show)
  return (
    <section aria-label={t`Account`}>
      <p
        className={styles.prose}
      >{t`The organisation names no account. A run looks at what can be seen without a sign-in, and leaves out the rest.`}</p>
      <Button onClick={() => show({ kind: 'step', step: 'organisation' })}>{t`Name the account`}</Button>
    </section>
  )
}
