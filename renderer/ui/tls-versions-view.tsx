import { type TlsOffers, type TlsVersions, tlsResultWords } from '../../shared/artifacts/tls-versions.ts'
import { t } from '../../shared/language/translate.ts'
import { commonName } from '../store/format.ts'
import { PlainTable } from './plain-table.tsx'
import { SubHeading } from './sub-heading.tsx'

const names = { TLSv1: 'TLS 1.0', 'TLSv1.1': 'TLS 1.1', 'TLSv1.2': 'TLS 1.2', 'TLSv1.3': 'TLS 1.3' } as const

/** What each server said to each version of TLS, and the certificates in the order in which they were sent. */
export function TlsVersionsView({ versions }: { versions: TlsVersions }) {
  return versions.servers.map((server) => (
    <div key={`${server.host}:${server.port}`}>
      <SubHeading>{`${server.host}:${server.port}`}</SubHeading>
      <PlainTable
        label={t`Versions of TLS at ${server.host}`}
        head={[t`Version`, t`Answer`, t`Cipher and key exchange`]}
        rows={server.offers.map(({ version, result, cipher, keyExchange, detail }) => [
          names[version],
          detail ? `${tlsResultWords[result]}: ${detail}` : tlsResultWords[result],
          [cipher, keyExchange].filter((each) => each !== undefined).join('\n'),
        ])}
      />
      <PlainTable
        label={t`Certificates as ${server.host} sent them`}
        head={[t`Place`, t`Certificate`, t`Issued by`]}
        rows={sentRows(server)}
      />
    </div>
  ))
}

function sentRows({ sent }: TlsOffers): string[][] {
  if (!sent) return [['', t`not seen: TLS 1.3 sends them encrypted`, '']]
  return sent.map(({ subject, issuer, selfSigned }, place) => [
    String(place + 1),
    commonName(subject),
    selfSigned ? t`itself` : commonName(issuer),
  ])
}
