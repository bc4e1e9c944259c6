import { describe, expect, it } from 'vitest'
import { bulkScriptText, changeFunctions, type MailboxChange } from '../../../shared/management/bulk-script.ts'
import { scriptParts } from '../../../shared/management/script.ts'
import { withTree } from './powershell-tree.ts'
import { changes } from './scripts.ts'

const head = { title: 'Title', organisation: 'Contoso', madeAt: '2026-11-29T02:30:00Z', logName: 'log.csv' }
const rows = (script: string) => script.split('\r\n').filter((line) => line.startsWith('Invoke-Change '))
const commandsOf = (script: string) => rows(script).map((row) => row.match(/-Change \{ (.*) \}$/)?.[1])
const many = (count: number): MailboxChange[] =>
  Array.from({ length: count }, (_, number) => ({
    identity: `user${number}@contoso.com`,
    to: { EwsEnabled: true },
    from: { EwsEnabled: number % 2 ? false : null },
  }))

describe('The script for many mailboxes', () => {
  it('sets what is meant, or only says so', () => {
    expect(commandsOf(bulkScriptText({ ...head, part: 'apply', changes }))).toEqual([
      "Set-CASMailbox -Identity 'anna@contoso.com' -EwsEnabled $true -ErrorAction Stop",
      "Set-CASMailbox -Identity 'bo.o''neill@contoso.com' -EwsApplicationAccessPolicy 'EnforceAllowList' -EwsAllowList @{Add='NylasClient/*'} -ErrorAction Stop",
      "Set-CASMailbox -Identity 'carla@contoso.com' -EwsApplicationAccessPolicy 'EnforceBlockList' -EwsBlockList @{Remove='*Client*'} -ErrorAction Stop",
    ])
    for (const command of commandsOf(bulkScriptText({ ...head, part: 'preview', changes })))
      expect(command).toMatch(/ -WhatIf -ErrorAction Stop$/)
  })

  it('puts back what was read of each, in the opposite order', () => {
    expect(commandsOf(bulkScriptText({ ...head, part: 'undo', changes }))).toEqual([
      "Set-CASMailbox -Identity 'carla@contoso.com' -EwsApplicationAccessPolicy 'EnforceBlockList' -EwsBlockList '*Client*' -ErrorAction Stop",
      "Set-CASMailbox -Identity 'bo.o''neill@contoso.com' -EwsApplicationAccessPolicy 'EnforceAllowList' -EwsAllowList 'OtherClient/*','Third' -ErrorAction Stop",
      "Set-CASMailbox -Identity 'anna@contoso.com' -EwsEnabled $false -ErrorAction Stop",
    ])
  })

  it('says in the log what it was and what it is, on one line', () => {
    const [row] = rows(
      bulkScriptText({
        ...head,
        part: 'apply',
        changes: [
          {
            identity: 'a',
            to: { EwsAllowList: { add: ['x\ny'], remove: ['z'] }, EwsEnabled: true },
            from: { EwsAllowList: ['z'], EwsEnabled: null },
          },
        ],
      }).replaceAll(/([^\r])\n/g, '$1 '),
    )
    expect(row).toContain(`-From '''z''; $null' -To 'with ''x y'', without ''z''; $true' -Change`)
  })

  it.each([
    ['what was not read', { identity: 'a', to: { EwsEnabled: true }, from: {} }, /was not read/],
    ['nothing to change', { identity: 'a', to: {}, from: {} }, /nothing changes/],
  ])('has no line for %s: nothing could put it back', (_, change, why) => {
    expect(() => bulkScriptText({ ...head, part: 'apply', changes: [change] })).toThrow(why)
  })

  it.each([[0], [-1], [Number.NaN]])('takes no batch of %d', (batch) => {
    expect(() => bulkScriptText({ ...head, part: 'apply', changes, batch })).toThrow(RangeError)
  })

  it('says at each batch how far it is', () => {
    const script = bulkScriptText({ ...head, part: 'apply', changes: many(1_001) })
    expect(script.match(/Write-Host -Object '.*'/g)).toEqual([
      "Write-Host -Object 'Batch 1 of 3: mailboxes 1 to 500 of 1001'",
      "Write-Host -Object 'Batch 2 of 3: mailboxes 501 to 1000 of 1001'",
      "Write-Host -Object 'Batch 3 of 3: mailboxes 1001 to 1001 of 1001'",
      "Write-Host -Object 'Done. What was done stands in the log, log.csv.'",
    ])
  })

  it('parses for ten thousand mailboxes, each with its line', () => {
    const script = bulkScriptText({ ...head, part: 'undo', changes: many(10_000) })
    withTree(script, (root) => expect(root.descendantsOfType('script_block_expression').length).toBe(10_001))
  })

  it.each(scriptParts)('throws where it is no file, whatever the session keeps as $log: %s', (part) => {
    const lines = changeFunctions(part)
    const thrown = lines.findIndex((line) => /^ {2}if \(-not \$PSScriptRoot\) \{ throw '[^']+' \}$/.test(line))
    expect(thrown).toBe(lines.findIndex((line) => line.startsWith('function Invoke-Change(')) + 1)
  })

  it.each(scriptParts)('looks for its log before each change, so that a pasted one changes nothing: %s', (part) => {
    const lines = changeFunctions(part)
    const looked = lines.indexOf('  Get-Item -LiteralPath $log | Out-Null')
    expect(looked).toBe(lines.findIndex((line) => line.startsWith('function Invoke-Change(')) + 2)
    expect(looked).toBeLessThan(lines.findIndex((line) => line.includes('& $Change')))
  })

  it('says what a policy does that is not set any more, and how a forest is seen', () => {
    const script = bulkScriptText({ ...head, part: 'undo', changes })
    expect(script).toMatch(/^# .*still is EnforceAllowList/m)
    expect(script).toContain('Set-ADServerSettings -ViewEntireForest $true')
  })

  it('begins its log before it changes anything', () => {
    const statements = bulkScriptText({ ...head, part: 'apply', changes }).split('\r\n')
    const begun = statements.indexOf("Write-Change -Result 'begun'")
    expect(begun).toBeGreaterThan(statements.indexOf("$ErrorActionPreference = 'Stop'"))
    expect(begun).toBeLessThan(statements.findIndex((line) => line.startsWith('Invoke-Change ')))
  })

  it.each(['preview', 'apply', 'undo'] as const)('runs its %s in constrained language too', (part) => {
    withTree(changeFunctions(part).join('\r\n'), (root) => {
      expect(root.descendantsOfType('invokation_expression')).toEqual([])
      expect(new Set(root.descendantsOfType('type_literal').map(({ text }) => text))).toEqual(new Set(['[string]']))
    })
  })
})
