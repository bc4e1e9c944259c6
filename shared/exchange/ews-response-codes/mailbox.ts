import type { ResponseCode } from './response-code.ts'

/** Codes about the mailbox: whether it is there, where it is, and what is in it. */
export const mailboxCodes = {
  ErrorNonExistentMailbox: {
    kind: 'mailbox',
    means: 'No mailbox of this organisation has this address.',
    todo: 'Check the address with Get-Mailbox or Get-Recipient; a mailbox that was moved to the cloud is no longer here.',
  },
  ErrorMissingEmailAddress: {
    kind: 'mailbox',
    means: 'The account that signs in has no mailbox, and the request named none.',
    todo: 'Use an account with a mailbox, or name the mailbox that it opens.',
  },
  ErrorMissingEmailAddressForManagedFolder: {
    kind: 'mailbox',
    means: 'The account that signs in has no mailbox.',
    todo: 'Use an account with a mailbox.',
  },
  ErrorMailRecipientNotFound: {
    kind: 'mailbox',
    means: 'Nobody in the directory has this address.',
    todo: 'Check the address with Get-Recipient, and that the mailbox is not hidden or in another forest.',
  },
  ErrorInvalidSmtpAddress: {
    kind: 'mailbox',
    means: 'Exchange does not take the address as one.',
    todo: 'Check the mailbox in the organisation file.',
  },
  ErrorMailboxConfiguration: {
    kind: 'mailbox',
    means: 'The settings that the mailbox holds cannot be read.',
    todo: 'Run New-MailboxRepairRequest for the mailbox, and look at the event log of the mailbox server.',
  },
  ErrorMailboxFailover: {
    kind: 'store',
    means: 'The database is changing over to another server.',
    todo: 'Run again in a few minutes; if it stays, look at Get-MailboxDatabaseCopyStatus.',
  },
  ErrorMailboxMoveInProgress: {
    kind: 'mailbox',
    means: 'The mailbox is being moved to another database.',
    todo: 'Wait for the move (Get-MoveRequest) and run again.',
  },
  ErrorMailboxStoreUnavailable: {
    kind: 'store',
    means: 'The database of the mailbox is not mounted, or its server does not answer.',
    todo: 'Look at Get-MailboxDatabase -Status and Get-MailboxDatabaseCopyStatus, and mount it.',
  },
  ErrorMailboxDataArrayEmpty: {
    kind: 'request',
    means: 'The request for free and busy times named no mailbox.',
    todo: 'Look for what changes requests between this machine and Exchange.',
  },
  ErrorQuotaExceeded: {
    kind: 'mailbox',
    means: 'The mailbox is full.',
    todo: 'Raise ProhibitSendReceiveQuota or make room; Get-MailboxStatistics shows the size.',
  },
  ErrorSubmissionQuotaExceeded: {
    kind: 'throttling',
    means: 'The account has sent as many messages as its policy allows for now.',
    todo: 'Look at RecipientRateLimit and MessageRateLimit of its throttling policy.',
  },
  ErrorMessageSizeExceeded: {
    kind: 'configuration',
    means: 'The message is larger than a limit allows.',
    todo: 'Look at MaxReceiveSize and MaxSendSize, and at maxRequestLength of EWS.',
  },
  ErrorItemNotFound: {
    kind: 'rights',
    means:
      'The folder or item is not there for this account: Exchange says the same of what it does not have and of what the account has no right to see.',
    todo: 'Grant FullAccess with Add-MailboxPermission where the account opens another mailbox; else check that the folder exists with Get-MailboxFolderStatistics.',
  },
  ErrorFolderNotFound: {
    kind: 'rights',
    means:
      'The folder is not there for this account: Exchange says the same of what it does not have and of what the account has no right to see.',
    todo: 'Check the folder with Get-MailboxFolderStatistics and the rights with Get-MailboxFolderPermission.',
  },
  ErrorManagedFolderNotFound: {
    kind: 'mailbox',
    means: 'The managed folder is not there.',
    todo: 'Check the folders of the mailbox with Get-MailboxFolderStatistics.',
  },
  ErrorCalendarFolderIsInvalidForCalendarView: {
    kind: 'mailbox',
    means: 'What stands in the place of the calendar is not a calendar folder.',
    todo: 'Start Outlook once with /ResetFolders for this mailbox.',
  },
  ErrorCorruptData: {
    kind: 'mailbox',
    means: 'Something in the mailbox cannot be read.',
    todo: 'Run New-MailboxRepairRequest for the mailbox.',
  },
  ErrorFolderCorrupt: {
    kind: 'mailbox',
    means: 'The folder cannot be read.',
    todo: 'Run New-MailboxRepairRequest -CorruptionType SearchFolder,AggregateCounts,FolderView for the mailbox.',
  },
  ErrorNameResolutionNoResults: {
    kind: 'absent',
    means: 'Nobody in the address list has this name.',
    todo: 'Check that the mailbox is not hidden from the address lists, and that the account sees the global address list.',
  },
  ErrorNameResolutionMultipleResults: {
    kind: 'absent',
    means: 'Several entries of the address list have this name.',
    todo: 'Look for a second recipient with the same address or name with Get-Recipient.',
  },
  ErrorNameResolutionNoMailbox: {
    kind: 'mailbox',
    means: 'The name belongs to a recipient without a mailbox.',
    todo: 'Check the recipient with Get-Recipient.',
  },
} as const satisfies Record<string, ResponseCode>
