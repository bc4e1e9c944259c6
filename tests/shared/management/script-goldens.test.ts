import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { expectGolden } from './goldens.ts'
import { readCommands, withTree } from './powershell-tree.ts'
import { scripts } from './scripts.ts'

const pwsh = spawnSync('pwsh', ['-NoLogo', '-NoProfile', '-Command', 'exit 0']).status === 0

/** What PowerShell's own parser finds wrong with a script, which it has from its input. */
const parse = `
$script = [Console]::In.ReadToEnd()
$tokens = $null
$errors = $null
[void][System.Management.Automation.Language.Parser]::ParseInput($script, [ref]$tokens, [ref]$errors)
$errors | ForEach-Object { $_.Message }
`

describe.each(scripts)('The script %s', (name, script) => {
  it('is as it was', async () => {
    await expectGolden(name, script)
  })

  it('parses, and each of its lines ends as Windows ends lines', () => {
    withTree(script, (root) => expect(root.type).toBe('program'))
    expect(script.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(script.endsWith('\r\n')).toBe(true)
  })
})

it.skipIf(!pwsh)('Every script parses with pwsh', () => {
  for (const [name, script] of scripts) {
    const { stdout, status } = spawnSync('pwsh', ['-NoLogo', '-NoProfile', '-Command', parse], {
      input: script,
      encoding: 'utf8',
    })
    expect({ name, stdout: stdout.trim(), status }).toEqual({ name, stdout: '', status: 0 })
  }
})

const called = (ending: string) => scripts.filter(([name]) => name.startsWith(ending) || name.endsWith(ending))

it.each(called('single-'))('The script %s is commands and literals alone', (_, script) => {
  expect(readCommands(script)).toHaveLength(5)
})

it.each(called('-preview'))('The script %s changes nothing and asks nothing', (_, script) => {
  // What is given to the one command of a function stands above it.
  if (script.includes('@given')) expect(script).toContain('WhatIf = $true }\r\n    $given[$Setting] = $edit\r\n')
  const lines = script.split('\r\n').filter((line) => !line.includes('@given'))
  for (const line of lines.filter((line) => /^[^#]*\b(Set-(?!Content)|New-M|New-T|Remove-)/.test(line)))
    expect(line).toMatch(/-WhatIf( -ErrorAction Stop })?$/)
  expect(script).not.toMatch(/\B-Confirm/)
})
