import { beforeEach, describe, expect, it } from 'vitest'
import { Devices } from '../../../lab/exchange/active-sync-devices.ts'
import { settingsOfNode } from '../../../lab/faults.ts'
import { Management } from '../../../lab/management/management.ts'
import type { Settings } from '../../../lab/settings.ts'
import { bulk, line } from './bulk.ts'

const now = () => new Date('2026-11-29T03:00:00Z')

let nodes: Settings[]
let management: Management
beforeEach(() => {
  // Three servers; the first stands for what holds for all as well.
  const withNodes = (settings: Settings): void => {
    settings.network.nodes = 3
  }
  nodes = [1, 2, 3].map((node) => settingsOfNode(node, ['one-node-no-ntlm'], withNodes))
  management = new Management({
    settingsOf: (node = 1) => nodes[node - 1] ?? settingsOfNode(1, []),
    port: 8443,
    devices: new Devices(),
    now,
  })
})

/** What a cmdlet shows, by the configuration. */
function shown(cmdlet: string): Record<string, unknown>[] {
  return JSON.parse(management.configuration().slice(1))[cmdlet]
}

function one(cmdlet: string, name: string): Record<string, unknown> | undefined {
  return shown(cmdlet).find((each) => [each.Identity, each.Name, each.PrimarySmtpAddress].includes(name))
}

const alice = "-Identity 'alice@contoso.test'"
const directory = "-Identity 'EXCH01\\EWS (Default Web Site)'"
const policy = "New-ThrottlingPolicy -Name 'P'"
const scope = `New-ManagementScope -Name 'S' -RecipientRestrictionFilter 'Alias -eq ''bob'''`
const assign = "New-ManagementRoleAssignment -Name 'A' -Role 'ApplicationImpersonation' -User 'CONTOSO\\alice'"
const confirmed = '-Confirm:$false -ErrorAction Stop'

describe('is refused, and nothing of the script is done', () => {
  it.each<[what: string, kind: 'script' | 'exchange', script: string, sentence: RegExp]>([
    ['a cmdlet that is none', 'script', 'Set-CasMailboxes -EwsEnabled $true', /no cmdlet Set-CasMailboxes/],
    ['a cmdlet that the lab has not', 'script', `Remove-Mailbox ${alice}`, /no cmdlet/],
    ['a parameter that is none', 'script', `Set-CASMailbox ${alice} -EwsEnable $true`, /no parameter -EwsEnable\./],
    ['a parameter of another cmdlet', 'script', 'Set-OrganizationConfig -Identity x', /no parameter -Identity/],
    ['an inherited name', 'script', 'Set-OrganizationConfig -toString x', /no parameter/],
    ['-WhatIf of what only reads', 'script', 'Get-OrganizationConfig -WhatIf', /no parameter -WhatIf/],
    ['a word for a flag', 'script', `Set-CASMailbox ${alice} -EwsEnabled false`, /takes \$true, \$false or \$null/],
    ['a text for a flag', 'script', `Set-CASMailbox ${alice} -EwsEnabled '$true'`, /takes \$true/],
    ['a number for a flag', 'script', 'Set-OrganizationConfig -EwsEnabled 1', /takes \$true/],
    ['a flag without a value', 'script', 'Set-OrganizationConfig -EwsEnabled', /has no value/],
    ['a flag for a text', 'script', `New-ThrottlingPolicy -Name $true`, /takes a text/],
    ['a list for a text', 'script', "Set-CASMailbox -Identity 'a','b' -EwsEnabled $true", /takes a text/],
    ['a text for a switch', 'script', "Set-OrganizationConfig -EwsEnabled $true -WhatIf 'x'", /is a switch/],
    [
      'a choice that is none',
      'script',
      "Set-OrganizationConfig -EwsApplicationAccessPolicy 'AllowList'",
      /takes EnforceAllow/,
    ],
    ['a number in a list', 'script', 'Set-OrganizationConfig -EwsAllowList 5', /takes texts/],
    [
      'an empty entry',
      'script',
      "Set-OrganizationConfig -EwsApplicationAccessPolicy 'EnforceAllowList' -EwsAllowList ''",
      /empty/,
    ],
    [
      'blank for what is never blank',
      'script',
      `Set-WebServicesVirtualDirectory ${directory} -WindowsAuthentication $null`,
      /\$null/,
    ],
    [
      'an address without a host',
      'script',
      `Set-WebServicesVirtualDirectory ${directory} -ExternalUrl '/EWS/Exchange.asmx'`,
      /whole address/,
    ],
    [
      'an address of another kind',
      'script',
      `Set-WebServicesVirtualDirectory ${directory} -ExternalUrl 'file:///etc/passwd'`,
      /whole address/,
    ],
    ['a limit in words', 'script', `${policy} -EwsMaxConcurrency 'many'`, /whole number or 'Unlimited'/],
    ['a limit too large', 'script', `${policy} -EwsMaxConcurrency 2147483648`, /whole number/],
    ['no identity', 'script', 'Set-CASMailbox -EwsEnabled $true', /has no -Identity/],
    ['an empty identity', 'script', "Set-CASMailbox -Identity '' -EwsEnabled $true", /has no -Identity/],
    [
      'a mailbox that is none',
      'exchange',
      "Set-CASMailbox -Identity 'carol@contoso.test' -EwsEnabled $true",
      /couldn't be found/,
    ],
    ['a part of a name', 'exchange', "Set-CASMailbox -Identity 'ali*' -EwsEnabled $true", /couldn't be found/],
    [
      'a virtual directory of no server',
      'exchange',
      "Set-WebServicesVirtualDirectory -Identity 'EXCH04\\EWS (Default Web Site)' -Force",
      /couldn't/,
    ],
    [
      'an allow list without a policy',
      'exchange',
      "Set-OrganizationConfig -EwsAllowList @{Add='a'}",
      /EwsApplicationAccessPolicy must be specified/,
    ],
    [
      'a block list without a policy',
      'exchange',
      `Set-CASMailbox ${alice} -EwsBlockList 'a'`,
      /EwsApplicationAccessPolicy must be specified/,
    ],
    [
      'both lists',
      'exchange',
      "Set-OrganizationConfig -EwsApplicationAccessPolicy EnforceAllowList -EwsAllowList 'a' -EwsBlockList 'b'",
      /together/,
    ],
    [
      'the list of the other policy',
      'exchange',
      "Set-OrganizationConfig -EwsApplicationAccessPolicy EnforceAllowList -EwsBlockList 'b'",
      /can't be specified/,
    ],
    [
      'an allow list and no policy any more',
      'exchange',
      "Set-OrganizationConfig -EwsApplicationAccessPolicy $null -EwsAllowList 'b'",
      /must be/,
    ],
    ['a policy that is there already', 'exchange', `${policy}\n${policy}`, /already exists/],
    [
      'a second policy of the organisation',
      'exchange',
      `${policy} -ThrottlingPolicyScope Organization\nNew-ThrottlingPolicy -Name 'Q' -ThrottlingPolicyScope Organization`,
      /already/,
    ],
    [
      'a policy of the scope Global',
      'script',
      `${policy} -ThrottlingPolicyScope Global`,
      /takes Regular, Organization/,
    ],
    ['a name of 65 characters', 'exchange', `New-ThrottlingPolicy -Name '${'n'.repeat(65)}'`, /1 to 64/],
    [
      'to set a policy that is none',
      'exchange',
      "Set-ThrottlingPolicy -Identity 'P' -EwsMaxBurst 1",
      /couldn't be found/,
    ],
    [
      'to give a policy that is none',
      'exchange',
      "Set-ThrottlingPolicyAssociation -Identity alice -ThrottlingPolicy 'P'",
      /couldn't be found/,
    ],
    [
      'to give a policy to nobody',
      'exchange',
      `${policy}\nSet-ThrottlingPolicyAssociation -Identity 'eve' -ThrottlingPolicy 'P'`,
      /eve/,
    ],
    [
      'to remove a policy that is none',
      'exchange',
      `Remove-ThrottlingPolicy -Identity 'P' ${confirmed}`,
      /couldn't be found/,
    ],
    [
      'to remove a policy that somebody has',
      'exchange',
      `${policy}\nSet-ThrottlingPolicyAssociation -Identity alice -ThrottlingPolicy 'p'\nRemove-ThrottlingPolicy -Identity 'P' ${confirmed}`,
      /associated/,
    ],
    [
      'to remove the default policy',
      'exchange',
      `Remove-ThrottlingPolicy -Identity 'GlobalThrottlingPolicy_8d4b1f0e-6b0c-4c53-9f3b-2d1c7a9e5f60' ${confirmed}`,
      /default/,
    ],
    ['to remove and be asked', 'exchange', `${policy}\nRemove-ThrottlingPolicy -Identity 'P'`, /-Confirm:\$false/],
    [
      'to be asked of one’s own will',
      'exchange',
      'Set-OrganizationConfig -EwsEnabled $true -Confirm',
      /nobody is there/,
    ],
    [
      'a role that is none',
      'exchange',
      "New-ManagementRoleAssignment -Role 'Impersonation' -User alice",
      /role "Impersonation"/,
    ],
    ['a role for nobody', 'exchange', "New-ManagementRoleAssignment -Role 'ApplicationImpersonation' -User eve", /eve/],
    [
      'a role without an account',
      'script',
      "New-ManagementRoleAssignment -Role 'ApplicationImpersonation'",
      /no -User/,
    ],
    ['an assignment that is there', 'exchange', `${assign}\n${assign}`, /already exists/],
    [
      'an assignment with a usual name that is there',
      'exchange',
      "New-ManagementRoleAssignment -Role 'ApplicationImpersonation' -User alice",
      /"ApplicationImpersonation-alice" already/,
    ],
    ['an assignment in a scope that is none', 'exchange', `${assign} -CustomRecipientWriteScope 'S'`, /scope "S"/],
    [
      'a scope for an assignment that is none',
      'exchange',
      `${scope}\nSet-ManagementRoleAssignment -Identity 'A' -CustomRecipientWriteScope 'S'`,
      /"A"/,
    ],
    [
      'two scopes for an assignment',
      'script',
      `${assign}\n${scope}\nSet-ManagementRoleAssignment -Identity 'A' -CustomRecipientWriteScope 'S' -RecipientRelativeWriteScope Organization`,
      /parameter set/,
    ],
    ['a scope without a filter', 'script', "New-ManagementScope -Name 'S'", /RecipientRestrictionFilter/],
    ['a scope that is there', 'exchange', `${scope}\n${scope}`, /already exists/],
    [
      'a scope with a filter that is none',
      'exchange',
      "New-ManagementScope -Name 'S' -RecipientRestrictionFilter 'Alias = bob'",
      /Restriction/,
    ],
    [
      'a scope by a property that is none',
      'exchange',
      "New-ManagementScope -Name 'S' -RecipientRestrictionFilter 'Mail -eq ''b'''",
      /property Mail/,
    ],
    [
      'to remove a scope that an assignment has',
      'exchange',
      `${scope}\n${assign} -CustomRecipientWriteScope 'S'\nRemove-ManagementScope -Identity 'S' ${confirmed}`,
      /role assignment "A"/,
    ],
    [
      'to remove an assignment that is none',
      'exchange',
      `Remove-ManagementRoleAssignment -Identity 'A' ${confirmed}`,
      /"A"/,
    ],
    ['to look at a mailbox that is none', 'exchange', "Get-CASMailbox -Identity 'eve'", /eve/],
    [
      'to add what is there',
      'exchange',
      "Set-OrganizationConfig -EwsApplicationAccessPolicy EnforceAllowList -EwsAllowList 'a'\nSet-OrganizationConfig -EwsAllowList @{Add='A'}",
      /already in/,
    ],
  ])('%s', async (_what, kind, script, sentence) => {
    const before = management.configuration()
    const last = script.split('\n').length
    const result = await management.apply(`Set-CASMailbox -Identity 'zoë' -EwsEnabled $false\n${script}`)
    expect(result).toEqual({ applied: false, kind, line: last + 1, sentence: expect.stringMatching(sentence) })
    expect(management.configuration()).toBe(before)
  })
})

/** Scripts, and what is shown afterwards. */
it.each<[script: string, cmdlet: string, name: string, shows: object]>([
  ['Set-OrganizationConfig -EwsEnabled $false', 'Get-OrganizationConfig', 'Contoso', { EwsEnabled: false }],
  [
    'Set-OrganizationConfig -EwsEnabled $true\nset-organizationconfig -ewsenabled $null',
    'Get-OrganizationConfig',
    'Contoso',
    { EwsEnabled: null },
  ],
  [
    `Set-CASMailbox ${alice} -EwsEnabled $false -EwsAllowOutlook $true`,
    'Get-CASMailbox',
    'alice@contoso.test',
    { EwsEnabled: false, EwsAllowOutlook: true },
  ],
  [
    "Set-CASMailbox -Identity 'contoso.test/Users/Bob Example' -EwsEnabled $false",
    'Get-CASMailbox',
    'bob@contoso.test',
    { EwsEnabled: false },
  ],
  [
    "Set-CASMailbox -Identity 'CONTOSO\\zoë' -EwsEnabled $false",
    'Get-CASMailbox',
    'zoe@contoso.test',
    { EwsEnabled: false },
  ],
  [
    "Set-CASMailbox -Identity 'CN=Alice Example,CN=Users,DC=contoso,DC=test' -EwsEnabled $false",
    'Get-CASMailbox',
    'alice@contoso.test',
    { EwsEnabled: false },
  ],
  [
    "Set-OrganizationConfig -EwsApplicationAccessPolicy 'enforceallowlist' -EwsAllowList 'a','b','a'",
    'Get-OrganizationConfig',
    'Contoso',
    { EwsApplicationAccessPolicy: 'EnforceAllowList', EwsAllowList: ['a', 'b'] },
  ],
  [
    "Set-OrganizationConfig -EwsApplicationAccessPolicy EnforceAllowList -EwsAllowList 'a','b'\nSet-OrganizationConfig -EwsAllowList @{Add='c','d'; Remove='A','x'}",
    'Get-OrganizationConfig',
    'Contoso',
    { EwsAllowList: ['b', 'c', 'd'] },
  ],
  [
    "Set-OrganizationConfig -EwsApplicationAccessPolicy EnforceBlockList -EwsBlockList 'a','b'\nSet-OrganizationConfig -EwsApplicationAccessPolicy $null -EwsBlockList $null",
    'Get-OrganizationConfig',
    'Contoso',
    { EwsApplicationAccessPolicy: null, EwsBlockList: [] },
  ],
  [
    `Set-WebServicesVirtualDirectory ${directory} -ExternalUrl $null -InternalUrl 'https://in.contoso.test/EWS/Exchange.asmx'`,
    'Get-WebServicesVirtualDirectory',
    'EXCH01\\EWS (Default Web Site)',
    { ExternalUrl: null, InternalUrl: 'https://in.contoso.test/EWS/Exchange.asmx' },
  ],
  [
    `Set-WebServicesVirtualDirectory ${directory} -BasicAuthentication $false -MRSProxyEnabled $true -ExtendedProtectionSPNList 'http/mail' -ExtendedProtectionFlags 'Proxy'`,
    'Get-WebServicesVirtualDirectory',
    'EXCH01\\EWS (Default Web Site)',
    {
      BasicAuthentication: false,
      WindowsAuthentication: true,
      MRSProxyEnabled: true,
      ExtendedProtectionSPNList: ['http/mail'],
      ExtendedProtectionFlags: ['Proxy'],
    },
  ],
  [
    "Set-WebServicesVirtualDirectory -Identity 'exch03\\ews (default web site)' -WindowsAuthentication $true",
    'Get-WebServicesVirtualDirectory',
    'EXCH03\\EWS (Default Web Site)',
    { WindowsAuthentication: true, BasicAuthentication: true },
  ],
  [
    `${policy} -EwsMaxConcurrency 'unlimited' -EwsMaxBurst 5`,
    'Get-ThrottlingPolicy',
    'P',
    { ThrottlingPolicyScope: 'Regular', EwsMaxConcurrency: 'Unlimited', EwsMaxBurst: 5, EwsRechargeRate: null },
  ],
  [
    `${policy}\nSet-ThrottlingPolicy -Identity 'p' -EwsMaxBurst 7\nSet-ThrottlingPolicyAssociation -Identity 'CONTOSO\\bob' -ThrottlingPolicy 'P'`,
    'Get-ThrottlingPolicyAssociation',
    'Bob Example',
    { ThrottlingPolicyId: 'P' },
  ],
  [
    `${policy}\nSet-ThrottlingPolicyAssociation -Identity bob -ThrottlingPolicy 'P'\nSet-ThrottlingPolicyAssociation -Identity bob -ThrottlingPolicy $null\nRemove-ThrottlingPolicy -Identity 'P' ${confirmed}`,
    'Get-ThrottlingPolicyAssociation',
    'Bob Example',
    { ThrottlingPolicyId: null },
  ],
  [
    `${scope}\n${assign} -CustomRecipientWriteScope 's'`,
    'Get-ManagementRoleAssignment',
    'A',
    {
      RoleAssigneeName: 'Alice Example',
      RecipientWriteScope: 'CustomRecipientScope',
      CustomRecipientWriteScope: 'S',
      Enabled: true,
    },
  ],
  [
    `${scope}\n${assign} -CustomRecipientWriteScope 'S'\nSet-ManagementRoleAssignment -Identity 'A' -CustomRecipientWriteScope $null -Enabled $false\nRemove-ManagementScope -Identity 'S' ${confirmed}`,
    'Get-ManagementRoleAssignment',
    'A',
    { CustomRecipientWriteScope: null, Enabled: false },
  ],
  [
    `${scope}\nSet-ManagementScope -Identity 'S' -RecipientRestrictionFilter "Alias -like 'b*'"`,
    'Get-ManagementScope',
    'S',
    { RecipientFilter: "Alias -like 'b*'", Exclusive: false },
  ],
])('%s', async (script, cmdlet, name, shows) => {
  expect(await management.apply(script)).toMatchObject({ applied: true })
  expect(one(cmdlet, name)).toMatchObject(shows)
})

describe('settings of the lab', () => {
  it('hold what was changed: at every server, or at the one that is meant', async () => {
    expect(nodes.map(({ ews }) => ews.schemes)).toEqual([
      ['Negotiate', 'NTLM', 'Basic'],
      ['Negotiate', 'NTLM', 'Basic'],
      ['Basic'],
    ])
    await management.apply(
      "Set-WebServicesVirtualDirectory -Identity 'EXCH03\\EWS (Default Web Site)' -WindowsAuthentication $true -ExtendedProtectionTokenChecking Require\n" +
        'Set-OrganizationConfig -EwsEnabled $false',
    )
    expect(nodes.map(({ ews }) => ews.channelBinding)).toEqual(['allow', 'allow', 'require'])
    expect(nodes.map(({ ews }) => ews.schemes.length)).toEqual([3, 3, 3])
    expect(nodes.map(({ ews }) => ews.organisation.enabled)).toEqual([false, false, false])
  })

  it('are of one server each, however many were changed by one script', async () => {
    await management.apply("Set-OrganizationConfig -EwsApplicationAccessPolicy EnforceAllowList -EwsAllowList 'a'")
    nodes[0]?.ews.organisation.allowList.push('b')
    expect(nodes.map(({ ews }) => ews.organisation.allowList)).toEqual([['a', 'b'], ['a'], ['a']])
  })
})

describe('a preview', () => {
  it('changes nothing, says what it would, and goes on where something is not there yet', async () => {
    const before = management.configuration()
    const script = `${policy} -WhatIf\nSet-ThrottlingPolicyAssociation -Identity alice -ThrottlingPolicy 'P' -WhatIf\nRemove-ManagementScope -Identity 'S' -WhatIf\nSet-CASMailbox ${alice} -EwsEnabled $true -WhatIf`
    expect(await management.apply(script)).toEqual({
      applied: true,
      steps: [
        { line: 1, cmdlet: 'New-ThrottlingPolicy', target: 'P', result: 'previewed' },
        { line: 2, cmdlet: 'Set-ThrottlingPolicyAssociation', result: 'failed', message: expect.stringContaining('P') },
        { line: 3, cmdlet: 'Remove-ManagementScope', result: 'failed', message: expect.stringContaining('S') },
        { line: 4, cmdlet: 'Set-CASMailbox', target: 'alice@contoso.test', result: 'previewed' },
      ],
    })
    expect(management.configuration()).toBe(before)
  })

  it.each([
    ['that stops at errors', "Set-CASMailbox -Identity 'eve' -EwsEnabled $true -WhatIf -ErrorAction Stop"],
    ['whose -WhatIf is off', "Set-CASMailbox -Identity 'eve' -EwsEnabled $true -WhatIf:$false"],
    ['that cannot be read', 'Set-CASMailbox -Identity alice -EwsEnabled no -WhatIf'],
  ])('%s ends at one', async (_what, script) => {
    expect(await management.apply(script)).toMatchObject({ applied: false, line: 1 })
  })
})

describe('a script for many mailboxes', () => {
  it('goes on after one that Exchange refuses, and says so', async () => {
    management.configuration({ mailboxes: 5 })
    const set = (name: string): string =>
      line(name, `Set-CASMailbox -Identity '${name}' -EwsEnabled $true -ErrorAction Stop`)
    const result = await management.apply(bulk(set('user00001'), set('eve'), set('user00005@contoso.test')))
    if (!result.applied) throw new Error(result.sentence)
    expect(result.steps.map(({ result: became, logged }) => [logged?.identity, became])).toEqual([
      ['user00001', 'changed'],
      ['eve', 'failed'],
      ['user00005@contoso.test', 'changed'],
    ])
    const enabled = shown('Get-CASMailbox').filter(({ EwsEnabled }) => EwsEnabled === true)
    expect(enabled.map(({ SamAccountName }) => SamAccountName)).toEqual(
      expect.arrayContaining(['user00001', 'user00005']),
    )
  })

  it('does nothing at all where one line asks for what is not there', async () => {
    const before = management.configuration()
    const good = line('alice', `Set-CASMailbox ${alice} -EwsEnabled $true`)
    const wrong = line('bob', "Set-CASMailbox -Identity 'bob' -EwsEnabld $true")
    expect(await management.apply(bulk(good, wrong))).toMatchObject({ applied: false, kind: 'script', line: 14 })
    expect(management.configuration()).toBe(before)
  })
})
