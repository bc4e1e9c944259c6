import type { Organisation } from '../organisation/organisation.ts'
import { nylas, type Profile } from '../profiles/profile.ts'
import type { RemedySubject } from '../remedies/remedy.ts'

/**
 * The same client for a list of mailboxes. The account of an organisation is the one that Postern probes with: a service
 * that impersonates nobody signs in as the owner of each mailbox, whose own settings then count.
 */
export function subjectOfList(subject: RemedySubject): RemedySubject {
  return subject.impersonates ? subject : { ...subject, account: undefined }
}

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
