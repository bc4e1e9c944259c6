import { describe, expect, it } from 'vitest'
import { command } from '../../../shared/management/cmdlets.ts'
import { listFunctions } from '../../../shared/management/list-functions.ts'
import { type ListStep, listScriptText } from '../../../shared/management/list-script.ts'
import { type ScriptPart, scriptParts } from '../../../shared/management/script.ts'
import { withTree } from './powershell-tree.ts'

const head = {
  ...{ title: 'Decide', organisation: 'Contoso', madeAt: '2026-11-29T02:30:00Z' },
  ...{ logName: 'log.csv', applyLogName: 'apply-log.csv' },
}
const allowed = 'ActiveSyncAllowedDeviceIDs'
const steps: ListStep[] = [
  {
    what: 'python (DeviceType)',
    apply: command('New-ActiveSyncDeviceAccessRule', {
      ...{ Characteristic: 'DeviceType', QueryString: 'python', AccessLevel: 'Allow' },
    }),
    undo: command('Remove-ActiveSyncDeviceAccessRule', { Identity: 'python (DeviceType)' }),
  },
  { identity: "bo.o'neill@contoso.com", list: allowed, add: ['A', 'B'], remove: [] },
  { identity: 'anna@contoso.com', list: 'ActiveSyncBlockedDeviceIDs', add: [], remove: ['c’d'] },
  { what: 'x/§1', apply: command('Remove-MobileDevice', { Identity: 'x/§1' }), undo: undefined },
]
const linesOf = (part: ScriptPart, of = steps, batch = 500) =>
  listScriptText({ ...head, part, steps: of, batch }).split('\r\n')
const changesOf = (part: ScriptPart) => linesOf(part).filter((line) => line.startsWith('Invoke-'))

describe('the script about lists', () => {
  it('adds to each list and takes from it, and replaces none', () => {
    expect(changesOf('apply')).toEqual([
      "Invoke-Change -Identity 'python (DeviceType)' -Setting 'New-ActiveSyncDeviceAccessRule' -From '' -To 'python (DeviceType)' -Change { New-ActiveSyncDeviceAccessRule -Characteristic 'DeviceType' -QueryString 'python' -AccessLevel 'Allow' -ErrorAction Stop }",
      "Invoke-ListChange -Identity 'bo.o''neill@contoso.com' -Setting 'ActiveSyncAllowedDeviceIDs' -Add 'A','B'",
      "Invoke-ListChange -Identity 'anna@contoso.com' -Setting 'ActiveSyncBlockedDeviceIDs' -Remove 'c’’d'",
      "Invoke-Change -Identity 'x/§1' -Setting 'Remove-MobileDevice' -From '' -To 'x/§1' -Change { Remove-MobileDevice -Identity 'x/§1' -Confirm:$false -ErrorAction Stop }",
    ])
  })

  it('takes back in the opposite order what can be taken back, by the words that apply wrote into its log', () => {
    expect(changesOf('undo')).toEqual([
      "Invoke-ListChange -Identity 'anna@contoso.com' -Setting 'ActiveSyncBlockedDeviceIDs' -Add 'c’’d'",
      "Invoke-ListChange -Identity 'bo.o''neill@contoso.com' -Setting 'ActiveSyncAllowedDeviceIDs' -Remove 'A','B'",
      "Invoke-Change -Identity 'python (DeviceType)' -Setting 'New-ActiveSyncDeviceAccessRule' -From 'python (DeviceType)' -To '' -Change { Remove-ActiveSyncDeviceAccessRule -Identity 'python (DeviceType)' -Confirm:$false -ErrorAction Stop }",
    ])
  })

  it('only says so in a preview', () => {
    const lines = linesOf('preview')
    expect(lines.filter((line) => line.includes('New-ActiveSyncDeviceAccessRule -Ch'))).toEqual([
      expect.stringMatching(/ -WhatIf -ErrorAction Stop \}$/),
    ])
    expect(lines).toContain("    $given = @{ Identity = $Identity; ErrorAction = 'Stop'; WhatIf = $true }")
    for (const part of ['apply', 'undo'] as const) expect(linesOf(part).join('')).not.toContain('WhatIf')
  })

  it('reads the log of apply before it puts anything back, and no other part does', () => {
    const lines = linesOf('undo')
    const read = lines.indexOf('$changed = Read-Applied')
    expect(read).toBeGreaterThan(lines.indexOf("$applied = Join-Path -Path $PSScriptRoot -ChildPath 'apply-log.csv'"))
    expect(read).toBeLessThan(lines.findIndex((line) => /^Invoke-\w+ -Identity/.test(line)))
    for (const part of ['preview', 'apply'] as const) expect(linesOf(part).join('')).not.toContain('applied')
  })

  it('looks for what apply changed before each thing that it puts back', () => {
    const lines = listFunctions('undo')
    const asked = lines.flatMap((line, at) => (line.includes('if (-not $changed[') ? [at] : []))
    const changing = ['    & $Change', '      Set-CASMailbox @given'].map((text) =>
      lines.findIndex((line) => line.startsWith(text)),
    )
    expect(asked).toHaveLength(3)
    expect(asked[0]).toBeLessThan(changing[0] ?? -1)
    expect(asked[2]).toBeLessThan(changing[1] ?? -1)
    for (const part of ['preview', 'apply'] as const) expect(listFunctions(part).join('')).not.toContain('$changed[')
  })

  it.each(scriptParts)('changes nothing where it is pasted, or where its log cannot be written: %s', (part) => {
    const lines = listFunctions(part)
    for (const name of ['Invoke-Change', 'Invoke-ListChange']) {
      const begin = lines.findIndex((line) => line.startsWith(`function ${name}(`))
      expect(lines[begin + 1]).toMatch(/^ {2}if \(-not \$PSScriptRoot\) \{ throw '[^']+' \}$/)
      expect(lines[begin + 2]).toBe('  Get-Item -LiteralPath $log | Out-Null')
    }
  })

  it.each(scriptParts)('runs in constrained language too: %s', (part) => {
    withTree(listFunctions(part).join('\r\n'), (root) => {
      expect(root.descendantsOfType('invokation_expression')).toEqual([])
      expect(new Set(root.descendantsOfType('type_literal').map(({ text }) => text))).toEqual(new Set(['[string]']))
    })
  })

  it('says at each batch how far it is', () => {
    const many = Array.from(
      { length: 5 },
      (_, at): ListStep => ({
        ...{ identity: `user${at}`, list: allowed, add: ['A'], remove: [] },
      }),
    )
    expect(linesOf('apply', many, 2).filter((line) => line.startsWith('Write-Host'))).toEqual([
      "Write-Host -Object 'Batch 1 of 3: steps 1 to 2 of 5'",
      "Write-Host -Object 'Batch 2 of 3: steps 3 to 4 of 5'",
      "Write-Host -Object 'Batch 3 of 3: steps 5 to 5 of 5'",
      "Write-Host -Object 'Done. What was done stands in the log, log.csv.'",
    ])
  })

  it('has no line for nothing, and takes no batch of none', () => {
    const nothing: ListStep = { identity: 'a', list: allowed, add: [], remove: [] }
    expect(() => linesOf('apply', [nothing])).toThrow(/nothing changes/)
    expect(() => linesOf('apply', steps, 0)).toThrow(RangeError)
  })
})
