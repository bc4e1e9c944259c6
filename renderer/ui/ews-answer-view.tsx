import type { EwsAnswer } from '../../shared/artifacts/ews.ts'
import { failureSentence } from '../../shared/artifacts/failure.ts'
import { counted, t } from '../../shared/language/translate.ts'

import { statusWithReason } from '../store/http-status.ts'
import { ExchangeList } from './exchange-list.tsx'
import { FactList } from './fact-list.tsx'
import { SubHeading } from './sub-heading.tsx'

/** What EWS answered to one client. */
export function EwsAnswerView({ heading, answer }: { heading: string; answer: EwsAnswer }) {
  const { userAgent, status, responseCode, messageText, folder, serverVersion, failure, exchanges } = answer
  const items = folder?.totalCount === undefined ? '' : `, ${counted(folder.totalCount, 'item')}`
  return (
    <>
      <SubHeading>{heading}</SubHeading>
      <FactList
        facts={[
          { label: t`User agent`, value: userAgent, mono: true },
          { label: t`Answer`, value: statusWithReason(status) },
          {
            label: t`EWS says`,
            value: responseCode && (messageText ? `${responseCode}: ${messageText}` : responseCode),
          },
          { label: t`Folder`, value: folder && `${folder.displayName}${items}` },
          { label: t`Server version`, value: serverVersion },
          { label: t`Failure`, value: failure && failureSentence(failure) },
        ]}
      />
      <ExchangeList exchanges={exchanges} />
    </>
  )
}
