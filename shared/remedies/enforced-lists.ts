import { t } from '../language/translate.ts'
import { command } from '../management/cmdlets.ts'
import type { Command } from '../management/command.ts'
import type {
  CasMailbox,
  Configuration,
  ConfigurationCmdlet,
  EwsAccess,
  EwsApplicationAccessPolicy,
} from '../management/configuration.ts'
import { decidingMailboxes, mailboxIdentity, mailboxName } from './meant-mailboxes.ts'
import type { RemedySubject } from './remedy.ts'

/** The list that a policy enforces, in one place: the organisation, or one of the mailboxes that are meant. */
export type EnforcedList = {
  where: string
  list: readonly string[]
  /** The command that changes it. */
  set(value: { add: readonly string[] } | { remove: readonly string[] }, comment: string): Command
}

/** The lists that are in force, and the places of which nobody has read whether one is. */
export type EnforcedLists = { enforced: EnforcedList[]; unread: string[]; unreadBy: ConfigurationCmdlet[] }

const listOf = {
  EnforceAllowList: { property: 'ewsAllowList', parameter: 'EwsAllowList' },
  EnforceBlockList: { property: 'ewsBlockList', parameter: 'EwsBlockList' },
} as const satisfies Record<EwsApplicationAccessPolicy, unknown>

/** Where this policy is in force, and with which list: at the organisation first, then at each mailbox that is meant. */
export function enforcedLists(
  configuration: Configuration,
  subject: RemedySubject,
  policy: EwsApplicationAccessPolicy,
): EnforcedLists {
  const { property, parameter } = listOf[policy]
  const { read, unread } = decidingMailboxes(configuration, subject)
  const found: EnforcedLists = { enforced: [], unread: [], unreadBy: [] }
  const missing = (where: string, by: ConfigurationCmdlet) => {
    found.unread.push(t`${parameter} of ${where}`)
    if (!found.unreadBy.includes(by)) found.unreadBy.push(by)
  }
  const look = (where: string, access: EwsAccess | undefined, mailbox?: CasMailbox) => {
    const list = access?.[property]
    const isUnread = access?.ewsApplicationAccessPolicy === undefined
    if (!isUnread && access.ewsApplicationAccessPolicy !== policy) return
    if (isUnread || !list) return missing(where, mailbox ? 'Get-CASMailbox' : 'Get-OrganizationConfig')
    found.enforced.push({
      where,
      list,
      set: (value, comment) => {
        // A list without its policy is refused (microsoft-365-docs#10002); it is given as it was read.
        const parameters = { EwsApplicationAccessPolicy: policy, [parameter]: value }
        return mailbox
          ? command('Set-CASMailbox', { Identity: mailboxIdentity(mailbox), ...parameters }, comment)
          : command('Set-OrganizationConfig', parameters, comment)
      },
    })
  }
  look(t`the organisation`, configuration.organizationConfig)
  for (const mailbox of read) look(mailboxName(mailbox), mailbox, mailbox)
  for (const address of unread) missing(address, 'Get-CASMailbox')
  return found
}
