import { describe, expect, it } from 'vitest'
import { command } from '../../../shared/management/cmdlets.ts'
import { scriptParts, scriptText } from '../../../shared/management/script.ts'
import { commentLine } from '../../../shared/management/script-comment.ts'
import { fileStem, scriptBytes, scriptFileName } from '../../../shared/management/script-file.ts'

const head = { title: 'Title', organisation: 'Contoso', madeAt: '2026-11-29T02:30:00Z' }
const lines = (script: string) => script.split('\r\n').filter((line) => line !== '' && !line.startsWith('#'))

describe('A script', () => {
  const commands = [
    command('Set-OrganizationConfig', { EwsEnabled: true }),
    command('Remove-ManagementScope', { Identity: 'a' }),
    command('Get-ExchangeServer', {}),
  ]

  it('only says what it would do, as a preview', () => {
    expect(lines(scriptText({ ...head, part: 'preview', commands }))).toEqual([
      'Set-OrganizationConfig -EwsEnabled $true -WhatIf',
      "Remove-ManagementScope -Identity 'a' -WhatIf",
      'Get-ExchangeServer',
    ])
  })

  it.each(['apply', 'undo'] as const)('stops at what is refused and asks nothing, as %s', (part) => {
    const script = scriptText({ ...head, part, commands })
    expect(lines(script)).toEqual([
      'Set-OrganizationConfig -EwsEnabled $true -ErrorAction Stop',
      "Remove-ManagementScope -Identity 'a' -Confirm:$false -ErrorAction Stop",
      'Get-ExchangeServer -ErrorAction Stop',
    ])
    expect(script).toContain('# What is removed is removed without a question')
  })

  it('says where to begin in an undo of several commands, whose apply may have ended early', () => {
    const early = /^# It ends at the first command that is refused\. Where apply ended early, /m
    expect(scriptText({ ...head, part: 'undo', commands })).toMatch(early)
    expect(scriptText({ ...head, part: 'undo', commands: commands.slice(0, 1) })).not.toMatch(early)
    expect(scriptText({ ...head, part: 'apply', commands })).not.toMatch(early)
  })

  it('leaves a switch out that is off', () => {
    const off = command('Remove-ThrottlingPolicy', { Identity: 'a', Force: false })
    expect(lines(scriptText({ ...head, part: 'undo', commands: [off] }))).toEqual([
      "Remove-ThrottlingPolicy -Identity 'a' -Confirm:$false -ErrorAction Stop",
    ])
  })

  it.each([
    ['EnforceAllowList', 'turns it on, and shuts out'],
    ['EnforceBlockList', 'turns it on, and lets in'],
  ] as const)('says what %s does where it is not set any more, in each part', (policy, danger) => {
    const list = policy === 'EnforceAllowList' ? 'EwsAllowList' : 'EwsBlockList'
    const set = command('Set-OrganizationConfig', { EwsApplicationAccessPolicy: policy, [list]: { add: ['a'] } })
    for (const part of scriptParts)
      expect(scriptText({ ...head, part, commands: [set] })).toMatch(
        new RegExp(`^# .*still is ${policy}.*${danger}`, 'm'),
      )
    expect(scriptText({ ...head, part: 'apply', commands })).not.toContain('still is')
  })

  it('says how a forest of several domains is seen, where it is about recipients', () => {
    const wholeForest = /^# Where the forest has several domains, .*Set-ADServerSettings -ViewEntireForest \$true\r$/m
    const set = command('Set-CASMailbox', { Identity: 'a', EwsEnabled: true })
    for (const part of scriptParts) expect(scriptText({ ...head, part, commands: [set] })).toMatch(wholeForest)
    expect(scriptText({ ...head, part: 'apply', commands })).not.toMatch(wholeForest)
  })

  it('keeps an argument exact that holds what cannot be seen, and shows that above it', () => {
    const set = command('Set-CASMailbox', { Identity: 'x\u202elive', EwsEnabled: true })
    const lines = scriptText({ ...head, part: 'apply', commands: [set] }).split('\r\n')
    const at = lines.findIndex((line) => line.startsWith('Set-CASMailbox'))
    expect(lines[at]).toContain("-Identity 'x\u202elive'")
    expect(lines[at - 1]).toMatch(/^# What comes next holds signs that cannot be seen.*'x\[U\+202E\]live'/)
    expect(scriptText({ ...head, part: 'apply', commands })).not.toContain('cannot be seen')
  })

  it('has no command that the table does not know', () => {
    const wrong = { cmdlet: 'Remove-Mailbox', parameters: { Identity: 'a' } }
    expect(() => scriptText({ ...head, part: 'apply', commands: [wrong] })).toThrow(RangeError)
  })
})

describe('A comment', () => {
  it.each([
    ['a line break', 'a\r\nRemove-Mailbox b', '# a Remove-Mailbox b'],
    ['a line break of another kind', 'a\u2028b\u0085c\u2029d\ve', '# a b c d e'],
    ['what closes a block comment', 'a #> b', '# a #> b'],
    ['the start of a signature', ' SIG # Begin signature block', '# "SIG # Begin signature block'],
    ['the start of a signature, as PowerShell takes it too', 'sig#beginsignatureblock', '# "sig#beginsignatureblock'],
    ['a requirement, which begins without a space', 'requires -Version 99', '# requires -Version 99'],
    ['what turns the order of letters', 'a\u202eb', '# a[U+202E]b'],
    ['what cannot be seen', 'a\u200bb\ufeff', '# a[U+200B]b[U+FEFF]'],
    ['half a character', 'a\ud83d', '# a\ufffd'],
    ['a control character', 'a\u001bb', '# a b'],
  ])('stays one line, whatever is in it: %s', (_, text, line) => {
    expect(commentLine(text)).toBe(line)
  })
})

describe('The file of a script', () => {
  it('begins with the mark by which Windows PowerShell knows UTF-8', () => {
    expect([...scriptBytes('’\r\n')]).toEqual([0xef, 0xbb, 0xbf, 0xe2, 0x80, 0x99, 0x0d, 0x0a])
  })

  it.each([
    [['ews-allow-list', 'apply'], 'postern-ews-allow-list-apply.ps1'],
    [['../..\\Über; rm', 'UNDO'], 'postern-ber-rm-undo.ps1'],
    [['x'.repeat(300)], `${`postern-${'x'.repeat(300)}`.slice(0, 100)}.ps1`],
    [[], 'postern.ps1'],
  ])('is named after what it does: %j', (named, name) => {
    expect(scriptFileName(...named)).toBe(name)
    expect(`${fileStem(...named)}.ps1`).toBe(name)
  })
})
