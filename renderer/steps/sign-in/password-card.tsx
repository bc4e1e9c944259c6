import { makeStyles, tokens } from '@fluentui/react-components'
import { t } from '../../../shared/language/translate.ts'
import { useSession } from '../../store/session-context.tsx'
import { useStanding } from '../../store/use-standing.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { TryAgain } from '../../ui/try-again.tsx'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { PasswordForm } from '../organisation/password-form.tsx'
import { ForgetPassword } from './forget-password.tsx'
import { standingWords } from './standing-words.ts'

const useStyles = makeStyles({
  root: {
    boxSizing: 'border-box',
    padding: tokens.spacingHorizontalL,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusLarge,
  },
  line: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'flex-start' },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
  },
  prose: {
    margin: `${tokens.spacingVerticalXS} 0 0`,
    maxWidth: '68ch',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  form: { marginTop: tokens.spacingVerticalM },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM, marginTop: tokens.spacingVerticalM },
})

/** The password of the account: whether it would be sent, why not, and what can be done about it. */
export function PasswordCard({ username }: { username: string }) {
  const styles = useStyles()
  const standing = useStanding()
  const held = useSession((state) => state.secret !== null)
  const { verdict, title, sentence, tryAgain } = standingWords(standing, username, new Date().toISOString())
  // Another password is what is needed where this one is not sent; else the form waits until it is asked for.
  const isWanted = !held || standing?.state === 'rejected'
  return (
    <section className={styles.root} aria-label={t`Password`}>
      <div className={styles.line}>
        <VerdictIcon verdict={verdict} />
        <div role="status">
          <h2 className={styles.title}>{title}</h2>
          <p className={styles.prose}>{sentence}</p>
        </div>
      </div>
      {tryAgain && <TryAgain />}
      <div className={styles.form}>
        {isWanted ? (
          <PasswordForm />
        ) : (
          <Disclosure text={t`Replace the password`}>
            <PasswordForm />
          </Disclosure>
        )}
      </div>
      {held && (
        <div className={styles.actions}>
          <ForgetPassword username={username} />
        </div>
      )}
    </section>
  )
}
