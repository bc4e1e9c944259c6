import type { AutodiscoverServices } from '../../shared/artifacts/autodiscover-services.ts'
import { failureSentence } from '../../shared/artifacts/failure.ts'
import { labelOf, serviceNotAskedWords } from '../../shared/checks/autodiscover/service-words.ts'
import { statusWithReason } from '../store/http-status.ts'
import { ExchangeList } from './exchange-list.tsx'
import { FactList } from './fact-list.tsx'

/** The addresses that Autodiscover gave beside those of EWS, and what answers there. */
export function AutodiscoverServicesView({ services: { given } }: { services: AutodiscoverServices }) {
  if (given.length === 0) return <p>Autodiscover gave no address beside those of EWS.</p>
  return given.map((found) => (
    <section key={found.url} aria-label={found.url}>
      <FactList
        facts={[
          { label: 'Address', value: found.url, mono: true },
          { label: 'Given for', value: labelOf(found.services).split('; ') },
          { label: 'Not asked', value: found.notAsked && serviceNotAskedWords[found.notAsked] },
          { label: 'Answer', value: found.exchange && statusWithReason(found.exchange.status) },
          { label: 'Certificate', value: found.certificateProblem },
          { label: 'Failure', value: found.failure && failureSentence(found.failure) },
        ]}
      />
      {found.exchange && <ExchangeList exchanges={[found.exchange]} />}
    </section>
  ))
}
