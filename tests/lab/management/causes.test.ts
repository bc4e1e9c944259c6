import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { FaultId } from '../../../lab/faults.ts'
import { type Lab, startLab } from '../../../lab/lab.ts'
import { runAgainst } from '../../electron/engine/run/lab-run.ts'
import { hurriedClock } from '../hurried-clock.ts'

const clock = hurriedClock()
let lab: Lab
beforeAll(async () => {
  lab = await startLab(clock)
})
afterAll(() => lab.close())
beforeEach(async () => {
  lab.unlockAll()
  await lab.setFaults([])
})

async function outcomes(): Promise<Record<string, string | undefined>> {
  const { wait: sleep, monotonic } = clock
  return (await runAgainst(lab, { monotonic, sleep })).outcomes
}

/** The cause by its fault, the script that mends it, one that is almost right and must not, and what is seen of it. */
interface Cause {
  readonly faults: readonly FaultId[]
  readonly check: string
  readonly outcomes: readonly [before: string, afterwards: string]
  readonly wrong: string
  readonly right: string
}

const causes: Record<string, Cause> = {
  'EWS switched off for the organisation': {
    faults: ['ews-disabled-organisation'],
    check: 'ews/user-agent',
    outcomes: ['everybody-refused', 'allowed'],
    wrong: 'Set-OrganizationConfig -EwsEnabled true -ErrorAction Stop',
    right: 'Set-OrganizationConfig -EwsEnabled $true -ErrorAction Stop',
  },
  'EWS switched off for the mailbox': {
    faults: ['ews-disabled-mailbox'],
    check: 'ews/user-agent',
    outcomes: ['everybody-refused', 'allowed'],
    wrong: "Set-CASMailbox -Identity 'bob@contoso.test' -EwsEnabled $true -ErrorAction Stop",
    right: "Set-CASMailbox -Identity 'alice@contoso.test' -EwsEnabled $true -ErrorAction Stop",
  },
  'an allow list without the vendor': {
    faults: ['ews-allow-list-without-vendor'],
    check: 'ews/user-agent',
    outcomes: ['everybody-refused', 'allowed'],
    wrong: "Set-OrganizationConfig -EwsAllowList @{Add='Python EAS*'} -ErrorAction Stop",
    right:
      "Set-OrganizationConfig -EwsApplicationAccessPolicy 'EnforceAllowList' -EwsAllowList @{Add='*'} -ErrorAction Stop",
  },
  'a block list with the vendor': {
    faults: ['ews-user-agent-refused'],
    check: 'ews/user-agent',
    outcomes: ['vendor-refused', 'allowed'],
    wrong: "Set-OrganizationConfig -EwsBlockList @{Remove='python-EAS-Client'} -ErrorAction Stop",
    right: "Set-OrganizationConfig -EwsBlockList @{Remove='PYTHON-eas-client*','Nylas*'} -ErrorAction Stop",
  },
  'an external address that is empty': {
    faults: ['ews-external-url-empty'],
    check: 'autodiscover/ews-address',
    outcomes: ['external-missing', 'agrees'],
    wrong:
      "Set-WebServicesVirtualDirectory -Identity 'EXCH02\\EWS (Default Web Site)' -ExternalUrl 'https://mail.contoso.test:{port}/EWS/Exchange.asmx'",
    right:
      "Set-WebServicesVirtualDirectory -Identity 'EXCH01\\EWS (Default Web Site)' -ExternalUrl 'https://mail.contoso.test:{port}/EWS/Exchange.asmx'",
  },
  'Windows authentication switched off': {
    faults: ['basic-only'],
    check: 'sign-in/ews-schemes',
    outcomes: ['basic-only', 'ntlm-offered'],
    wrong: "Set-WebServicesVirtualDirectory -Identity 'EXCH01\\EWS' -WindowsAuthentication $true",
    right: "Set-WebServicesVirtualDirectory -Identity 'exch01\\ews (default web site)' -WindowsAuthentication:$true",
  },
  'Extended Protection set to Require': {
    faults: ['extended-protection-required'],
    check: 'sign-in/extended-protection',
    outcomes: ['require-basic-works', 'allow'],
    wrong:
      "Set-WebServicesVirtualDirectory -Identity 'EXCH01\\EWS (Default Web Site)' -ExtendedProtectionTokenChecking 'Allowed'",
    right:
      "Set-WebServicesVirtualDirectory -Identity 'EXCH01\\EWS (Default Web Site)' -ExtendedProtectionTokenChecking 'Allow'",
  },
  'a throttling policy that is too tight': {
    faults: ['ews-throttled-back-off'],
    check: 'ews/throttling',
    outcomes: ['told-to-wait', 'not-throttled'],
    wrong:
      "New-ThrottlingPolicy -Name 'Postern EWS' -EwsRechargeRate 1800000\nSet-ThrottlingPolicyAssociation -Identity 'CONTOSO\\bob' -ThrottlingPolicy 'Postern EWS'",
    right:
      "New-ThrottlingPolicy -Name 'Postern EWS alice' -EwsRechargeRate 1800000\nSet-ThrottlingPolicyAssociation -Identity 'CONTOSO\\alice' -ThrottlingPolicy 'Postern EWS alice'",
  },
  'a budget that is used up': {
    faults: ['ews-throttled-retry-after'],
    check: 'ews/throttling',
    outcomes: ['told-to-wait', 'not-throttled'],
    wrong:
      "New-ThrottlingPolicy -Name 'Q' -EwsMaxConcurrency 'Unlimited'\nSet-ThrottlingPolicyAssociation -Identity 'alice' -ThrottlingPolicy 'Q'",
    right:
      "New-ThrottlingPolicy -Name 'P' -EwsRechargeRate 'Unlimited'\nSet-ThrottlingPolicyAssociation -Identity 'alice' -ThrottlingPolicy 'P'",
  },
  'as many connections as are allowed': {
    faults: ['ews-connections-exceeded'],
    check: 'ews/throttling',
    outcomes: ['busy', 'not-throttled'],
    wrong:
      "New-ThrottlingPolicy -Name 'Q' -EwsMaxConcurrency 27\nSet-ThrottlingPolicyAssociation -Identity 'alice' -ThrottlingPolicy 'Q'",
    right:
      "New-ThrottlingPolicy -Name 'P' -EwsMaxConcurrency 54\nSet-ThrottlingPolicyAssociation -Identity 'alice' -ThrottlingPolicy 'P'",
  },
  'as many subscriptions as are allowed': {
    faults: ['ews-subscription-limit'],
    check: 'ews/subscription',
    outcomes: ['limit-reached', 'works'],
    wrong: "New-ThrottlingPolicy -Name 'Q' -EwsMaxSubscriptions 5001 -WhatIf",
    right:
      "New-ThrottlingPolicy -Name 'P' -EwsMaxSubscriptions 5001\nSet-ThrottlingPolicyAssociation -Identity 'alice' -ThrottlingPolicy 'P'",
  },
  'no right to act for others': {
    faults: ['ews-impersonation-denied'],
    check: 'ews/impersonation',
    outcomes: ['denied', 'granted'],
    wrong: "New-ManagementRoleAssignment -Name 'Q' -Role 'ApplicationImpersonation' -User 'CONTOSO\\bob'",
    right:
      "New-ManagementScope -Name 'P' -RecipientRestrictionFilter 'PrimarySmtpAddress -eq ''bob@contoso.test'''\n" +
      "New-ManagementRoleAssignment -Name 'P' -Role 'ApplicationImpersonation' -User 'CONTOSO\\alice' -CustomRecipientWriteScope 'P'",
  },
  'a right to act for others, and not for this one': {
    faults: ['ews-impersonation-out-of-scope'],
    check: 'ews/impersonation',
    outcomes: ['mailbox-denied', 'granted'],
    wrong:
      "Set-ManagementScope -Identity 'Sales' -RecipientRestrictionFilter 'PrimarySmtpAddress -eq ''alice@contoso.test'''",
    right:
      "Set-ManagementScope -Identity 'sales' -RecipientRestrictionFilter 'CustomAttribute1 -eq ''Sales'' -or Alias -like ''b*'''",
  },
}

it.each(Object.entries(causes))('%s: a script mends it, and a wrong one does not', async (_what, cause) => {
  const { faults, check, wrong, right } = cause
  const [before, afterwards] = cause.outcomes
  const withPort = (script: string): string => script.replaceAll('{port}', String(lab.ports.https))
  await lab.setFaults(faults)
  expect((await outcomes())[check]).toBe(before)
  await lab.apply(withPort(wrong))
  expect((await outcomes())[check]).toBe(before)
  expect(await lab.apply(withPort(right))).toMatchObject({ applied: true })
  expect((await outcomes())[check]).toBe(afterwards)
  await lab.setFaults(faults)
  expect((await outcomes())[check]).toBe(before)
})
