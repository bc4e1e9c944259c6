import { t } from '../language/translate.ts'
import { changeFunctions } from './bulk-script.ts'
import { quoted } from './quote.ts'
import type { ScriptPart } from './script.ts'

/**
 * The fixed part of a script about lists: that of a bulk script, and what reads a list before it is changed. Undo reads the
 * log of apply first, and ends where there is none. Written for constrained language too: no method is called, and only
 * `[string]` is cast to.
 */
export function listFunctions(part: ScriptPart): string[] {
  const lines = changeFunctions(part)
  const begin = lines.pop() ?? ''
  return [
    ...(part === 'undo' ? lines.flatMap((line) => withCondition(line)) : lines),
    ...listChange(part),
    ...(part === 'undo' ? [...readApplied(), begin, '$changed = Read-Applied'] : [begin]),
  ]
}

/** What a log says of a change, which undo finds by what it would put back. */
const KEY = "$Identity + '|' + $Setting + '|'"

/** Undo of a command: only where apply made it. */
function withCondition(line: string): string[] {
  if (!line.startsWith('  Get-Item -LiteralPath $log')) return [line]
  return [
    line,
    `  if (-not $changed[${KEY} + $To + '|' + $From]) {`,
    `    ${writeSkipped('-From $From -To $To')}`,
    '    return',
    '  }',
  ]
}

function listChange(part: ScriptPart): string[] {
  return [
    'function Invoke-ListChange($Identity, $Setting, $Add, $Remove) {',
    `  if (-not $PSScriptRoot) { throw ${quoted(t`Save this script as a file and run that: pasted, it has no log and changes nothing.`)} }`,
    '  Get-Item -LiteralPath $log | Out-Null',
    ...(part === 'undo' ? onlyApplied() : []),
    `  $result = '${part === 'preview' ? 'previewed' : 'changed'}'`,
    "  $message = ''",
    '  $adding = @()',
    '  $removing = @()',
    '  try {',
    '    $mailbox = Get-CASMailbox -Identity $Identity -ErrorAction Stop',
    '    $there = @($mailbox.$Setting)',
    '    $adding = @($Add | Where-Object { $_ -and $there -notcontains $_ })',
    '    $removing = @($Remove | Where-Object { $_ -and $there -contains $_ })',
    '    $edit = @{}',
    "    if ($adding) { $edit['Add'] = $adding }",
    "    if ($removing) { $edit['Remove'] = $removing }",
    `    $given = @{ Identity = $Identity; ErrorAction = 'Stop'${part === 'preview' ? '; WhatIf = $true' : ''} }`,
    '    $given[$Setting] = $edit',
    '    if ($adding -or $removing) {',
    '      Set-CASMailbox @given 2>&1 | ForEach-Object {',
    "        if ($_.FullyQualifiedErrorId) { $result = 'failed'; $message = [string]$_ }",
    '      }',
    '    }',
    '  }',
    "  catch { $result = 'failed'; $message = [string]$_ }",
    '  foreach ($id in $Add) {',
    '    $told = $result',
    "    if ($told -ne 'failed' -and $adding -notcontains $id) { $told = 'unchanged' }",
    '    Write-Change -Identity $Identity -Setting $Setting -To $id -Result $told -Message $message',
    '  }',
    '  foreach ($id in $Remove) {',
    '    $told = $result',
    "    if ($told -ne 'failed' -and $removing -notcontains $id) { $told = 'unchanged' }",
    '    Write-Change -Identity $Identity -Setting $Setting -From $id -Result $told -Message $message',
    '  }',
    '}',
  ]
}

/** Of what undo would put back, what apply changed. */
function onlyApplied(): string[] {
  return [
    '  foreach ($id in $Add) {',
    `    if (-not $changed[${KEY} + $id + '|']) {`,
    `      ${writeSkipped('-To $id')}`,
    '    }',
    '  }',
    '  foreach ($id in $Remove) {',
    `    if (-not $changed[${KEY} + '|' + $id]) {`,
    `      ${writeSkipped('-From $id')}`,
    '    }',
    '  }',
    `  $Add = @($Add | Where-Object { $_ -and $changed[${KEY} + $_ + '|'] })`,
    `  $Remove = @($Remove | Where-Object { $_ -and $changed[${KEY} + '|' + $_] })`,
    '  if (-not $Add -and -not $Remove) { return }',
  ]
}

function writeSkipped(values: string): string {
  const why = quoted(t`Apply did not change it.`)
  return `Write-Change -Identity $Identity -Setting $Setting ${values} -Result 'skipped' -Message ${why}`
}

function readApplied(): string[] {
  return [
    'function Read-Applied {',
    `  if (-not $PSScriptRoot) { throw ${quoted(t`Save this script as a file and run that: pasted, it has no log and changes nothing.`)} }`,
    `  if (-not (Test-Path -LiteralPath $applied)) { throw ${quoted(t`The log of apply is not beside this script. Undo takes back what it says was changed, and nothing else: put it there.`)} }`,
    '  $found = @{}',
    "  Import-Csv -LiteralPath $applied -Encoding UTF8 | Where-Object { $_.result -eq 'changed' } | ForEach-Object {",
    "    $found[$_.identity + '|' + $_.setting + '|' + $_.from + '|' + $_.to] = $true",
    '  }',
    '  $found',
    '}',
  ]
}
