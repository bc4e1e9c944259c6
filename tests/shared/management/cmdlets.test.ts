import { describe, expect, it } from 'vitest'
import { checkCommand, cmdlets, command, sinceRelease } from '../../../shared/management/cmdlets.ts'
import type { Command } from '../../../shared/management/command.ts'
import { configurationCmdlets } from '../../../shared/management/configuration.ts'

describe('The table of cmdlets', () => {
  it.each<[string, Command]>([
    ['a cmdlet that is not in it', { cmdlet: 'Remove-Mailbox', parameters: { Identity: 'a' } }],
    ['what every object has', { cmdlet: 'toString', parameters: {} }],
    ['another casing', { cmdlet: 'set-casmailbox', parameters: { Identity: 'a' } }],
    ['code for a cmdlet', { cmdlet: 'Get-CASMailbox; Remove-Mailbox', parameters: {} }],
    ['a parameter that is not in it', { cmdlet: 'Set-CASMailbox', parameters: { Identity: 'a', MAPIEnabled: true } }],
    ['what every object has, as a parameter', { cmdlet: 'Get-CASMailbox', parameters: { toString: 'a' } }],
    ['code for a parameter', { cmdlet: 'Get-CASMailbox', parameters: { 'Identity a; x': 'a' } }],
    ['no identity', { cmdlet: 'Set-CASMailbox', parameters: { EwsEnabled: true } }],
    ['a text for a flag', { cmdlet: 'Set-OrganizationConfig', parameters: { EwsEnabled: 'true' } }],
    ['a flag for a text', { cmdlet: 'Get-CASMailbox', parameters: { Identity: true } }],
    ['a text for a list', { cmdlet: 'Set-OrganizationConfig', parameters: { EwsAllowList: 'a' } }],
    ['a list for a text', { cmdlet: 'Get-CASMailbox', parameters: { Identity: ['a'] } }],
    ['another word than the choices', { cmdlet: 'Get-CASMailbox', parameters: { ResultSize: 'All' } }],
    [
      'a word for no limit that is none',
      { cmdlet: 'Set-ThrottlingPolicy', parameters: { Identity: 'a', EwsMaxBurst: 'unlimited' } },
    ],
    ['a limit below nothing', { cmdlet: 'Set-ThrottlingPolicy', parameters: { Identity: 'a', EwsMaxBurst: -1 } }],
    ['half a limit', { cmdlet: 'Set-ThrottlingPolicy', parameters: { Identity: 'a', EwsMaxBurst: 0.5 } }],
    [
      'blank where the cmdlet takes none',
      { cmdlet: 'Set-WebServicesVirtualDirectory', parameters: { Identity: 'a', BasicAuthentication: null } },
    ],
    ['blank for who is meant', { cmdlet: 'Set-CASMailbox', parameters: { Identity: null } }],
    ['-WhatIf, which the part of a script decides', { cmdlet: 'Set-OrganizationConfig', parameters: { WhatIf: true } }],
    ['-Confirm', { cmdlet: 'Remove-ManagementScope', parameters: { Identity: 'a', Confirm: false } }],
    ['-ErrorAction', { cmdlet: 'Get-ExchangeServer', parameters: { ErrorAction: 'SilentlyContinue' } }],
  ])('refuses %s', (_, wrong) => {
    expect(() => checkCommand(wrong)).toThrow(RangeError)
  })

  it('takes a command of its own', () => {
    const right = command(
      'Set-CASMailbox',
      { Identity: 'a', EwsEnabled: null, EwsAllowList: { add: ['b'] }, EwsApplicationAccessPolicy: 'EnforceAllowList' },
      'why',
    )
    expect(() => checkCommand(right)).not.toThrow()
    expect(right.comment).toBe('why')
  })

  it('is held by the compiler where a command is written down', () => {
    // @ts-expect-error: no such cmdlet
    command('Remove-Mailbox', { Identity: 'a' })
    // @ts-expect-error: no such parameter
    command('Set-CASMailbox', { Identity: 'a', MAPIEnabled: true })
    // @ts-expect-error: no identity
    command('Set-CASMailbox', { EwsEnabled: true })
    // @ts-expect-error: a text for a flag
    command('Set-OrganizationConfig', { EwsEnabled: 'true' })
    // @ts-expect-error: another word than the choices
    command('Set-OrganizationConfig', { EwsApplicationAccessPolicy: 'AllowList' })
    // @ts-expect-error: a text for a list
    command('Set-OrganizationConfig', { EwsAllowList: 'a' })
    // @ts-expect-error: blank where the cmdlet takes none
    command('Set-WebServicesVirtualDirectory', { Identity: 'a', BasicAuthentication: null })
    // @ts-expect-error: a word for no limit that is none
    command('New-ThrottlingPolicy', { Name: 'a', EwsMaxBurst: 'None' })
    // @ts-expect-error: -WhatIf is not a command's to decide
    expect(command('Remove-ManagementScope', { Identity: 'a', WhatIf: true }).cmdlet).toBe('Remove-ManagementScope')
  })

  it('names after what a cmdlet does whether it changes something, and asks', () => {
    const effects = { Get: 'reads', Set: 'changes', New: 'changes', Remove: 'asks' } as const
    for (const [name, { effect }] of Object.entries(cmdlets))
      expect([name, effect]).toEqual([name, effects[name.split('-')[0] as keyof typeof effects]])
  })

  it('knows each cmdlet by which the configuration is read', () => {
    for (const name of Object.values(configurationCmdlets)) expect(cmdlets[name].effect).toBe('reads')
  })

  it.each([
    ['2010', [command('Set-CASMailbox', { Identity: 'a', EwsEnabled: true })]],
    ['2010', []],
    ['2013', [command('Set-WebServicesVirtualDirectory', { Identity: 'a', OAuthAuthentication: true })]],
    [
      '2013',
      [
        command('Get-ExchangeServer', {}),
        command('Set-ThrottlingPolicy', { Identity: 'a', EwsMaxConcurrency: 1, EwsCutoffBalance: 2 }),
      ],
    ],
  ])('says that %s is the first release with all of them', (release, commands) => {
    expect(sinceRelease(commands)).toBe(release)
  })
})
