import type { DnsRecords } from '../../shared/artifacts/dns-records.ts'
import { failureSentence } from '../../shared/artifacts/failure.ts'
import { t } from '../../shared/language/translate.ts'
import { formatSeconds } from '../store/format.ts'
import { PlainTable } from './plain-table.tsx'

/** The records that lead mail servers and Autodiscover's clients, with where each leads. */
export function DnsRecordsTable({ records }: { records: DnsRecords }) {
  const { domain, mailExchangers, autodiscoverServices, unusedName } = records
  return (
    <PlainTable
      label={t`DNS records for mail and Autodiscover`}
      head={[t`Record`, t`Answer`, t`Asked`]}
      rows={[
        ...rowsOf(`${domain}\nMX`, mailExchangers, (record) => `${record.preference} ${record.exchange}`),
        ...rowsOf(
          `${autodiscoverServices.name}\nSRV`,
          autodiscoverServices,
          (record) => t`${record.priority} ${record.weight} ${record.target}, port ${record.port}`,
        ),
        [
          t`${unusedName.name}\na name that nobody uses`,
          unusedName.addresses.length > 0 ? t`a wildcard: ${unusedName.addresses.join(', ')}` : t`no address`,
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
  if (records.length === 0) return [[name, t`no record`, resolver]]
  return records.map((record) => {
    const leads = record.failure ? failureSentence(record.failure) : (record.addresses ?? []).join(', ')
    return [name, [t`${text(record)} (kept ${formatSeconds(record.ttlSeconds)})`, leads].join('\n').trimEnd(), resolver]
  })
}
