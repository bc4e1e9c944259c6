import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { resolveRules } from '../../../shared/firewall/resolved-rule.ts'
import { writeDeltaSheet } from '../../../shared/firewall/write-sheet.ts'
import windowsFirewall from '../../../shared/firewall/writers/windows-firewall.ts'
import { exampleRules, laterGroups } from '../../shared/firewall/example-rules.ts'
import { TODAY, writtenOf } from '../../shared/firewall/read-back.ts'

const pwsh = (command: string, input = '') =>
  spawnSync('pwsh', ['-NoLogo', '-NoProfile', '-Command', command], { input, encoding: 'utf8' })
const hasPwsh = pwsh('exit 0').status === 0

/** What PowerShell's own parser finds wrong with a script, which it has from its input. It runs nothing. */
const parse = `
$script = [Console]::In.ReadToEnd()
$tokens = $null
$errors = $null
[void][System.Management.Automation.Language.Parser]::ParseInput($script, [ref]$tokens, [ref]$errors)
$errors | ForEach-Object { $_.Message }
`

it.skipIf(!hasPwsh)('pwsh parses what is written for Windows Firewall, a change and what takes each back', () => {
  const now = { ...exampleRules, groups: laterGroups }
  const delta = writeDeltaSheet(windowsFirewall, now, resolveRules(now, 'internal'), {
    ...{ before: exampleRules.groups, today: TODAY },
  })
  const { apply, rollback } = writtenOf(windowsFirewall, exampleRules, { list: 'contoso.com\\O’Brien' })
  for (const script of [apply, rollback, delta.apply, delta.rollback]) {
    const { stdout, status } = pwsh(parse, script.replace(/^\ufeff/, ''))
    expect({ stdout: stdout.trim(), status }).toEqual({ stdout: '', status: 0 })
  }
})
