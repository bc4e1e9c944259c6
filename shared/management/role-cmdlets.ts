import { blankText, type Cmdlet, choice, flag, identity, text, toggle } from './cmdlet-table.ts'

/**
 * Who may act for which mailboxes. -Force of these is the cloud's alone, so it is not here. Sources: the cmdlets' pages in
 * MicrosoftDocs/office-docs-powershell.
 */
export const roleCmdlets = {
  'Get-ManagementRoleAssignment': {
    effect: 'reads',
    role: 'View-Only Configuration',
    parameters: { Role: text, RoleAssignee: text, GetEffectiveUsers: toggle },
  },
  'New-ManagementRoleAssignment': {
    effect: 'changes',
    role: 'Role Management',
    parameters: {
      Name: text,
      Role: { ...text, required: true },
      User: text,
      SecurityGroup: text,
      CustomRecipientWriteScope: text,
      RecipientOrganizationalUnitScope: text,
    },
  },
  'Set-ManagementRoleAssignment': {
    effect: 'changes',
    role: 'Role Management',
    parameters: {
      Identity: identity,
      CustomRecipientWriteScope: blankText,
      RecipientOrganizationalUnitScope: blankText,
      RecipientRelativeWriteScope: choice('None', 'Organization', 'MyGAL', 'Self', 'MyDistributionGroups'),
      Enabled: flag,
    },
  },
  'Remove-ManagementRoleAssignment': { effect: 'asks', role: 'Role Management', parameters: { Identity: identity } },
  'Get-ManagementScope': { effect: 'reads', role: 'View-Only Configuration', parameters: { Identity: text } },
  'New-ManagementScope': {
    effect: 'changes',
    role: 'Role Management',
    parameters: { Name: { ...text, required: true }, RecipientRestrictionFilter: text, RecipientRoot: text },
  },
  'Set-ManagementScope': {
    effect: 'changes',
    role: 'Role Management',
    parameters: { Identity: identity, RecipientRestrictionFilter: text, RecipientRoot: blankText },
  },
  'Remove-ManagementScope': { effect: 'asks', role: 'Role Management', parameters: { Identity: identity } },
} as const satisfies Record<string, Cmdlet>
