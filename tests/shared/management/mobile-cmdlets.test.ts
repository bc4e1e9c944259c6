import { describe, expect, it } from 'vitest'
import { checkCommand, command, sinceRelease } from '../../../shared/management/cmdlets.ts'
import type { Command } from '../../../shared/management/command.ts'
import { callText, commandText } from '../../../shared/management/script.ts'

describe('The cmdlets for devices', () => {
  it.each<[string, Command]>([
    [
      'a level that Exchange does not have',
      { cmdlet: 'Set-ActiveSyncDeviceAccessRule', parameters: { Identity: 'a', AccessLevel: 'Deny' } },
    ],
    [
      'a rule without a level',
      { cmdlet: 'New-ActiveSyncDeviceAccessRule', parameters: { Characteristic: 'DeviceType', QueryString: 'iPhone' } },
    ],
    [
      'a rule by an id, which only a mailbox has',
      {
        cmdlet: 'New-ActiveSyncDeviceAccessRule',
        parameters: { Characteristic: 'DeviceId', QueryString: 'a', AccessLevel: 'Allow' },
      },
    ],
    [
      'a name for a new rule',
      {
        cmdlet: 'New-ActiveSyncDeviceAccessRule',
        parameters: { Name: 'a', Characteristic: 'DeviceType', QueryString: 'iPhone', AccessLevel: 'Allow' },
      },
    ],
    [
      'another query string for a rule',
      { cmdlet: 'Set-ActiveSyncDeviceAccessRule', parameters: { Identity: 'a', QueryString: 'b' } },
    ],
    ['a removal of everything', { cmdlet: 'Remove-MobileDevice', parameters: {} }],
    ['one id as a text', { cmdlet: 'Set-CASMailbox', parameters: { Identity: 'a', ActiveSyncAllowedDeviceIDs: 'b' } }],
    ['a blank default', { cmdlet: 'Set-ActiveSyncOrganizationSettings', parameters: { DefaultAccessLevel: null } }],
  ])('refuse %s', (_, wrong) => {
    expect(() => checkCommand(wrong)).toThrow(RangeError)
  })

  it('are quoted, so that a user agent cannot end its text', () => {
    const rule = command('New-ActiveSyncDeviceAccessRule', {
      Characteristic: 'UserAgent',
      QueryString: "it's; Remove-Mailbox ’x",
      AccessLevel: 'Allow',
    })
    expect(callText(rule)).toBe(
      "New-ActiveSyncDeviceAccessRule -Characteristic 'UserAgent' -QueryString 'it''s; Remove-Mailbox ’’x' -AccessLevel 'Allow'",
    )
  })

  it('add to a list and never replace it, and ask nothing in a script', () => {
    const set = command('Set-CASMailbox', { Identity: 'a', ActiveSyncAllowedDeviceIDs: { add: ['b'], remove: ['c'] } })
    expect(commandText(set, 'preview')).toBe(
      "Set-CASMailbox -Identity 'a' -ActiveSyncAllowedDeviceIDs @{Add='b'; Remove='c'} -WhatIf",
    )
    expect(commandText(command('Remove-MobileDevice', { Identity: 'a' }), 'apply')).toBe(
      "Remove-MobileDevice -Identity 'a' -Confirm:$false -ErrorAction Stop",
    )
  })

  it.each([
    ['2013', command('Remove-MobileDevice', { Identity: 'a' })],
    ['2010', command('Remove-ActiveSyncDevice', { Identity: 'a' })],
    ['2010', command('Set-CASMailbox', { Identity: 'a', ActiveSyncAllowedDeviceIDs: { add: ['b'] } })],
  ])('are there since Exchange %s', (release, one) => {
    expect(sinceRelease([one])).toBe(release)
  })
})
