import { impersonationOf } from '../ews/impersonation.ts'
import { indexMailboxes } from '../ews/mailbox-index.ts'
import { counted, t } from '../language/translate.ts'
import { command } from '../management/cmdlets.ts'
import type { CasMailbox, Configuration } from '../management/configuration.ts'
import { mailboxName, meantMailboxes } from './meant-mailboxes.ts'
import { leftOut, noMailboxNamed, notRead } from './no-plan.ts'
import { ownName } from './own-name.ts'
import type { NoPlan, Plan, Remedy, RemedySubject } from './remedy.ts'

export const ewsImpersonation: Remedy = {
  id: 'ews-impersonation',
  title: t`Let the service account act for the mailboxes that are meant`,
  why: t`A service account that acts for others needs the role ApplicationImpersonation, in a scope that holds their mailboxes. Without it, EWS answers ErrorImpersonationDenied or ErrorImpersonateUserDenied.`,
  risk: t`Whoever has the password of the account can read and change everything in the mailboxes of the scope. Without a scope that would be every mailbox of the organisation, so that the script never leaves it out.`,
  who: t`A member of the role group Organization Management: making scopes and assigning roles takes Role Management`,
  // How long EWS keeps what it read of roles is general knowledge; no document gives the time.
  takesEffect: t`Within minutes, as EWS reads the roles of the account again; MSExchangeServicesAppPool, recycled in IIS, makes it sooner. No IISReset is needed.`,
  byHand: [
    t`Look at what the account may do: Get-ManagementRoleAssignment -Role ApplicationImpersonation -GetEffectiveUsers`,
    t`For many mailboxes, make a mail-enabled security group with each of them as a direct member (a group in the group does not count), and take its DistinguishedName from Get-DistributionGroup.`,
    t`Make the scope: New-ManagementScope -Name NAME -RecipientRestrictionFilter "MemberOfGroup -eq 'CN=…'"; for a few mailboxes, "PrimarySmtpAddress -eq 'ADDRESS' -or PrimarySmtpAddress -eq 'ADDRESS'".`,
    t`Look at whom it holds: Get-Recipient -RecipientPreviewFilter (Get-ManagementScope NAME).RecipientFilter`,
    t`Assign the role: New-ManagementRoleAssignment -Name NAME -Role ApplicationImpersonation -User ACCOUNT -CustomRecipientWriteScope NAME. Without -CustomRecipientWriteScope it would reach every mailbox.`,
  ],
  verify: ['ews/impersonation', 'ews/inbox'],
  plan,
}

/** Our own limits: what a person can read over, and short of what Active Directory takes. */
const MOST_MAILBOXES = 25
const MOST_CHARACTERS = 2_000

function plan(configuration: Configuration, subject: RemedySubject): Plan | NoPlan {
  const { account, impersonates } = subject
  if (!impersonates) {
    return {
      kind: 'not-needed',
      sentence: t`The integration opens mailboxes by the account’s own rights, without impersonation.`,
    }
  }
  if (account === undefined) {
    return {
      kind: 'by-hand',
      sentence: t`The account that signs in is not named. Name it, and the script is made for it.`,
    }
  }
  if (subject.mailboxes.length === 0) return noMailboxNamed()
  const { managementRoleAssignments: assignments, managementScopes: scopes } = configuration
  if (!assignments || !scopes) {
    return notRead(
      [
        ...(assignments ? [] : ['Get-ManagementRoleAssignment' as const]),
        ...(scopes ? [] : ['Get-ManagementScope' as const]),
      ],
      [t`who may act for whom already, and in which scope`],
    )
  }
  const { read, unread } = meantMailboxes(configuration, subject)
  const mayActFor = impersonationOf(configuration, indexMailboxes(configuration), account)
  const closed = read.filter((mailbox) => mayActFor(mailbox).answer !== true)
  const addressed = closed.flatMap(({ primarySmtpAddress }) => (primarySmtpAddress ? [primarySmtpAddress] : []))
  const left = [...unread, ...closed.filter(({ primarySmtpAddress }) => !primarySmtpAddress).map(mailboxName)]
  const unusual = addressed.filter((address) => !PLAIN_ADDRESS.test(address))
  if (addressed.length === 0) {
    if (left.length > 0)
      return notRead(
        ['Get-CASMailbox'],
        left.map((name) => t`PrimarySmtpAddress of ${name}`),
      )
    return { kind: 'not-needed', sentence: t`${account} may act for all of these mailboxes already.` }
  }
  if (unusual.length > 0) {
    return {
      kind: 'by-hand',
      sentence: t`${unusual.join(', ')} holds characters that the filter of a scope could read as its own. Put the mailboxes into a group, and make the scope of its members: the steps say how.`,
    }
  }
  const filter = filterOf(addressed)
  if (addressed.length > MOST_MAILBOXES || filter.length > MOST_CHARACTERS) {
    return {
      kind: 'by-hand',
      sentence: t`${counted(addressed.length, 'mailbox', 'mailboxes')} are too many to name in the filter of a scope. Put them into a group, and make the scope of its members: the steps say how.`,
    }
  }
  const name = ownName(account, [...scopes.map((scope) => scope.name), ...assignments.map((each) => each.name)])
  return planned(name, account, filter, closed, left)
}

function planned(
  name: string,
  account: string,
  filter: string,
  closed: readonly CasMailbox[],
  left: readonly string[],
): Plan {
  return {
    kind: 'plan',
    changes: [
      { where: t`a new scope, ${name}`, setting: 'RecipientRestrictionFilter', from: t`none`, to: filter },
      { where: account, setting: 'ApplicationImpersonation', from: t`not for these mailboxes`, to: name },
    ],
    apply: [
      command(
        'New-ManagementScope',
        { Name: name, RecipientRestrictionFilter: filter },
        t`Makes a scope of these mailboxes alone.`,
      ),
      command(
        'New-ManagementRoleAssignment',
        { Name: name, Role: ROLE, User: account, CustomRecipientWriteScope: name },
        t`Lets the account act for them.`,
      ),
    ],
    undo: [
      command(
        'Remove-ManagementRoleAssignment',
        { Identity: name },
        t`Takes the role from the account in this scope. Where it was never given, run the next command alone.`,
      ),
      command('Remove-ManagementScope', { Identity: name }, t`Removes the scope.`),
    ],
    notes: [
      t`The scope holds ${closed.map(mailboxName).join(', ')}, by primary address: where one gets another address, it drops out of the scope.`,
      ...leftOut(left),
    ],
  }
}

/** What an address may hold beside a quote, which is doubled. */
const PLAIN_ADDRESS = /^[\p{L}\p{N}.!#%&'+/=?^_{|}~-]+@[\p{L}\p{N}.-]+$/u

const ROLE = 'ApplicationImpersonation'

/**
 * PrimarySmtpAddress is among Microsoft’s filterable properties, and a quote in a value is doubled (office-docs-powershell,
 * "Filterable properties for the RecipientFilter parameter" and "Recipient filters").
 */
function filterOf(addresses: readonly string[]): string {
  return addresses.map((address) => `PrimarySmtpAddress -eq '${address.replaceAll("'", "''")}'`).join(' -or ')
}
