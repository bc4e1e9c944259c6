import type {
  CasMailbox,
  Configuration,
  ConfigurationPart,
  ExchangeServer,
  ManagementRoleAssignment,
  ManagementScope,
  OrganizationConfig,
  ThrottlingPolicy,
  ThrottlingPolicyAssociation,
  WebServicesVirtualDirectory,
} from '../../../shared/management/configuration.ts'
import { otherNames } from '../../../shared/management/mobile-properties.ts'
import type { FieldKind } from './field-kind.ts'
import { activeSyncFields, mobileFields } from './mobile-fields.ts'

const texts: FieldKind = { list: null }

// Numbers of the enumerations: IIS documents those of Extended Protection; the others are as the assemblies of Exchange
// 2013 have them, and were not seen in an export.
const accessPolicy: FieldKind = { closed: { 0: 'EnforceAllowList', 1: 'EnforceBlockList' } }
const tokenChecking: FieldKind = { closed: { 0: 'None', 1: 'Allow', 2: 'Require' } }
const policyScope: FieldKind = { closed: { 0: 'Regular', 1: 'Organization', 2: 'Global' } }
const protectionFlags: FieldKind = {
  list: { 0: 'None', 1: 'Proxy', 2: 'NoServiceNameCheck', 4: 'AllowDotlessSpn', 32: 'ProxyCohosting' },
}
const assigneeType: FieldKind = {
  open: {
    0: 'User',
    2: 'SecurityGroup',
    4: 'RoleAssignmentPolicy',
    6: 'MailboxPlan',
    8: 'ForeignSecurityPrincipal',
    10: 'RoleGroup',
    11: 'PartnerLinkedRoleGroup',
    12: 'LinkedRoleGroup',
    14: 'Computer',
  },
}
const writeScope: FieldKind = {
  open: {
    0: 'None',
    1: 'NotApplicable',
    2: 'Organization',
    3: 'MyGAL',
    4: 'Self',
    5: 'MyDirectReports',
    6: 'OU',
    7: 'CustomRecipientScope',
    8: 'MyDistributionGroups',
    9: 'MyExecutive',
    13: 'ExclusiveRecipientScope',
    15: 'MailboxICanDelegate',
  },
}

const serverRole: FieldKind = {
  open: { 2: 'Mailbox', 4: 'ClientAccess', 16: 'UnifiedMessaging', 32: 'HubTransport', 64: 'Edge' },
}

const ewsAccess = {
  ewsEnabled: 'flag',
  ewsApplicationAccessPolicy: accessPolicy,
  ewsAllowList: texts,
  ewsBlockList: texts,
  ewsAllowOutlook: 'flag',
  ewsAllowMacOutlook: 'flag',
  ewsAllowEntourage: 'flag',
} as const

type Fields<T> = Record<keyof T, FieldKind>

/** The properties of each cmdlet that are read, and how each is written. */
export const configurationFields: { [Part in ConfigurationPart]: Fields<PartObject<Part>> } = {
  organizationConfig: { name: 'text', ...ewsAccess } satisfies Fields<OrganizationConfig>,
  casMailboxes: {
    identity: 'text',
    primarySmtpAddress: 'text',
    samAccountName: 'text',
    displayName: 'text',
    distinguishedName: 'text',
    guid: 'text',
    ...ewsAccess,
    ...activeSyncFields,
  } satisfies Fields<CasMailbox>,
  webServicesVirtualDirectories: {
    identity: 'text',
    server: 'text',
    internalUrl: 'text',
    externalUrl: 'text',
    internalNLBBypassUrl: 'text',
    basicAuthentication: 'flag',
    windowsAuthentication: 'flag',
    digestAuthentication: 'flag',
    oAuthAuthentication: 'flag',
    wsSecurityAuthentication: 'flag',
    certificateAuthentication: 'flag',
    mrsProxyEnabled: 'flag',
    extendedProtectionTokenChecking: tokenChecking,
    extendedProtectionFlags: protectionFlags,
    extendedProtectionSPNList: texts,
  } satisfies Fields<WebServicesVirtualDirectory>,
  throttlingPolicies: {
    identity: 'text',
    name: 'text',
    throttlingPolicyScope: policyScope,
    ewsMaxConcurrency: 'limit',
    ewsMaxSubscriptions: 'limit',
    ewsMaxBurst: 'limit',
    ewsRechargeRate: 'limit',
    ewsCutoffBalance: 'limit',
    easMaxDevices: 'limit',
  } satisfies Fields<ThrottlingPolicy>,
  throttlingPolicyAssociations: {
    identity: 'text',
    name: 'text',
    throttlingPolicyId: 'text',
  } satisfies Fields<ThrottlingPolicyAssociation>,
  managementRoleAssignments: {
    name: 'text',
    role: 'text',
    roleAssigneeName: 'text',
    roleAssigneeType: assigneeType,
    effectiveUserName: 'text',
    enabled: 'flag',
    recipientWriteScope: writeScope,
    customRecipientWriteScope: 'text',
  } satisfies Fields<ManagementRoleAssignment>,
  managementScopes: {
    name: 'text',
    recipientFilter: 'text',
    recipientRoot: 'text',
    exclusive: 'flag',
  } satisfies Fields<ManagementScope>,
  exchangeServers: {
    name: 'text',
    fqdn: 'text',
    adminDisplayVersion: 'text',
    serverRole,
  } satisfies Fields<ExchangeServer>,
  ...mobileFields,
}

type Element<T> = T extends readonly (infer U)[] ? U : T
/** One object of a part. */
export type PartObject<Part extends ConfigurationPart> = Element<NonNullable<Configuration[Part]>>

/** What -Identity takes for an object, in the order of choice, by name in small letters. */
export const identityNames: Readonly<Record<ConfigurationPart, readonly string[]>> = {
  organizationConfig: [],
  casMailboxes: ['identity', 'primarysmtpaddress', 'distinguishedname', 'guid', 'samaccountname'],
  webServicesVirtualDirectories: ['identity'],
  throttlingPolicies: ['identity', 'name'],
  throttlingPolicyAssociations: ['identity', 'name'],
  managementRoleAssignments: ['name', 'identity'],
  managementScopes: ['name', 'identity'],
  exchangeServers: ['name', 'identity', 'fqdn'],
  mobileDevices: ['identity', 'distinguishedname', 'guid', 'id'],
  mobileDeviceStatistics: ['identity', 'distinguishedname', 'guid', 'id'],
  activeSyncDeviceAccessRules: ['identity', 'name', 'distinguishedname', 'guid'],
  activeSyncOrganizationSettings: [],
  mobileDeviceMailboxPolicies: ['identity', 'name', 'distinguishedname', 'guid'],
}

/** By name in small letters: as a cmdlet writes it. */
const kept = new Map(
  [
    ...Object.values(configurationFields).flatMap((fields) => Object.keys(fields)),
    ...Object.values(identityNames).flat(),
    ...Object.values(otherNames).flatMap((names) => Object.values(names).flat()),
  ]
    .toReversed()
    .map((name) => [name.toLowerCase(), name.charAt(0).toUpperCase() + name.slice(1)]),
)

/** Whether a property is of use in any part; the values of all others are passed over unread. */
export function isKept(lowerName: string): boolean {
  return kept.has(lowerName)
}

/** How a cmdlet writes the name of a property that is of use. */
export function nameOfKept(lowerName: string): string | undefined {
  return kept.get(lowerName)
}
