import { z } from 'zod'
import {
  ActiveSyncDeviceAccessRule,
  ActiveSyncOrganizationSettings,
  activeSyncAccess,
  MobileDevice,
  MobileDeviceMailboxPolicy,
  MobileDeviceStatistics,
} from './mobile-configuration.ts'

/**
 * Exchange's own configuration as its cmdlets tell it, as far as it decides about EWS and about devices of ActiveSync
 * (mobile-configuration.ts). Property names are those of the cmdlets, in camel case. `null` is what the shell shows as blank ($null): not configured. A property that a source does
 * not tell is absent, which is something else: nobody knows.
 */

const flag = z.boolean().nullable().optional()
const text = z.string().nullable().optional()
/** A multi-valued property; blank is the empty list. */
const texts = z.array(z.string()).optional()
/** A limit of a throttling policy: a number, or no limit. */
const limit = z
  .union([z.int().min(0), z.literal('Unlimited')])
  .nullable()
  .optional()

export const EwsApplicationAccessPolicy = z.enum(['EnforceAllowList', 'EnforceBlockList'])
export type EwsApplicationAccessPolicy = z.infer<typeof EwsApplicationAccessPolicy>

/** What Get-OrganizationConfig and Get-CASMailbox both hold of who may use EWS. */
const ewsAccess = {
  ewsEnabled: flag,
  ewsApplicationAccessPolicy: EwsApplicationAccessPolicy.nullable().optional(),
  /** User agents, with `*` for any characters. */
  ewsAllowList: texts,
  ewsBlockList: texts,
  ewsAllowOutlook: flag,
  ewsAllowMacOutlook: flag,
  ewsAllowEntourage: flag,
}

/** What decides at one of the two levels, organisation or mailbox, whether a client may use EWS. */
export const EwsAccess = z.strictObject(ewsAccess)
export type EwsAccess = z.infer<typeof EwsAccess>

/** Get-OrganizationConfig. */
export const OrganizationConfig = z.strictObject({ name: text, ...ewsAccess })
export type OrganizationConfig = z.infer<typeof OrganizationConfig>

/** Get-CASMailbox: one mailbox. `identity` is what a cmdlet's -Identity takes for it. */
export const CasMailbox = z.strictObject({
  identity: z.string().min(1),
  primarySmtpAddress: text,
  samAccountName: text,
  displayName: text,
  distinguishedName: text,
  guid: text,
  ...ewsAccess,
  ...activeSyncAccess,
})
export type CasMailbox = z.infer<typeof CasMailbox>

export const ExtendedProtectionTokenChecking = z.enum(['None', 'Allow', 'Require'])
export type ExtendedProtectionTokenChecking = z.infer<typeof ExtendedProtectionTokenChecking>

/** Get-WebServicesVirtualDirectory: EWS in IIS of one server; `EXCH01\EWS (Default Web Site)`. */
export const WebServicesVirtualDirectory = z.strictObject({
  identity: z.string().min(1),
  server: text,
  internalUrl: text,
  externalUrl: text,
  internalNLBBypassUrl: text,
  basicAuthentication: flag,
  windowsAuthentication: flag,
  digestAuthentication: flag,
  oAuthAuthentication: flag,
  wsSecurityAuthentication: flag,
  certificateAuthentication: flag,
  mrsProxyEnabled: flag,
  extendedProtectionTokenChecking: ExtendedProtectionTokenChecking.nullable().optional(),
  extendedProtectionFlags: texts,
  extendedProtectionSPNList: texts,
})
export type WebServicesVirtualDirectory = z.infer<typeof WebServicesVirtualDirectory>

/** Get-ThrottlingPolicy. */
export const ThrottlingPolicy = z.strictObject({
  identity: z.string().min(1),
  name: text,
  throttlingPolicyScope: z.enum(['Regular', 'Organization', 'Global']).nullable().optional(),
  ewsMaxConcurrency: limit,
  ewsMaxSubscriptions: limit,
  ewsMaxBurst: limit,
  ewsRechargeRate: limit,
  ewsCutoffBalance: limit,
  easMaxDevices: limit,
})
export type ThrottlingPolicy = z.infer<typeof ThrottlingPolicy>

/** Get-ThrottlingPolicyAssociation: null is the default policy. */
export const ThrottlingPolicyAssociation = z.strictObject({
  identity: z.string().min(1),
  name: text,
  throttlingPolicyId: text,
})
export type ThrottlingPolicyAssociation = z.infer<typeof ThrottlingPolicyAssociation>

/** Get-ManagementRoleAssignment, of the role ApplicationImpersonation. */
export const ManagementRoleAssignment = z.strictObject({
  name: z.string().min(1),
  role: text,
  roleAssigneeName: text,
  roleAssigneeType: text,
  /** With -GetEffectiveUsers: the account, where the assignee is a group. */
  effectiveUserName: text,
  enabled: flag,
  recipientWriteScope: text,
  /** The name of a management scope; null where the role reaches every mailbox. */
  customRecipientWriteScope: text,
})
export type ManagementRoleAssignment = z.infer<typeof ManagementRoleAssignment>

/** Get-ManagementScope. */
export const ManagementScope = z.strictObject({
  name: z.string().min(1),
  recipientFilter: text,
  recipientRoot: text,
  exclusive: flag,
})
export type ManagementScope = z.infer<typeof ManagementScope>

/** Get-ExchangeServer; `Version 15.2 (Build 1748.10)`. */
export const ExchangeServer = z.strictObject({
  name: z.string().min(1),
  fqdn: text,
  adminDisplayVersion: text,
  serverRole: text,
})
export type ExchangeServer = z.infer<typeof ExchangeServer>

/**
 * What was read of an organisation's configuration, by which cmdlet. A part that no source told is absent: an empty list
 * says that the cmdlet was asked and found nothing.
 */
export const Configuration = z.strictObject({
  organizationConfig: OrganizationConfig.optional(),
  casMailboxes: z.array(CasMailbox).optional(),
  webServicesVirtualDirectories: z.array(WebServicesVirtualDirectory).optional(),
  throttlingPolicies: z.array(ThrottlingPolicy).optional(),
  throttlingPolicyAssociations: z.array(ThrottlingPolicyAssociation).optional(),
  managementRoleAssignments: z.array(ManagementRoleAssignment).optional(),
  managementScopes: z.array(ManagementScope).optional(),
  exchangeServers: z.array(ExchangeServer).optional(),
  mobileDevices: z.array(MobileDevice).optional(),
  mobileDeviceStatistics: z.array(MobileDeviceStatistics).optional(),
  activeSyncDeviceAccessRules: z.array(ActiveSyncDeviceAccessRule).optional(),
  activeSyncOrganizationSettings: ActiveSyncOrganizationSettings.optional(),
  mobileDeviceMailboxPolicies: z.array(MobileDeviceMailboxPolicy).optional(),
})
export type Configuration = z.infer<typeof Configuration>

/** By which cmdlet each part is read; also what a file that holds several of them calls them. */
export const configurationCmdlets = {
  organizationConfig: 'Get-OrganizationConfig',
  casMailboxes: 'Get-CASMailbox',
  webServicesVirtualDirectories: 'Get-WebServicesVirtualDirectory',
  throttlingPolicies: 'Get-ThrottlingPolicy',
  throttlingPolicyAssociations: 'Get-ThrottlingPolicyAssociation',
  managementRoleAssignments: 'Get-ManagementRoleAssignment',
  managementScopes: 'Get-ManagementScope',
  exchangeServers: 'Get-ExchangeServer',
  mobileDevices: 'Get-MobileDevice',
  mobileDeviceStatistics: 'Get-MobileDeviceStatistics',
  activeSyncDeviceAccessRules: 'Get-ActiveSyncDeviceAccessRule',
  activeSyncOrganizationSettings: 'Get-ActiveSyncOrganizationSettings',
  mobileDeviceMailboxPolicies: 'Get-MobileDeviceMailboxPolicy',
} as const satisfies Record<keyof Configuration, string>
export type ConfigurationPart = keyof Configuration
export type ConfigurationCmdlet = (typeof configurationCmdlets)[ConfigurationPart]

/** What the configuration is read for. */
export type ConfigurationUse = 'ews' | 'devices'

/** The parts that each use needs. */
export const configurationUses = {
  ews: [
    'organizationConfig',
    'casMailboxes',
    'webServicesVirtualDirectories',
    'throttlingPolicies',
    'throttlingPolicyAssociations',
    'managementRoleAssignments',
    'managementScopes',
    'exchangeServers',
  ],
  devices: [
    'casMailboxes',
    'exchangeServers',
    'mobileDevices',
    'mobileDeviceStatistics',
    'activeSyncDeviceAccessRules',
    'activeSyncOrganizationSettings',
    'mobileDeviceMailboxPolicies',
    'throttlingPolicies',
    'throttlingPolicyAssociations',
  ],
} as const satisfies Record<ConfigurationUse, readonly ConfigurationPart[]>

/** The cmdlets that tell what is needed for these uses, each once. */
export function cmdletsFor(uses: readonly ConfigurationUse[]): ConfigurationCmdlet[] {
  return [...new Set(uses.flatMap((use) => configurationUses[use].map((part) => configurationCmdlets[part])))]
}

/** What Exchange 2010 calls a cmdlet that later releases call otherwise; its objects are of the same part. */
export const olderCmdlets: { readonly [P in ConfigurationPart]?: string } = {
  mobileDevices: 'Get-ActiveSyncDevice',
  mobileDeviceStatistics: 'Get-ActiveSyncDeviceStatistics',
  mobileDeviceMailboxPolicies: 'Get-ActiveSyncMailboxPolicy',
}

/** Whether there is one object of a part, and not a list of them. */
export function isSingle(part: ConfigurationPart): part is 'organizationConfig' | 'activeSyncOrganizationSettings' {
  return part === 'organizationConfig' || part === 'activeSyncOrganizationSettings'
}
