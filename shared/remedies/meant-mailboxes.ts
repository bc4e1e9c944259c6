import { indexMailboxes } from '../ews/mailbox-index.ts'
import type { CasMailbox, Configuration } from '../management/configuration.ts'
import type { RemedySubject } from './remedy.ts'

/** The mailboxes that are meant: as they were read, and the addresses of those that were not. */
export type MeantMailboxes = { read: readonly CasMailbox[]; unread: readonly string[] }

/** Finds the mailboxes that are meant in what was read of all of them. */
export function meantMailboxes(
  configuration: Configuration,
  { mailboxes }: Pick<RemedySubject, 'mailboxes'>,
): MeantMailboxes {
  const index = indexMailboxes(configuration)
  const read = new Set<CasMailbox>()
  const unread = new Set<string>()
  for (const name of mailboxes) {
    const mailbox = index.find(name)
    if (mailbox) read.add(mailbox)
    else unread.add(name)
  }
  return { read: [...read], unread: [...unread] }
}

/**
 * The mailboxes whose settings say whether the client may use EWS: those that it acts for, and else the account’s own,
 * where it was read (decide-ews.ts).
 */
export function decidingMailboxes(configuration: Configuration, subject: RemedySubject): MeantMailboxes {
  const own = subject.impersonates || subject.account === undefined ? [] : [subject.account]
  const ofAccount = meantMailboxes(configuration, { mailboxes: own })
  return ofAccount.read.length > 0 ? ofAccount : meantMailboxes(configuration, subject)
}

/**
 * What -Identity takes. Export-Csv of Windows PowerShell 5.1 writes a ? for each letter beyond English where no -Encoding
 * is given, and by such a name Exchange finds no mailbox.
 */
export function mailboxIdentity({ identity, guid, primarySmtpAddress }: CasMailbox): string {
  return /[?\ufffd]/.test(identity) ? guid || primarySmtpAddress || identity : identity
}

/** A mailbox as people call it. */
export function mailboxName({ primarySmtpAddress, identity }: CasMailbox): string {
  return primarySmtpAddress ?? identity
}
