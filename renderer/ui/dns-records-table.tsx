import type { DnsRecords } from '../../shared/artifacts/dns-records.ts'
import { failureSentence } from '../../shared/artifacts/failure.ts'
import { formatSeconds } from '../store/format.ts'
import { PlainTable } from './plain-table.tsx'

/** The records that lead mail servers and Autodiscover's clients, with where each leads. */
export function DnsRecordsTable({ records }: { records: DnsRecords }) {
  const { domain, mailExchangers, autodiscoverServices, unusedName } = records
  return (
    <PlainTable
      label="DNS records for mail and Autodiscover"
      head={['Record', 'Answer', 'Asked']}
      rows={[
        ...rowsOf(`${domain}\nMX`, mailExchangers, (record) => `${record.preference} ${record.exchange}`),
        ...rowsOf(
          `${autodiscoverServices.name}\nSRV`,
          autodiscoverServices,
          (record) => `${record.priority} ${record.weight} ${record.target}, port ${record.port}`,
        ),
        [
          `${unusedName.name}\na name that nobody uses`,
          unusedName.addresses.length > 0 ? `a wildcard: ${unusedName.addresses.join(', ')}` : 'no address',
          autodiscoverServices.resolver,
        ],
      ]}
    />
  )
}

type Led = DnsRecords['mailExchangers']['records'][number] | DnsRecords['autodiscoverServices']['records'][number]

function rowsOf<R extends Led>(
  name: string,
  group: { resolver: string; records: R[]; failure?: DnsRecords['mailExchangers']['failure'] },
  text: (record: R) => string,
): string[][] {
  const { resolver, records, failure } = group
  if (failure) return [[name, failureSentence(failure), resolver]]
  if (records.length === 0) return [[name, 'no record', resolver]]
  return records.map((record) => {
    const leads = record.failure ? failureSentence(record.failure) : (record.addresses ?? []).join(', ')
    return [name, [`${text(record)} (kept ${formatSeconds(record.ttlSeconds)})`, leads].join('\n').trimEnd(), resolver]
  })
}
