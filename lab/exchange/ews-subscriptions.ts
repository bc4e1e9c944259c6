import { type EwsHandler, required } from './ews-call.ts'
import { checkId, openFolder } from './ews-folders.ts'
import { EwsError, messagesOf } from './ews-soap.ts'
import { limitFor } from './throttling-policy.ts'

/** Subscribe (MS-OXWSNTIF section 3.1.4.2), to be pulled; EwsMaxSubscriptions counts for who signed in. */
export const subscribe: EwsHandler = ({ operation, account, user, at }) => {
  const request = required(operation, 'messages', 'PullSubscriptionRequest')
  const ids = required(request, 'types', 'FolderIds').children
  for (const id of ids) checkId(id)
  required(request, 'types', 'EventTypes')
  required(request, 'types', 'Timeout')
  return messagesOf('Subscribe', [ids], (folders) => {
    for (const id of folders) openFolder(id, { operation, account, user, at })
    const { policies, otherSubscriptions } = at.settings.ews
    const most = limitFor(policies, account.account, 'EwsMaxSubscriptions')
    if (at.subscriptions.count(account.account) + otherSubscriptions >= most) {
      throw new EwsError(
        'ErrorExceededSubscriptionCount',
        'You have exceeded the available subscriptions for your account. Remove unnecessary subscriptions and try your request again.',
      )
    }
    const id = at.subscriptions.add(account.account, at.server)
    return `<m:SubscriptionId>${id}</m:SubscriptionId><m:Watermark>${Buffer.from('lab-watermark').toString('base64')}</m:Watermark>`
  })
}

/** Unsubscribe (MS-OXWSNTIF section 3.1.4.3). */
export const unsubscribe: EwsHandler = ({ operation, account, at }) => {
  const id = required(operation, 'messages', 'SubscriptionId').text.trim()
  return messagesOf('Unsubscribe', [id], (each) => {
    if (at.subscriptions.end(each, account.account, at.server)) return ''
    throw new EwsError('ErrorSubscriptionNotFound', 'The specified subscription was not found.')
  })
}
