import type { Organisation } from '../organisation/organisation.ts'
import { nylas, type Profile } from '../profiles/profile.ts'
import type { RemedySubject } from '../remedies/remedy.ts'

/** The client for whom EWS is to answer, as the organisation and the vendor's profile tell it, for the test mailbox. */
export function subjectOf(
  organisation: Partial<Pick<Organisation, 'mailbox' | 'account' | 'impersonation' | 'vendorUserAgent' | 'ews'>>,
  profile: Pick<Profile, 'userAgent'> = nylas,
): RemedySubject {
  const { mailbox, account, impersonation = false, vendorUserAgent, ews } = organisation
  return {
    userAgent: vendorUserAgent ?? profile.userAgent,
    account: account?.username,
    impersonates: impersonation,
    mailboxes: mailbox === undefined ? [] : [mailbox],
    url: ews?.url,
  }
}
