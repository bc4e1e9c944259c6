import { blankText, type Cmdlet, choice, identity, text, toggle } from './cmdlet-table.ts'

/** $null takes a limit from the organisation's or the default policy. */
const limit = { type: 'limit', blank: true } as const

/** Budgets came with 2013; before, what a client may use was counted in percent of the time. */
const ewsLimits = {
  EwsMaxConcurrency: limit,
  EwsMaxSubscriptions: limit,
  EwsMaxBurst: { ...limit, since: '2013' },
  EwsRechargeRate: { ...limit, since: '2013' },
  EwsCutoffBalance: { ...limit, since: '2013' },
} as const

/** Limits for clients of EWS. Sources: the cmdlets' pages in MicrosoftDocs/office-docs-powershell. */
export const throttlingCmdlets = {
  'Get-ThrottlingPolicy': { effect: 'reads', role: 'View-Only Configuration', parameters: { Identity: text } },
  'New-ThrottlingPolicy': {
    effect: 'changes',
    role: 'Recipient Policies',
    parameters: {
      Name: { ...text, required: true },
      ThrottlingPolicyScope: { ...choice('Regular', 'Organization'), since: '2013' },
      ...ewsLimits,
    },
  },
  'Set-ThrottlingPolicy': {
    effect: 'changes',
    role: 'Recipient Policies',
    parameters: { Identity: identity, ...ewsLimits },
  },
  'Remove-ThrottlingPolicy': {
    effect: 'asks',
    role: 'Recipient Policies',
    parameters: { Identity: identity, Force: { ...toggle, since: '2013' } },
  },
  'Get-ThrottlingPolicyAssociation': {
    effect: 'reads',
    role: 'View-Only Recipients',
    parameters: { Identity: text, ResultSize: choice('Unlimited') },
  },
  'Set-ThrottlingPolicyAssociation': {
    effect: 'changes',
    role: 'Recipient Policies',
    parameters: { Identity: identity, ThrottlingPolicy: blankText },
  },
} as const satisfies Record<string, Cmdlet>
