import { command } from './cmdlets.ts'
import type { Command } from './command.ts'
import {
  type ConfigurationCmdlet,
  type ConfigurationPart,
  type ConfigurationUse,
  cmdletsFor,
  configurationCmdlets,
  olderCmdlets,
} from './configuration.ts'

/** What is to be read. */
export type CollectionRequest = {
  /** What it is read for: EWS, where it is not said. */
  uses?: readonly ConfigurationUse[] | undefined
  /**
   * Whether it is asked how each device has synchronised. Exchange tells that by mailbox only, and opens each mailbox for
   * it, so that it takes hours where there are thousands: not, where it is not said.
   */
  statistics?: boolean | undefined
  /** These and no others, in the place of what `uses` and `statistics` come to. */
  cmdlets?: readonly ConfigurationCmdlet[] | undefined
  /** What -Identity takes for each; every mailbox, where it is not said. */
  mailboxes?: readonly string[] | undefined
  /** The account that signs in: its throttling is asked for beside that of the mailboxes named. */
  account?: string | undefined
}

/** In the order in which they are asked: the small ones first, and the slowest last. */
const parts: readonly ConfigurationPart[] = [
  'organizationConfig',
  'exchangeServers',
  'webServicesVirtualDirectories',
  'throttlingPolicies',
  'managementRoleAssignments',
  'managementScopes',
  'activeSyncOrganizationSettings',
  'activeSyncDeviceAccessRules',
  'mobileDeviceMailboxPolicies',
  'throttlingPolicyAssociations',
  'casMailboxes',
  'mobileDevices',
  'mobileDeviceStatistics',
]

/** What of the configuration a request comes to, in the order in which it is asked. */
export function partsOf({
  uses = ['ews'],
  statistics = false,
  cmdlets,
  mailboxes,
}: CollectionRequest): ConfigurationPart[] {
  const asked = cmdlets ?? cmdletsFor(uses).filter((each) => statistics || each !== 'Get-MobileDeviceStatistics')
  // Whose statistics there are to ask for is what the devices tell.
  const needed = asked.includes('Get-MobileDeviceStatistics') && !mailboxes ? ['Get-MobileDevice'] : []
  return parts.filter((part) => [...asked, ...needed].includes(configurationCmdlets[part]))
}

/** The cmdlets that the statements call, those of Exchange 2010 too: whoever opens a session needs them in it. */
export function collectedCmdlets(request: CollectionRequest): string[] {
  return partsOf(request).flatMap((part) => [configurationCmdlets[part], ...olderOf(part)])
}

/** What Exchange 2010 calls the cmdlet of a part, where it is another name. */
export function olderOf(part: ConfigurationPart): string[] {
  const older = olderCmdlets[part]
  return older === undefined ? [] : [older]
}

/** How a part is read. `each`: by which parameter it is given each of the identities in turn, or each mailbox with devices. */
export type Reading = { command: Command; each?: 'Identity' | 'Mailbox'; identities?: readonly string[] }

/** How a part is asked for. */
export function readingOf(part: ConfigurationPart, { mailboxes, account }: CollectionRequest): Reading {
  switch (part) {
    case 'casMailboxes':
      return mailboxes
        ? { command: command('Get-CASMailbox', {}), each: 'Identity', identities: mailboxes }
        : { command: command('Get-CASMailbox', { ResultSize: 'Unlimited' }) }
    case 'throttlingPolicyAssociations':
      return mailboxes
        ? {
            command: command('Get-ThrottlingPolicyAssociation', {}),
            each: 'Identity',
            identities: [...new Set([...(account === undefined ? [] : [account]), ...mailboxes])],
          }
        : { command: command('Get-ThrottlingPolicyAssociation', { ResultSize: 'Unlimited' }) }
    case 'managementRoleAssignments':
      return {
        command: command('Get-ManagementRoleAssignment', { Role: 'ApplicationImpersonation', GetEffectiveUsers: true }),
      }
    case 'mobileDevices':
      return mailboxes
        ? { command: command('Get-MobileDevice', {}), each: 'Mailbox', identities: mailboxes }
        : { command: command('Get-MobileDevice', { ResultSize: 'Unlimited' }) }
    case 'mobileDeviceStatistics':
      return {
        command: command('Get-MobileDeviceStatistics', {}),
        each: 'Mailbox',
        ...(mailboxes && { identities: mailboxes }),
      }
    default:
      return { command: command(configurationCmdlets[part], {}) }
  }
}

/** The same question in the words of Exchange 2010. */
export function olderCommand(part: ConfigurationPart, { mailboxes }: CollectionRequest): Command {
  if (part === 'mobileDeviceStatistics') return command('Get-ActiveSyncDeviceStatistics', {})
  if (part === 'mobileDeviceMailboxPolicies') return command('Get-ActiveSyncMailboxPolicy', {})
  return command('Get-ActiveSyncDevice', mailboxes ? {} : { ResultSize: 'Unlimited' })
}
