import { blankFlag, blankText, type Cmdlet, choice, flag, identity, text, texts, toggle } from './cmdlet-table.ts'
import { activeSyncSettings } from './mobile-cmdlets.ts'

/** The same at both levels. All of them take $null, which is "not configured". */
const ewsAccess = {
  EwsEnabled: blankFlag,
  EwsApplicationAccessPolicy: { ...choice('EnforceAllowList', 'EnforceBlockList'), blank: true },
  EwsAllowList: texts,
  EwsBlockList: texts,
  EwsAllowOutlook: blankFlag,
  EwsAllowMacOutlook: blankFlag,
  EwsAllowEntourage: blankFlag,
} as const

/** Who may use EWS and how it is published. Sources: the cmdlets' pages in MicrosoftDocs/office-docs-powershell. */
export const accessCmdlets = {
  'Get-OrganizationConfig': { effect: 'reads', role: 'View-Only Configuration', parameters: {} },
  'Set-OrganizationConfig': { effect: 'changes', role: 'Organization Client Access', parameters: ewsAccess },
  'Get-CASMailbox': {
    effect: 'reads',
    role: 'View-Only Recipients',
    parameters: { Identity: text, ResultSize: choice('Unlimited') },
  },
  'Set-CASMailbox': {
    effect: 'changes',
    role: 'Mail Recipients',
    parameters: { Identity: identity, ...ewsAccess, ...activeSyncSettings },
  },
  'Get-WebServicesVirtualDirectory': {
    effect: 'reads',
    role: 'View-Only Configuration',
    parameters: { Identity: text, Server: text, ADPropertiesOnly: toggle },
  },
  'Set-WebServicesVirtualDirectory': {
    effect: 'changes',
    role: 'Exchange Virtual Directories',
    parameters: {
      Identity: identity,
      InternalUrl: blankText,
      ExternalUrl: blankText,
      BasicAuthentication: flag,
      WindowsAuthentication: flag,
      DigestAuthentication: flag,
      OAuthAuthentication: { ...flag, since: '2013' },
      WSSecurityAuthentication: flag,
      ExtendedProtectionTokenChecking: choice('None', 'Allow', 'Require'),
      ExtendedProtectionFlags: texts,
      ExtendedProtectionSPNList: texts,
      /** It asks when a host of a URL can't be resolved (general knowledge), which this answers. */
      Force: toggle,
    },
  },
  'Get-ExchangeServer': { effect: 'reads', role: 'View-Only Configuration', parameters: { Identity: text } },
} as const satisfies Record<string, Cmdlet>
