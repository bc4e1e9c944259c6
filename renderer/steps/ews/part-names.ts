import { t } from '../../../shared/language/translate.ts'
import type { ConfigurationPart } from '../../../shared/management/configuration.ts'

/** What each part of the configuration is, in plain words. */
export const partNames: Readonly<Record<ConfigurationPart, string>> = {
  organizationConfig: t`Settings of the organisation`,
  casMailboxes: t`Mailboxes`,
  webServicesVirtualDirectories: t`EWS in IIS, of each server`,
  throttlingPolicies: t`Throttling policies`,
  throttlingPolicyAssociations: t`Who has which throttling policy`,
  managementRoleAssignments: t`Who may act for other mailboxes`,
  managementScopes: t`For which mailboxes (scopes)`,
  exchangeServers: t`Exchange servers and their versions`,
  mobileDevices: t`Devices of ActiveSync`,
  mobileDeviceStatistics: t`How devices have synchronised`,
  activeSyncDeviceAccessRules: t`Rules for devices`,
  activeSyncOrganizationSettings: t`ActiveSync’s default for devices`,
  mobileDeviceMailboxPolicies: t`Policies for devices`,
}
