import { blankText, type Cmdlet, choice, flag, identity, text, texts, toggle } from './cmdlet-table.ts'

/** What Set-CASMailbox sets of ActiveSync, since Exchange 2010. */
export const activeSyncSettings = {
  ActiveSyncEnabled: flag,
  ActiveSyncAllowedDeviceIDs: texts,
  ActiveSyncBlockedDeviceIDs: texts,
  ActiveSyncMailboxPolicy: blankText,
} as const

const accessLevel = choice('Allow', 'Block', 'Quarantine')
const ofMailbox = { Identity: text, Mailbox: text } as const

/**
 * Phones and other clients of ActiveSync. Exchange 2010 calls them ActiveSync devices, and 2013 mobile devices; 2013 and
 * later still know the old names. A rule's name comes from what it looks at, and its own cmdlet changes nothing but the
 * level. Sources: the cmdlets' pages in MicrosoftDocs/office-docs-powershell, all of which list -WhatIf for what changes.
 */
export const mobileCmdlets = {
  'Get-MobileDevice': {
    effect: 'reads',
    role: 'View-Only Recipients',
    since: '2013',
    parameters: { ...ofMailbox, ResultSize: choice('Unlimited'), Filter: text, ActiveSync: toggle },
  },
  'Get-MobileDeviceStatistics': {
    effect: 'reads',
    role: 'View-Only Recipients',
    since: '2013',
    parameters: { ...ofMailbox, ActiveSync: toggle },
  },
  'Remove-MobileDevice': {
    effect: 'asks',
    role: 'Mail Recipients',
    since: '2013',
    parameters: { Identity: identity },
  },
  'Get-MobileDeviceMailboxPolicy': {
    effect: 'reads',
    role: 'View-Only Configuration',
    since: '2013',
    parameters: { Identity: text },
  },
  'Get-ActiveSyncDevice': {
    effect: 'reads',
    role: 'View-Only Recipients',
    parameters: { ...ofMailbox, ResultSize: choice('Unlimited'), Filter: text },
  },
  'Get-ActiveSyncDeviceStatistics': { effect: 'reads', role: 'View-Only Recipients', parameters: ofMailbox },
  'Remove-ActiveSyncDevice': { effect: 'asks', role: 'Mail Recipients', parameters: { Identity: identity } },
  'Get-ActiveSyncMailboxPolicy': { effect: 'reads', role: 'View-Only Configuration', parameters: { Identity: text } },
  'Get-ActiveSyncDeviceAccessRule': {
    effect: 'reads',
    role: 'View-Only Configuration',
    parameters: { Identity: text },
  },
  'New-ActiveSyncDeviceAccessRule': {
    effect: 'changes',
    role: 'Organization Client Access',
    parameters: {
      Characteristic: {
        ...choice('DeviceModel', 'DeviceType', 'DeviceOS', 'UserAgent', 'XMSWLHeader'),
        required: true,
      },
      QueryString: { ...text, required: true },
      AccessLevel: { ...accessLevel, required: true },
    },
  },
  'Set-ActiveSyncDeviceAccessRule': {
    effect: 'changes',
    role: 'Organization Client Access',
    parameters: { Identity: identity, AccessLevel: accessLevel },
  },
  'Remove-ActiveSyncDeviceAccessRule': {
    effect: 'asks',
    role: 'Organization Client Access',
    parameters: { Identity: identity },
  },
  'Get-ActiveSyncOrganizationSettings': {
    effect: 'reads',
    role: 'View-Only Configuration',
    parameters: { Identity: text },
  },
  'Set-ActiveSyncOrganizationSettings': {
    effect: 'changes',
    role: 'Organization Client Access',
    parameters: { Identity: text, DefaultAccessLevel: accessLevel },
  },
} as const satisfies Record<string, Cmdlet>
