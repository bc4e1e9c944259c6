import { failureSentence } from '../../shared/artifacts/failure.ts'
import { type SignIn, withheldSentences } from '../../shared/artifacts/sign-in.ts'
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
          { label: 'Address', value: url },
          { label: 'User name', value: username },
          { label: 'Result', value: signInResults[result] },
          { label: 'Reason', value: withheld && withheldSentences[withheld] },
          { label: 'Failure', value: failure && failureSentence(failure) },
          { label: 'Channel binding', value: channelBinding, mono: true },
        ]}
      />
      {challenge && (
        <>
          <SubHeading>What the server tells of itself</SubHeading>
          <FactList
            facts={[
              { label: 'Target', value: challenge.targetName },
              { label: 'Computer', value: challenge.dnsComputer ?? challenge.netbiosComputer },
              { label: 'Domain', value: challenge.dnsDomain ?? challenge.netbiosDomain },
              { label: 'Forest', value: challenge.dnsForest },
              { label: 'Windows', value: challenge.osVersion },
              { label: 'Its clock', value: challenge.timestamp },
            ]}
          />
        </>
      )}
      <SubHeading>Conversation</SubHeading>
      <ExchangeList exchanges={exchanges} />
    </>
  )
}
