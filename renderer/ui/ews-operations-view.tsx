import type { EwsOperation, EwsOperationName, EwsOperations } from '../../shared/artifacts/ews-operations.ts'
import { failureSentence } from '../../shared/artifacts/failure.ts'
import { withheldSentences } from '../../shared/artifacts/sign-in.ts'
import { counted, t } from '../../shared/language/translate.ts'
import { formatMilliseconds } from '../../shared/run/duration.ts'

import { statusWithReason } from '../store/http-status.ts'
import { ExchangeList } from './exchange-list.tsx'
import { FactList } from './fact-list.tsx'
import { PlainTable } from './plain-table.tsx'

const stoppedWords = {
  'told-to-wait': t`the server asked to be left alone for longer than Postern waits`,
  'no-answer': t`no answer came`,
  'signed-out': t`the sign-in was no longer accepted`,
} as const

/** What each operation is for, and what it counts. */
const operationWords: Readonly<Record<EwsOperationName, { purpose: string; counts?: (count: number) => string }>> = {
  GetServerTimeZones: { purpose: t`reads the time zones`, counts: (count) => counted(count, 'time zone') },
  SyncFolderHierarchy: { purpose: t`reads the folders`, counts: (count) => counted(count, 'folder') },
  FindItem: { purpose: t`looks into the calendar`, counts: (count) => counted(count, 'item') },
  GetUserAvailability: { purpose: t`asks when the mailbox is busy`, counts: (count) => counted(count, 'slot') },
  ResolveNames: { purpose: t`looks the mailbox up`, counts: (count) => counted(count, 'name') },
  Subscribe: { purpose: t`asks for notifications` },
  Unsubscribe: { purpose: t`ends them at once` },
}

/** What EWS answered to one operation after the other. */
export function EwsOperationsView({
  operations: { url, mailbox, operations, stopped },
}: {
  operations: EwsOperations
}) {
  return (
    <>
      <FactList
        facts={[
          { label: t`Address`, value: url },
          { label: t`Mailbox`, value: mailbox },
          { label: t`Asked as`, value: operations[0]?.userAgent, mono: true },
          { label: t`Not asked to the end`, value: stopped && stoppedWords[stopped] },
        ]}
      />
      <PlainTable
        label={t`EWS operations`}
        head={[t`Operation`, t`Answer`, t`Came back`, t`Took`]}
        rows={operations.map((each) => [
          `${each.operation}\n${operationWords[each.operation].purpose}`,
          answerText(each),
          cameBack(each),
          formatMilliseconds(each.milliseconds),
        ])}
      />
      <ExchangeList
        exchanges={operations.flatMap(({ exchanges }) => exchanges)}
        labels={operations.flatMap(({ operation, exchanges }) => exchanges.map(() => operation))}
      />
    </>
  )
}

function answerText({ failure, withheld, status, responseCode, messageText }: EwsOperation): string {
  if (withheld) return withheldSentences[withheld]
  if (failure) return failureSentence(failure)
  return [statusWithReason(status), responseCode ?? '', responseCode === 'NoError' ? '' : (messageText ?? '')]
    .filter((line) => line !== '')
    .join('\n')
}

function cameBack({ operation, count }: EwsOperation): string {
  const { counts } = operationWords[operation]
  return count === undefined || counts === undefined ? '' : counts(count)
}
