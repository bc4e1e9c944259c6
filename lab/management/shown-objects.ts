import { namesOf, type Recipient } from '../exchange/recipient.ts'
import type { OrganisationDeviceAccess } from '../settings/device-access.ts'
import type { ClientAccess } from '../settings/ews.ts'
import type { RoleAssignment } from '../settings/impersonation.ts'
import { domain } from '../users.ts'
import type { ManagedDirectory, ManagedMailbox, ManagedOrganisation } from './managed-organisation.ts'
import { shownDevices, shownMailboxAccess } from './shown-devices.ts'
import type { ShownObject } from './shown-object.ts'

/** What each cmdlet shows of the organisation, in the order in which the script that reads it asks for them. */
export function shownObjects(organisation: ManagedOrganisation): Readonly<Record<string, readonly ShownObject[]>> {
  const { access, mailboxes, accounts, directories, throttling, impersonation, servers, deviceAccess } = organisation
  const people = [...mailboxes.map(({ recipient }) => recipient), ...accounts]
  return {
    'Get-OrganizationConfig': [{ Name: 'Contoso', ...shownAccess(access) }],
    'Get-ExchangeServer': servers.map(({ name, build }) => ({
      Name: name,
      Fqdn: `${name.toLowerCase()}.${domain.dns}`,
      AdminDisplayVersion: displayVersion(build),
      ServerRole: 'Mailbox, ClientAccess',
    })),
    'Get-WebServicesVirtualDirectory': directories.map(shownDirectory),
    'Get-ThrottlingPolicy': throttling.policies.map(({ name, scope, limits }) => ({
      Identity: name,
      Name: name,
      ThrottlingPolicyScope: scope,
      ...limits,
    })),
    'Get-ManagementRoleAssignment': impersonation.assignments.map((each) => shownAssignment(each, people)),
    'Get-ManagementScope': impersonation.scopes.map(({ name, filter, exclusive }) => ({
      Name: name,
      RecipientFilter: filter,
      RecipientRoot: null,
      Exclusive: exclusive,
    })),
    'Get-ThrottlingPolicyAssociation': people.map((person) => ({
      Identity: namesOf(person).canonical,
      Name: person.displayName,
      ThrottlingPolicyId: throttling.associations[person.account] ?? null,
    })),
    'Get-CASMailbox': mailboxes.map((mailbox) => shownMailbox(mailbox, deviceAccess)),
    ...shownDevices(organisation),
  }
}

/** `EXCH01\EWS (Default Web Site)`. */
export function directoryIdentity({ server }: ManagedDirectory): string {
  return `${server}\\EWS (Default Web Site)`
}

function shownAccess(access: ClientAccess): ShownObject {
  return {
    EwsEnabled: access.enabled,
    EwsApplicationAccessPolicy: access.policy === 'none' ? null : access.policy,
    EwsAllowList: access.allowList,
    EwsBlockList: access.blockList,
    EwsAllowOutlook: access.allowOutlook,
    EwsAllowMacOutlook: access.allowMacOutlook,
    EwsAllowEntourage: access.allowEntourage,
  }
}

function shownMailbox(
  { recipient, access, activeSync }: ManagedMailbox,
  deviceAccess: OrganisationDeviceAccess,
): ShownObject {
  const { canonical, distinguished, guid } = namesOf(recipient)
  return {
    Identity: canonical,
    PrimarySmtpAddress: recipient.mailbox,
    SamAccountName: recipient.account,
    DisplayName: recipient.displayName,
    DistinguishedName: distinguished,
    Guid: guid,
    ...shownAccess(access),
    ...shownMailboxAccess(activeSync, deviceAccess),
  }
}

function shownDirectory(directory: ManagedDirectory): ShownObject {
  const { server, schemes, tokenChecking, internalUrl, externalUrl, extras } = directory
  const { InternalNLBBypassUrl, ...others } = extras
  return {
    Identity: directoryIdentity(directory),
    Server: server,
    InternalUrl: internalUrl === '' ? null : internalUrl,
    ExternalUrl: externalUrl === '' ? null : externalUrl,
    InternalNLBBypassUrl,
    BasicAuthentication: schemes.includes('Basic'),
    WindowsAuthentication: schemes.some((scheme) => scheme !== 'Basic'),
    ExtendedProtectionTokenChecking: { none: 'None', allow: 'Allow', require: 'Require' }[tokenChecking],
    ...others,
  }
}

/** With -GetEffectiveUsers: a line for each user, who is the administrator where the assignee is a group. */
function shownAssignment(assignment: RoleAssignment, people: readonly Recipient[]): ShownObject {
  const { name, assignee, enabled, scope } = assignment
  const account = 'account' in assignee ? assignee.account : undefined
  const user = people.find((person) => person.account === account)?.displayName ?? account
  return {
    Name: name,
    Role: 'ApplicationImpersonation',
    RoleAssigneeName: user ?? ('roleGroup' in assignee ? assignee.roleGroup : ''),
    RoleAssigneeType: user === undefined ? 'RoleGroup' : 'User',
    EffectiveUserName: user ?? 'Administrator',
    Enabled: enabled,
    RecipientWriteScope: scope === undefined ? 'Organization' : 'CustomRecipientScope',
    CustomRecipientWriteScope: scope ?? null,
  }
}

/** `Version 15.2 (Build 2562.53)`. */
function displayVersion(build: string): string {
  const [major, minor, ...rest] = build.split('.')
  return `Version ${major}.${minor} (Build ${rest.join('.')})`
}
