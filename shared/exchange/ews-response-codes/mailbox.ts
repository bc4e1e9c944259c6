import { t } from '../../language/translate.ts'
import type { ResponseCode } from './response-code.ts'

/** Codes about the mailbox: whether it is there, where it is, and what is in it. */
export const mailboxCodes = {
  ErrorNonExistentMailbox: {
    kind: 'mailbox',
    means: t`No mailbox of this organisation has this address.`,
    todo: t`Check the address with Get-Mailbox or Get-Recipient; a mailbox that was moved to the cloud is no longer here.`,
  },
  ErrorMissingEmailAddress: {
    kind: 'mailbox',
    means: t`The account that signs in has no mailbox, and the request named none.`,
    todo: t`Use an account with a mailbox, or name the mailbox that it opens.`,
  },
  ErrorMissingEmailAddressForManagedFolder: {
    kind: 'mailbox',
    means: t`The account that signs in has no mailbox.`,
    todo: t`Use an account with a mailbox.`,
  },
  ErrorMailRecipientNotFound: {
    kind: 'mailbox',
    means: t`Nobody in the directory has this address.`,
    todo: t`Check the address with Get-Recipient, and that the mailbox is not hidden or in another forest.`,
  },
  ErrorInvalidSmtpAddress: {
    kind: 'mailbox',
    means: t`Exchange does not take the address as one.`,
    todo: t`Check the test mailbox of the organisation.`,
  },
  ErrorMailboxConfiguration: {
    kind: 'mailbox',
    means: t`The settings that the mailbox holds cannot be read.`,
    todo: t`Run New-MailboxRepairRequest for the mailbox, and look at the event log of the mailbox server.`,
  },
  ErrorMailboxFailover: {
    kind: 'store',
    means: t`The database is changing over to another server.`,
    todo: t`Run again in a few minutes; if it stays, look at Get-MailboxDatabaseCopyStatus.`,
  },
  ErrorMailboxMoveInProgress: {
    kind: 'mailbox',
    means: t`The mailbox is being moved to another database.`,
    todo: t`Wait for the move (Get-MoveRequest) and run again.`,
  },
  ErrorMailboxStoreUnavailable: {
    kind: 'store',
    means: t`The database of the mailbox is not mounted, or its server does not answer.`,
    todo: t`Look at Get-MailboxDatabase -Status and Get-MailboxDatabaseCopyStatus, and mount it.`,
  },
  ErrorMailboxDataArrayEmpty: {
    kind: 'request',
    means: t`The request for free and busy times named no mailbox.`,
    todo: t`Look for what changes requests between this machine and Exchange.`,
  },
  ErrorQuotaExceeded: {
    kind: 'mailbox',
    means: t`The mailbox is full.`,
    todo: t`Raise ProhibitSendReceiveQuota or make room; Get-MailboxStatistics shows the size.`,
  },
  ErrorSubmissionQuotaExceeded: {
    kind: 'throttling',
    means: t`The account has sent as many messages as its policy allows for now.`,
    todo: t`Look at RecipientRateLimit and MessageRateLimit of its throttling policy.`,
  },
  ErrorMessageSizeExceeded: {
    kind: 'configuration',
    means: t`The message is larger than a limit allows.`,
    todo: t`Look at MaxReceiveSize and MaxSendSize, and at maxRequestLength of EWS.`,
  },
  ErrorItemNotFound: {
    kind: 'rights',
    means: t`The folder or item is not there for this account: Exchange says the same of what it does not have and of what the account has no right to see.`,
    todo: t`Grant FullAccess with Add-MailboxPermission where the account opens another mailbox; else check that the folder exists with Get-MailboxFolderStatistics.`,
  },
  ErrorFolderNotFound: {
    kind: 'rights',
    means: t`The folder is not there for this account: Exchange says the same of what it does not have and of what the account has no right to see.`,
    todo: t`Check the folder with Get-MailboxFolderStatistics and the rights with Get-MailboxFolderPermission.`,
  },
  ErrorManagedFolderNotFound: {
    kind: 'mailbox',
    means: t`The managed folder is not there.`,
    todo: t`Check the folders of the mailbox with Get-MailboxFolderStatistics.`,
  },
  ErrorCalendarFolderIsInvalidForCalendarView: {
    kind: 'mailbox',
    means: t`What stands in the place of the calendar is not a calendar folder.`,
    todo: t`Start Outlook once with /ResetFolders for this mailbox.`,
  },
  ErrorCorruptData: {
    kind: 'mailbox',
    means: t`Something in the mailbox cannot be read.`,
    todo: t`Run New-MailboxRepairRequest for the mailbox.`,
  },
  ErrorFolderCorrupt: {
    kind: 'mailbox',
    means: t`The folder cannot be read.`,
    todo: t`Run New-MailboxRepairRequest -CorruptionType SearchFolder,AggregateCounts,FolderView for the mailbox.`,
  },
  ErrorNameResolutionNoResults: {
    kind: 'absent',
    means: t`Nobody in the address list has this name.`,
    todo: t`Check that the mailbox is not hidden from the address lists, and that the account sees the global address list.`,
  },
  ErrorNameResolutionMultipleResults: {
    kind: 'absent',
    means: t`Several entries of the address list have this name.`,
    todo: t`Look for a second recipient with the same address or name with Get-Recipient.`,
  },
  ErrorNameResolutionNoMailbox: {
    kind: 'mailbox',
    means: t`The name belongs to a recipient without a mailbox.`,
    todo: t`Check the recipient with Get-Recipient.`,
  },
} as const satisfies Record<string, ResponseCode>
