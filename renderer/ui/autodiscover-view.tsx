import type { Autodiscover, AutodiscoverAttempt, AutodiscoverWellKnown } from '../../shared/artifacts/autodiscover.ts'
import { autodiscoverResults } from '../../shared/artifacts/autodiscover-results.ts'
import { failureSentence } from '../../shared/artifacts/failure.ts'
import { nameOfScheme, namesOfSchemes, withheldSentences } from '../../shared/artifacts/sign-in.ts'
import { t } from '../../shared/language/translate.ts'
import { ExchangeList } from './exchange-list.tsx'
import { FactList } from './fact-list.tsx'
import { keyed } from './keyed.ts'
import { PlainTable } from './plain-table.tsx'
import { SubHeading } from './sub-heading.tsx'

const methods: Readonly<Record<AutodiscoverAttempt['method'], string>> = {
  'https-domain': t`At the mail domain itself`,
  'https-autodiscover': t`At autodiscover. and the mail domain`,
  'http-redirect': t`By a redirect over plain HTTP`,
  srv: t`By the SRV record`,
}

/** The settings that Autodiscover gave, and every address that was asked on the way. */
export function AutodiscoverView({ autodiscover }: { autodiscover: Autodiscover }) {
  const { settings, attempts, mailbox } = autodiscover
  return (
    <>
      <FactList
        facts={[
          { label: t`Mailbox`, value: mailbox },
          { label: t`Name`, value: settings?.displayName },
          { label: t`EWS inside`, value: settings?.internalEwsUrl },
          { label: t`EWS outside`, value: settings?.externalEwsUrl },
          { label: t`Server outside`, value: settings?.server },
        ]}
      />
      <Attempts attempts={attempts} />
    </>
  )
}

/** Where each way leads that a client goes. */
export function AutodiscoverWellKnownView({ wellKnown }: { wellKnown: AutodiscoverWellKnown }) {
  return <Attempts attempts={wellKnown.attempts} />
}

function Attempts({ attempts }: { attempts: readonly AutodiscoverAttempt[] }) {
  return (
    <>
      <PlainTable
        label={t`Ways to Autodiscover, in order`}
        head={[t`Way`, t`What it came to`]}
        rows={attempts.map(({ method, result }) => [methods[method], autodiscoverResults[result]])}
      />
      {keyed(attempts).map(({ key, item }) => (
        <Attempt key={key} attempt={item} />
      ))}
    </>
  )
}

function Attempt({ attempt }: { attempt: AutodiscoverAttempt }) {
  return (
    <section aria-label={methods[attempt.method]}>
      <SubHeading>{methods[attempt.method]}</SubHeading>
      <FactList
        facts={[
          { label: t`Result`, value: autodiscoverResults[attempt.result] },
          { label: t`Mailbox`, value: attempt.mailbox },
          { label: t`Asked, in order`, value: attempt.urls },
          { label: t`Offers`, value: attempt.asks && namesOfSchemes(attempt.asks.schemes).join(', ') },
          { label: t`Signed in with`, value: attempt.signedInWith && nameOfScheme(attempt.signedInWith) },
          { label: t`Held back`, value: attempt.withheld && withheldSentences[attempt.withheld] },
          { label: t`Certificate`, value: attempt.certificateProblem },
          { label: t`Error`, value: [attempt.errorCode, attempt.errorMessage].filter(Boolean).join(': ') || undefined },
          { label: t`Failure`, value: attempt.failure && failureSentence(attempt.failure) },
        ]}
      />
      <ExchangeList exchanges={attempt.exchanges} />
    </section>
  )
}
