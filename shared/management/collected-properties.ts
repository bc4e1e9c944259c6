import type {
  CasMailbox,
  ConfigurationPart,
  ExchangeServer,
  ManagementRoleAssignment,
  ManagementScope,
  OrganizationConfig,
  ThrottlingPolicy,
  ThrottlingPolicyAssociation,
  WebServicesVirtualDirectory,
} from './configuration.ts'
import { activeSyncProperties, mobileProperties } from './mobile-properties.ts'
import type { PropertyKind } from './property-kind.ts'

type Kinds<T> = Record<keyof T, PropertyKind>

const ewsAccess = {
  ewsEnabled: 'flag',
  ewsApplicationAccessPolicy: 'text',
  ewsAllowList: 'texts',
  ewsBlockList: 'texts',
  ewsAllowOutlook: 'flag',
  ewsAllowMacOutlook: 'flag',
  ewsAllowEntourage: 'flag',
} as const

/** Which properties the collection script writes down of each object: those that the configuration has, and no other. */
export const collectedProperties = {
  organizationConfig: { name: 'text', ...ewsAccess } satisfies Kinds<OrganizationConfig>,
  casMailboxes: {
    identity: 'text',
    primarySmtpAddress: 'text',
    samAccountName: 'text',
    displayName: 'text',
    distinguishedName: 'text',
    guid: 'text',
    ...ewsAccess,
    ...activeSyncProperties,
  } satisfies Kinds<CasMailbox>,
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
    extendedProtectionTokenChecking: 'text',
    extendedProtectionFlags: 'texts',
    extendedProtectionSPNList: 'texts',
  } satisfies Kinds<WebServicesVirtualDirectory>,
  throttlingPolicies: {
    identity: 'text',
    name: 'text',
    throttlingPolicyScope: 'text',
    ewsMaxConcurrency: 'limit',
    ewsMaxSubscriptions: 'limit',
    ewsMaxBurst: 'limit',
    ewsRechargeRate: 'limit',
    ewsCutoffBalance: 'limit',
    easMaxDevices: 'limit',
  } satisfies Kinds<ThrottlingPolicy>,
  throttlingPolicyAssociations: {
    identity: 'text',
    name: 'text',
    throttlingPolicyId: 'text',
  } satisfies Kinds<ThrottlingPolicyAssociation>,
  managementRoleAssignments: {
    name: 'text',
    role: 'text',
    roleAssigneeName: 'text',
    roleAssigneeType: 'text',
    effectiveUserName: 'text',
    enabled: 'flag',
    recipientWriteScope: 'text',
    customRecipientWriteScope: 'text',
  } satisfies Kinds<ManagementRoleAssignment>,
  managementScopes: {
    name: 'text',
    recipientFilter: 'text',
    recipientRoot: 'text',
    exclusive: 'flag',
  } satisfies Kinds<ManagementScope>,
  exchangeServers: {
    name: 'text',
    fqdn: 'text',
    adminDisplayVersion: 'text',
    serverRole: 'text',
  } satisfies Kinds<ExchangeServer>,
  ...mobileProperties,
} as const satisfies Record<ConfigurationPart, Record<string, PropertyKind>>
