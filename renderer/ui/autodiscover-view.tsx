import type { Autodiscover, AutodiscoverAttempt } from '../../shared/artifacts/autodiscover.ts'
import { failureSentence } from '../../shared/artifacts/failure.ts'
import { withheldSentences } from '../../shared/artifacts/sign-in.ts'
import { ExchangeList } from './exchange-list.tsx'
import { FactList } from './fact-list.tsx'
import { SubHeading } from './sub-heading.tsx'

const results: Readonly<Record<AutodiscoverAttempt['result'], string>> = {
  settings: 'gave settings',
  'error-response': 'answered with an Autodiscover error',
  'redirect-loop': 'redirects in a circle',
  'redirect-refused': 'redirects to where Postern does not follow (not https, or not a host of the organisation)',
  'not-found': 'has no Autodiscover',
  'not-autodiscover': 'answered something other than Autodiscover',
  'sign-in-rejected': 'rejected the sign-in',
  'sign-in-withheld': 'asked for a sign-in that was held back',
  'sign-in-broken': 'began a sign-in and did not carry it through',
  'certificate-untrusted': 'asked for a sign-in, and its certificate is not trusted',
  'server-error': 'answered with a server error',
  unreachable: 'could not be reached',
}

const methods: Readonly<Record<AutodiscoverAttempt['method'], string>> = {
  'https-domain': 'At the mail domain itself',
  'https-autodiscover': 'At autodiscover. and the mail domain',
}

/** The settings that Autodiscover gave, and every address that was asked on the way. */
export function AutodiscoverView({ autodiscover }: { autodiscover: Autodiscover }) {
  const { settings, attempts, mailbox } = autodiscover
  return (
    <>
      <FactList
        facts={[
          { label: 'Mailbox', value: mailbox },
          { label: 'Name', value: settings?.displayName },
          { label: 'EWS inside', value: settings?.internalEwsUrl },
          { label: 'EWS outside', value: settings?.externalEwsUrl },
        ]}
      />
      {attempts.map((attempt) => (
        <section key={attempt.method} aria-label={methods[attempt.method]}>
          <SubHeading>{methods[attempt.method]}</SubHeading>
          <FactList
            facts={[
              { label: 'Result', value: results[attempt.result] },
              { label: 'Asked, in order', value: attempt.urls },
              { label: 'Held back', value: attempt.withheld && withheldSentences[attempt.withheld] },
              {
                label: 'Error',
                value: [attempt.errorCode, attempt.errorMessage].filter(Boolean).join(': ') || undefined,
              },
              { label: 'Failure', value: attempt.failure && failureSentence(attempt.failure) },
            ]}
          />
          <ExchangeList exchanges={attempt.exchanges} />
        </section>
      ))}
    </>
  )
}
