import type { AutodiscoverServices } from '../../shared/artifacts/autodiscover-services.ts'
import { failureSentence } from '../../shared/artifacts/failure.ts'
import { labelOf, serviceNotAskedWords } from '../../shared/checks/autodiscover/service-words.ts'
import { t } from '../../shared/language/translate.ts'
import { statusWithReason } from '../store/http-status.ts'
import { ExchangeList } from './exchange-list.tsx'
import { FactList } from './fact-list.tsx'

/** The addresses that Autodiscover gave beside those of EWS, and what answers there. */
export function AutodiscoverServicesView({ services: { given } }: { services: AutodiscoverServices }) {
  if (given.length === 0) return <p>{t`Autodiscover gave no address beside those of EWS.`}</p>
  return given.map((found) => (
    <section key={found.url} aria-label={found.url}>
      <FactList
        facts={[
          { label: t`Address`, value: found.url, mono: true },
          { label: t`Given for`, value: labelOf(found.services).split('; ') },
          { label: t`Not asked`, value: found.notAsked && serviceNotAskedWords[found.notAsked] },
          { label: t`Answer`, value: found.exchange && statusWithReason(found.exchange.status) },
          { label: t`Certificate`, value: found.certificateProblem },
          { label: t`Failure`, value: found.failure && failureSentence(found.failure) },
        ]}
      />
      {found.exchange && <ExchangeList exchanges={[found.exchange]} />}
    </section>
  ))
}
