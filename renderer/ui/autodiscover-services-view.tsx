import type { AutodiscoverServices, ServiceGlance } from '../../shared/artifacts/autodiscover-services.ts'
import { failureSentence } from '../../shared/artifacts/failure.ts'
import { notAskedWords } from '../../shared/checks/autodiscover/addresses-answer.ts'
import { statusWithReason } from '../store/http-status.ts'
import { ExchangeList } from './exchange-list.tsx'
import { FactList } from './fact-list.tsx'

const services: Readonly<Record<ServiceGlance['services'][number]['service'], string>> = {
  availability: 'free/busy times (ASUrl)',
  'address-book': 'the offline address book (OABUrl)',
}

/** The addresses that Autodiscover gave beside those of EWS, and what answers there. */
export function AutodiscoverServicesView({ services: { given } }: { services: AutodiscoverServices }) {
  if (given.length === 0) return <p>Autodiscover gave no address for free/busy times or the address book.</p>
  return given.map((found) => (
    <section key={found.url} aria-label={found.url}>
      <FactList
        facts={[
          { label: 'Address', value: found.url, mono: true },
          {
            label: 'Given for',
            value: found.services.map(({ service, scope }) => `${services[service]}, for clients ${scope}`),
          },
          { label: 'Not asked', value: found.notAsked && notAskedWords[found.notAsked] },
          { label: 'Answer', value: found.exchange && statusWithReason(found.exchange.status) },
          { label: 'Certificate', value: found.certificateProblem },
          { label: 'Failure', value: found.failure && failureSentence(found.failure) },
        ]}
      />
      {found.exchange && <ExchangeList exchanges={[found.exchange]} />}
    </section>
  ))
}
