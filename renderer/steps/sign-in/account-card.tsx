import { makeStyles, tokens } from '@fluentui/react-components'
import type { ArtifactRecords } from '../../../shared/artifacts/artifacts.ts'
import type { NtlmChallenge } from '../../../shared/artifacts/sign-in.ts'
import { t } from '../../../shared/language/translate.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { accountForm, aliasNotice, domainAdvice, domainSentence, forms, formWords } from './account-form.ts'

const useStyles = makeStyles({
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
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
  notice: {
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    margin: `${tokens.spacingVerticalS} 0 0`,
    maxWidth: '68ch',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    overflowWrap: 'anywhere',
  },
  folds: { marginTop: tokens.spacingVerticalS },
})

type AccountCardProps = { username: string; mailbox: string; artifacts: ArtifactRecords }

/** Who signs in, in which form of name, and what the server said of its domain. */
export function AccountCard({ username, mailbox, artifacts }: AccountCardProps) {
  const styles = useStyles()
  const form = accountForm(username)
  const challenge = challengeIn(artifacts)
  const domain = challenge && domainSentence(challenge)
  const advice = challenge && domainAdvice(form, challenge)
  const alias = aliasNotice(mailbox, primaryAddressIn(artifacts, mailbox))
  return (
    <section aria-label={t`Account`}>
      <h2 className={styles.title}>{username}</h2>
      <p className={styles.prose}>
        <Breakable text={t`It is typed as ${formWords[form.kind]}. ${domain ?? UNTOLD}`} />
      </p>
      {alias && (
        <p className={styles.notice}>
          <VerdictIcon verdict="warn" />
          <span>
            <Breakable text={alias} />
          </span>
        </p>
      )}
      {advice && (
        <p className={styles.prose}>
          <Breakable text={advice} />
        </p>
      )}
      <div className={styles.folds}>
        <Disclosure text={t`Which user names sign in`}>
          <PlainTable
            label={t`Forms of a user name`}
            head={[t`As it is typed`, t`Signs in`, t`What it is`]}
            rows={forms.map(({ form, signsIn, note }) => [form, signsIn, note])}
          />
        </Disclosure>
        <Disclosure text={t`Where a second factor is asked for`}>
          <p
            className={styles.prose}
          >{t`An Exchange Server on its own premises knows no app passwords: NTLM and Basic take the password of the account and ask for no second factor. Where a second factor is asked for all the same, by AD FS, a proxy that signs people in before Exchange, or hybrid modern authentication, a program that signs in with a password is stopped there; it needs an exemption at that place, or an account without a second factor.`}</p>
          <p
            className={styles.prose}
          >{t`App passwords belong to Microsoft 365 and other clouds. A mailbox that has been moved there is signed in to there, and not at these servers.`}</p>
        </Disclosure>
      </div>
    </section>
  )
}

const UNTOLD = t`What the server calls its domain is seen once a run has met NTLM there.`

/** The primary address of the mailbox, where Autodiscover was asked for this one and sent nobody on to another. */
function primaryAddressIn({ autodiscover }: ArtifactRecords, mailbox: string): string | undefined {
  if (autodiscover?.state !== 'gathered' || autodiscover.value.mailbox !== mailbox) return undefined
  const { attempts, settings } = autodiscover.value
  const isSentOn = attempts.some(({ result, mailbox: other }) => result === 'settings' && other !== undefined)
  return isSentOn ? undefined : settings?.primaryAddress
}

/** What a server told of its domain, by whichever conversation of the run. */
function challengeIn({ ntlmSignIn, lastNtlmSignIn, serverVersion }: ArtifactRecords): NtlmChallenge | undefined {
  const first = ntlmSignIn?.state === 'gathered' ? ntlmSignIn.value.challenge : undefined
  const last = lastNtlmSignIn?.state === 'gathered' ? lastNtlmSignIn.value.signIn?.challenge : undefined
  return first ?? last ?? (serverVersion?.state === 'gathered' ? serverVersion.value.challenge : undefined)
}
