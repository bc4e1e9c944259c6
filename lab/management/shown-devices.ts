import { folders } from '../exchange/active-sync-mailbox.ts'
import { policyApplicationOf } from '../exchange/device-standing.ts'
import { namesOf } from '../exchange/recipient.ts'
import {
  type MailboxDeviceAccess,
  type OrganisationDeviceAccess,
  policyFor,
  ruleName,
} from '../settings/device-access.ts'
import { deviceNamesOf, type ManagedDevice } from './managed-devices.ts'
import type { ManagedOrganisation } from './managed-organisation.ts'
import type { ShownObject } from './shown-object.ts'

/** What the cmdlets of ActiveSync show, in the order in which the script that reads it asks for them. */
export function shownDevices(organisation: ManagedOrganisation): Record<string, readonly ShownObject[]> {
  const { deviceAccess, devices } = organisation
  const present = [...devices.present()]
  const policies = new Map(organisation.mailboxes.map(({ recipient, activeSync }) => [recipient.account, activeSync]))
  return {
    'Get-ActiveSyncOrganizationSettings': [
      {
        Name: 'Mobile Mailbox Settings',
        DefaultAccessLevel: deviceAccess.defaultAccessLevel,
        AdminMailRecipients: deviceAccess.adminMailRecipients,
        UserMailInsert: deviceAccess.userMailInsert,
        AllowAccessForUnSupportedPlatform: false,
      },
    ],
    'Get-ActiveSyncDeviceAccessRule': deviceAccess.rules.map((rule) => ({
      Identity: ruleName(rule),
      Name: ruleName(rule),
      Characteristic: rule.characteristic,
      QueryString: rule.queryString,
      AccessLevel: rule.accessLevel,
    })),
    'Get-MobileDeviceMailboxPolicy': deviceAccess.policies.map((policy, index) => ({
      Identity: policy.name,
      Name: policy.name,
      IsDefault: index === 0,
      AllowNonProvisionableDevices: policy.allowNonProvisionable,
      AllowExternalDeviceManagement: policy.allowExternalManagement,
      PasswordEnabled: false,
      RequireDeviceEncryption: false,
      RequireManualSyncWhenRoaming: false,
      MaxEmailAgeFilter: index === 0 && organisation.oldMailHidden ? 'ThreeDays' : 'All',
      MaxCalendarAgeFilter: 'All',
      MaxAttachmentSize: 'Unlimited',
      AttachmentsEnabled: true,
    })),
    'Get-MobileDevice': present.map(shownDevice),
    'Get-MobileDeviceStatistics': present.map((each) =>
      shownStatistics(each, policies.get(each.recipient.account), deviceAccess),
    ),
  }
}

/** What Get-CASMailbox shows of ActiveSync. A mailbox without a policy of its own has the default's name there. */
export function shownMailboxAccess(access: MailboxDeviceAccess, { policies }: OrganisationDeviceAccess): ShownObject {
  return {
    ActiveSyncEnabled: access.enabled,
    ActiveSyncAllowedDeviceIDs: access.allowedIds,
    ActiveSyncBlockedDeviceIDs: access.blockedIds,
    ActiveSyncMailboxPolicy: policyFor(access, policies)?.name ?? null,
    ActiveSyncMailboxPolicyIsDefaulted: access.policy === null,
  }
}

function shownDevice(managed: ManagedDevice): ShownObject {
  const { recipient, device } = managed
  const { canonical, guid } = deviceNamesOf(managed)
  const { Model = null, OS = null, FriendlyName = null } = device.information
  return {
    Identity: canonical,
    Guid: guid,
    DeviceId: device.deviceId,
    DeviceType: device.deviceType,
    DeviceModel: Model,
    DeviceOS: OS,
    DeviceUserAgent: device.userAgent === '' ? null : device.userAgent,
    FriendlyName,
    UserDisplayName: namesOf(recipient).canonical,
    ClientType: 'EAS',
    ClientVersion: device.version.toFixed(1),
    FirstSyncTime: device.firstSync,
    WhenChanged: device.changed,
    DeviceAccessState: device.state,
    DeviceAccessStateReason: device.reason,
    DeviceAccessControlRule: device.rule,
    IsManaged: false,
    IsCompliant: false,
    IsDisabled: false,
  }
}

function shownStatistics(
  managed: ManagedDevice,
  mailbox: MailboxDeviceAccess | undefined,
  { policies }: OrganisationDeviceAccess,
): ShownObject {
  const { device } = managed
  const { canonical, guid } = deviceNamesOf(managed)
  const application = policyApplicationOf(device)
  const applied = application === 'AppliedInFull' || application === 'PartiallyApplied'
  return {
    Identity: canonical,
    Guid: guid,
    DeviceId: device.deviceId,
    LastSyncAttemptTime: device.lastSync,
    LastSuccessSync: device.lastSuccess ?? null,
    LastPolicyUpdateTime: device.policyUpdate ?? null,
    DevicePolicyApplied: (applied && mailbox && policyFor(mailbox, policies)?.name) || null,
    DevicePolicyApplicationStatus: application === 'Unknown' ? 'NotApplied' : application,
    NumberOfFoldersSynced: device.hierarchyKey === 0 ? 0 : folders.length,
    Status: 'DeviceOk',
    StatusNote: null,
  }
}
