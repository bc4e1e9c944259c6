import type {
  AutodiscoverJson,
  AutodiscoverMobileSync,
  AutodiscoverSoap,
  AutodiscoverUrls,
  GivenUrl,
} from '../../shared/artifacts/autodiscover-kinds.ts'
import { autodiscoverResults } from '../../shared/artifacts/autodiscover-results.ts'
import { failureSentence } from '../../shared/artifacts/failure.ts'
import { namesOfSchemes, withheldSentences } from '../../shared/artifacts/sign-in.ts'
import { t } from '../../shared/language/translate.ts'
import { statusWithReason } from '../store/http-status.ts'
import { ExchangeList } from './exchange-list.tsx'
import { FactList } from './fact-list.tsx'
import { keyed } from './keyed.ts'
import { SubHeading } from './sub-heading.tsx'

type Given = { label: string; value: string | undefined }

/** What Autodiscover said to a phone. */
export function AutodiscoverMobileSyncView({ answer }: { answer: AutodiscoverMobileSync }) {
  return <Kind answer={answer} given={[{ label: 'ActiveSync', value: answer.url }]} />
}

/** What Autodiscover said over SOAP. */
export function AutodiscoverSoapView({ answer }: { answer: AutodiscoverSoap }) {
  return (
    <Kind
      answer={answer}
      given={[
        { label: t`EWS outside`, value: answer.externalEwsUrl },
        { label: t`EWS inside`, value: answer.internalEwsUrl },
        { label: t`Versions of EWS`, value: answer.ewsSchemas.join(', ') || undefined },
        { label: t`Mailbox server`, value: answer.mailboxServer },
        { label: t`Server version`, value: answer.serverVersion },
      ]}
    />
  )
}

function Kind({ answer, given }: { answer: AutodiscoverMobileSync | AutodiscoverSoap; given: Given[] }) {
  return (
    <>
      <FactList
        facts={[
          { label: t`Result`, value: autodiscoverResults[answer.result] },
          { label: t`Mailbox`, value: answer.mailbox },
          { label: t`Asked, in order`, value: answer.urls },
          ...given,
          { label: t`Held back`, value: answer.withheld && withheldSentences[answer.withheld] },
          { label: t`Certificate`, value: answer.certificateProblem },
          { label: t`Error`, value: [answer.errorCode, answer.errorMessage].filter(Boolean).join(': ') || undefined },
          { label: t`Failure`, value: answer.failure && failureSentence(answer.failure) },
        ]}
      />
      <ExchangeList exchanges={answer.exchanges} />
    </>
  )
}

/** What Autodiscover said as JSON, for each protocol that was asked for. */
export function AutodiscoverJsonView({ json }: { json: AutodiscoverJson }) {
  return json.answers.map((answer) => (
    <section key={answer.protocol} aria-label={answer.protocol}>
      <SubHeading>{answer.protocol}</SubHeading>
      <FactList
        facts={[
          { label: t`Result`, value: autodiscoverResults[answer.result] },
          { label: t`Asked, in order`, value: answer.urls },
          { label: t`Address`, value: answer.url },
          { label: t`Error`, value: [answer.errorCode, answer.errorMessage].filter(Boolean).join(': ') || undefined },
          { label: t`Failure`, value: answer.failure && failureSentence(answer.failure) },
        ]}
      />
      <ExchangeList exchanges={answer.exchanges} />
    </section>
  ))
}

const protocols: Readonly<Record<GivenUrl['protocol'], string>> = { ews: 'EWS', 'active-sync': 'ActiveSync' }
const kinds: Readonly<Record<GivenUrl['named'][number]['by'], string>> = {
  pox: 'XML',
  soap: 'SOAP',
  json: 'JSON',
  'mobile-sync': t`XML for phones`,
}
const reasons: Readonly<Record<NonNullable<GivenUrl['notAsked']>, string>> = {
  'looked-at-anyway': t`the address that this run looks at anyway`,
  'foreign-host': t`not a host of the organisation`,
  'not-https': t`not an https address`,
  'no-address': t`not an address`,
  'too-many': t`one more than Postern asks`,
}

/** Every address that Autodiscover gave, and what answers there. */
export function AutodiscoverUrlsView({ given }: { given: AutodiscoverUrls }) {
  if (given.urls.length === 0) return <p>{t`Autodiscover gave no address.`}</p>
  return keyed(given.urls).map(({ key, item: found }) => (
    <section key={key} aria-label={`${protocols[found.protocol]}: ${found.url}`}>
      <SubHeading>{protocols[found.protocol]}</SubHeading>
      <FactList
        facts={[
          { label: t`Address`, value: found.url, mono: true },
          { label: t`Given as`, value: found.named.map(({ by, scope }) => t`${kinds[by]}, for clients ${scope}`) },
          { label: t`Not asked`, value: found.notAsked && reasons[found.notAsked] },
          { label: t`Answer`, value: found.exchange && statusWithReason(found.exchange.status) },
          { label: t`Offers`, value: namesOfSchemes(found.schemes).join(', ') || undefined },
          { label: t`Certificate`, value: found.certificateProblem },
          { label: t`Failure`, value: found.failure && failureSentence(found.failure) },
        ]}
      />
      {found.exchange && <ExchangeList exchanges={[found.exchange]} />}
    </section>
  ))
}
