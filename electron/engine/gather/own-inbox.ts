import type { OwnInbox } from '../../../shared/artifacts/active-sync-session.ts'
import { asksForPeace } from '../../../shared/artifacts/ews.ts'
import { ownInboxOf, ownInboxPost } from '../wire/ews-message.ts'
import { targetOf } from './addressing.ts'
import { askEws } from './ews-ask.ts'
import type { GatherContext } from './gatherer.ts'
import { withoutMailbox } from './without-mailbox.ts'

/**
 * Asks EWS for the account's own inbox, whatever mailbox EWS was asked for before: the one that ActiveSync opens. Undefined
 * where EWS has not answered as EWS does in this run, or asked to be left alone.
 */
export async function askOwnInbox(context: GatherContext): Promise<OwnInbox | undefined> {
  const { basicSignIn, dnsAnswers, ewsGetFolder, ewsOperations } = context.gathered
  if (!dnsAnswers || !ewsGetFolder?.scheme || ewsOperations?.stopped) return undefined
  const { asVendor, asPlainClient, withoutImpersonation } = ewsGetFolder
  if ([asVendor, asPlainClient, withoutImpersonation].some(asksForPeace)) return undefined
  // Impersonation passes the lists of clients by, and is not used here.
  const client = [withoutImpersonation ?? asVendor, asPlainClient].find((answer) => answer?.responseCode !== undefined)
  if (!client) return undefined
  const { userAgent } = client
  const url = new URL(ewsGetFolder.url)
  const { seen, root, withheld } = await askEws(
    {
      url,
      target: targetOf(url, dnsAnswers, context),
      request: ownInboxPost(url, ewsGetFolder.mailbox, userAgent),
      // A session of NTLM takes one request at a time, and other questions to EWS are under way on it.
      scheme: basicSignIn?.result === 'accepted' ? 'basic' : ewsGetFolder.scheme,
      gatherer: 'activeSyncSession',
      patienceMilliseconds: 0,
    },
    context,
  )
  return {
    userAgent,
    ...seen,
    exchanges: seen.exchanges.map(withoutMailbox),
    ...(withheld && { withheld }),
    ...(root ? ownInboxOf(root) : { opened: false }),
  }
}
