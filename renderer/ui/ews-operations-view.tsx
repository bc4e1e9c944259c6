import type { EwsOperations } from '../../shared/artifacts/ews-operations.ts'
import { failureSentence } from '../../shared/artifacts/failure.ts'
import { formatMilliseconds } from '../../shared/run/duration.ts'
import { statusWithReason } from '../store/http-status.ts'
import { ExchangeList } from './exchange-list.tsx'
import { FactList } from './fact-list.tsx'
import { PlainTable } from './plain-table.tsx'

const stoppedWords = {
  'told-to-wait': 'the server asked to be left alone for longer than Postern waits',
  'no-answer': 'no answer came',
  'signed-out': 'the sign-in was no longer accepted',
} as const

/** What EWS answered to one operation after the other. */
export function EwsOperationsView({ operations }: { operations: EwsOperations }) {
  const { url, stopped } = operations
  return (
    <>
      <FactList
        facts={[
          { label: 'Address', value: url },
          { label: 'Asked as', value: operations.operations[0]?.userAgent, mono: true },
          { label: 'Not asked to the end', value: stopped && stoppedWords[stopped] },
        ]}
      />
      <PlainTable
        label="EWS operations"
        head={['Operation', 'Answer', 'EWS says', 'Came back', 'Took']}
        rows={operations.operations.map((each) => [
          each.operation,
          each.failure ? failureSentence(each.failure) : (statusWithReason(each.status) ?? 'nothing'),
          each.responseCode ?? '',
          each.count === undefined ? '' : String(each.count),
          formatMilliseconds(each.milliseconds),
        ])}
      />
      <ExchangeList exchanges={operations.operations.flatMap(({ exchanges }) => exchanges)} />
    </>
  )
}
