import { t } from '../../language/translate.ts'
import type { ResponseCode } from './response-code.ts'

/** Codes about who asks: the account itself, its rights, and acting for others. */
export const accessCodes = {
  ErrorAccountDisabled: {
    kind: 'account',
    means: t`The account, or the one that owns the mailbox, is disabled in the directory.`,
    todo: t`Enable it with Enable-ADAccount, or name another test account.`,
  },
  ErrorPasswordExpired: {
    kind: 'account',
    means: t`The password of the account has run out.`,
    todo: t`Set a new one, and exempt a service account from expiry where your policy allows it.`,
  },
  ErrorPasswordChangeRequired: {
    kind: 'account',
    means: t`The account has to change its password at the next sign-in.`,
    todo: t`Sign in once with Outlook on the web to change it, or clear the flag on the account.`,
  },
  ErrorMailboxLogonFailed: {
    kind: 'account',
    means: t`The mailbox server did not let the account in, although the front end did.`,
    todo: t`Check that the account is enabled and look at the event log of the mailbox server for the sign-in.`,
  },
  ErrorUserNotAllowedByPolicy: {
    kind: 'account',
    means: t`A policy forbids the operation to this user.`,
    todo: t`Look at the policies that are assigned to the mailbox with Get-CASMailbox and Get-Mailbox.`,
  },
  ErrorAccessDenied: {
    kind: 'rights',
    means: t`The account has some right on the mailbox, and not the one that this takes.`,
    todo: t`Grant FullAccess with Add-MailboxPermission, or let the account impersonate the mailbox.`,
  },
  ErrorDelegateNoUser: {
    kind: 'rights',
    means: t`The delegate is not a user that Exchange knows.`,
    todo: t`Check the account with Get-User and its mailbox permissions with Get-MailboxPermission.`,
  },
  ErrorImpersonateUserDenied: {
    kind: 'rights',
    means: t`The account may not impersonate this mailbox.`,
    todo: t`Assign the role ApplicationImpersonation with New-ManagementRoleAssignment, with a scope that holds the mailbox.`,
  },
  ErrorImpersonationDenied: {
    kind: 'rights',
    means: t`The account may not impersonate anybody on this server.`,
    todo: t`Assign the role ApplicationImpersonation with New-ManagementRoleAssignment; on Exchange 2007 grant ms-Exch-EPI-Impersonation on the Client Access server.`,
  },
  ErrorImpersonationFailed: {
    kind: 'account',
    means: t`Exchange could not act for the mailbox, which is not the same as not being allowed to: often the account of the mailbox is disabled or cannot be found.`,
    todo: t`Check the mailbox and its account with Get-Mailbox and Get-User, and the trust between the forests where there are several.`,
  },
  ErrorInvalidExchangeImpersonationHeaderData: {
    kind: 'request',
    means: t`The address to impersonate could not be read.`,
    todo: t`Check that the test mailbox of the organisation is given by its primary address.`,
  },
  ErrorTokenSerializationDenied: {
    kind: 'rights',
    means: t`The server that passes the request on may not act for the account.`,
    todo: t`Check that every Exchange server is in the group Exchange Servers, and that its computer account works.`,
  },
} as const satisfies Record<string, ResponseCode>
