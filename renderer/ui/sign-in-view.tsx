import { failureSentence } from '../../shared/artifacts/failure.ts'
import { type SignIn, withheldSentences } from '../../shared/artifacts/sign-in.ts'
import { t } from '../../shared/language/translate.ts'
import { ExchangeList } from './exchange-list.tsx'
import { FactList } from './fact-list.tsx'
import { signInResults } from './sign-in-results.ts'
import { SubHeading } from './sub-heading.tsx'

/** One sign-in: what it came to, what the server told of itself, and the conversation. */
export function SignInView({ signIn }: { signIn: SignIn }) {
  const { url, username, result, withheld, challenge, channelBinding, failure, exchanges } = signIn
  return (
    <>
      <FactList
        facts={[
          { label: t`Address`, value: url },
          { label: t`User name`, value: username },
          { label: t`Result`, value: signInResults[result] },
          { label: t`Reason`, value: withheld && withheldSentences[withheld] },
          { label: t`Failure`, value: failure && failureSentence(failure) },
          { label: t`Channel binding`, value: channelBinding, mono: true },
        ]}
      />
      {challenge && (
        <>
          <SubHeading>{t`What the server tells of itself`}</SubHeading>
          <FactList
            facts={[
              { label: t`Target`, value: challenge.targetName },
              { label: t`Computer`, value: challenge.dnsComputer ?? challenge.netbiosComputer },
              { label: t`Domain`, value: challenge.dnsDomain ?? challenge.netbiosDomain },
              { label: t`Forest`, value: challenge.dnsForest },
              { label: t`Windows`, value: challenge.osVersion },
              { label: t`Its clock`, value: challenge.timestamp },
            ]}
          />
        </>
      )}
      <SubHeading>{t`Conversation`}</SubHeading>
      <ExchangeList exchanges={exchanges} />
    </>
  )
}
