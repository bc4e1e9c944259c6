import { isIPv6 } from 'node:net'
import { t } from '../../../shared/language/translate.ts'
import { type CollectionRequest, collectedCmdlets } from '../../../shared/management/collection-request.ts'
import { collectionStatements } from '../../../shared/management/collection-statements.ts'
import type { Command } from '../../../shared/management/command.ts'
import { quoted } from '../../../shared/management/quote.ts'
import { commandText, type ScriptPart } from '../../../shared/management/script.ts'
import { commentLine } from '../../../shared/management/script-comment.ts'

/** What is done in a session: the configuration is read, or a part of a plan is run. */
export type LiveTask =
  | { kind: 'collect'; request: CollectionRequest }
  | { kind: 'run'; part: ScriptPart; commands: readonly Command[] }

export type LiveSession = {
  /** The name by which Kerberos knows the server: its own full name. */
  server: string
  /** `DOMAIN\user` or `user@domain`; as the user that is signed in to Windows where it is left out. */
  username?: string | undefined
  task: LiveTask
}

/**
 * The script that powershell.exe is given: it opens a session to Exchange's management endpoint, takes from it the
 * cmdlets that are needed and no others, does what is asked, and closes the session whatever happened. It needs what
 * `bootstrap` has read before it, and speaks in the frames of live-frame.ts. No password is in it.
 */
export function liveScript({ server, username, task }: LiveSession): string {
  const reads = task.kind === 'collect' || task.part === 'preview'
  const lines = [
    commentLine(
      reads ? t`Postern asks Exchange on ${server}. Nothing is changed.` : t`Postern changes Exchange on ${server}.`,
    ),
    ...speaking,
    ...policy,
    '$session = $null',
    "$stage = 'connect'",
    'try {',
    ...indented([
      "Send-Frame 'phase' 'connecting'",
      ...opening(server, username),
      "Send-Frame 'phase' 'connected'",
      "$stage = 'import'",
      ...importing(cmdletsOf(task)),
      "$stage = 'ask'",
      ...(task.kind === 'collect' ? collecting(task.request) : running(task)),
      "if ([string] $session.State -ne 'Opened') { Send-Frame 'phase' 'lost' }",
    ]),
    '}',
    'catch { Send-Failure $stage $_ }',
    'finally { Get-PSSession | Remove-PSSession -ErrorAction SilentlyContinue }',
    "Send-Frame 'end' ''",
  ]
  return lines.map((line) => `${line}\n`).join('')
}

/** The cmdlets that a task needs in its session. */
export function cmdletsOf(task: LiveTask): string[] {
  if (task.kind === 'run') return [...new Set(task.commands.map(({ cmdlet }) => cmdlet))]
  return [...new Set(collectedCmdlets(task.request))]
}

/** Where Exchange's endpoint is. It is HTTP by design: Kerberos encrypts what the session carries. */
export function connectionUri(server: string): string {
  return `http://${isIPv6(server) ? `[${server}]` : server}/PowerShell/`
}

/** Three thousand bytes become a line of four thousand characters. */
const speaking = [
  "$ErrorActionPreference = 'Stop'",
  "$ProgressPreference = 'SilentlyContinue'",
  "$WarningPreference = 'SilentlyContinue'",
  // For what PowerShell prints by itself, such as the text of -WhatIf; without a console it stays as it was.
  'try { [System.Console]::OutputEncoding = New-Object -TypeName System.Text.UTF8Encoding -ArgumentList $false } catch { }',
  'function Send-Frame([string] $Kind, [string] $Text) {',
  '  $bytes = [System.Text.Encoding]::UTF8.GetBytes($Text)',
  '  $at = 0',
  '  do {',
  '    $length = [System.Math]::Min(3000, $bytes.Length - $at)',
  '    $part = [System.Convert]::ToBase64String($bytes, $at, $length)',
  '    $at += $length',
  "    $more = if ($at -lt $bytes.Length) { '+' } else { '' }",
  "    [System.Console]::Out.WriteLine($posternMark + ' ' + $Kind + $more + ' ' + $part)",
  '  } while ($at -lt $bytes.Length)',
  '  [System.Console]::Out.Flush()',
  '}',
  'function Send-Failure([string] $Stage, $Record) {',
  '  $exception = $Record.Exception',
  '  $code = $null',
  "  if ($exception.PSObject.Properties['ErrorCode']) { $code = [int] $exception.ErrorCode }",
  '  $told = @{',
  '    stage = $Stage',
  '    id = [string] $Record.FullyQualifiedErrorId',
  '    category = [string] $Record.CategoryInfo.Category',
  '    reason = [string] $Record.CategoryInfo.Reason',
  '    errorCode = $code',
  '    message = [string] $exception.Message',
  '  }',
  "  Send-Frame 'failure' (ConvertTo-Json -InputObject $told -Compress)",
  '}',
  // What is said while reading is how far it is.
  "function Write-Host($Object) { Send-Frame 'asking' ([string] $Object) }",
]

/** What is imported from a session is a module that PowerShell writes to a file, and a policy can forbid to load. */
const policy = [
  '$policy = [string] (Get-ExecutionPolicy)',
  "if (@('Restricted', 'AllSigned') -contains $policy) {",
  "  Send-Frame 'policy' $policy",
  "  Send-Frame 'end' ''",
  '  exit 0',
  '}',
]

function opening(server: string, username: string | undefined): string[] {
  return [
    '$connection = @{',
    "  ConfigurationName = 'Microsoft.Exchange'",
    `  ConnectionUri = ${quoted(connectionUri(server))}`,
    "  Authentication = 'Kerberos'",
    '  SessionOption = New-PSSessionOption -OpenTimeout 60000',
    '}',
    ...(username === undefined
      ? []
      : [
          `$connection['Credential'] = New-Object -TypeName System.Management.Automation.PSCredential -ArgumentList ${quoted(username)}, $posternSecret`,
        ]),
    '$session = New-PSSession @connection',
  ]
}

/** One that the account may not use, or that this version does not have, is missing; the others come all the same. */
function importing(cmdlets: readonly string[]): string[] {
  return [
    '$wanted = @{',
    `  CommandName = ${cmdlets.map(quoted).join(', ')}`,
    '  AllowClobber = $true',
    '  DisableNameChecking = $true',
    "  ErrorAction = 'SilentlyContinue'",
    '}',
    '$imported = Import-PSSession -Session $session @wanted',
  ]
}

function collecting(request: CollectionRequest): string[] {
  return [
    '& {',
    ...indented(collectionStatements(request)),
    '} | ForEach-Object { Send-Frame \'document\' ($_ + "`n") }',
  ]
}

/** Each command with all that it says; of a change, none is begun after one that was refused. */
function running({ part, commands }: { part: ScriptPart; commands: readonly Command[] }): string[] {
  return [
    '$refused = $false',
    "$stage = 'command'",
    ...commands.flatMap((command, index) => {
      const lines = oneCommand(commandText(command, part), index + 1)
      return part === 'preview' ? lines : ['if (-not $refused) {', ...indented(lines), '}']
    }),
  ]
}

function oneCommand(text: string, number: number): string[] {
  return [
    `Send-Frame 'asking' '${number}'`,
    'try {',
    `  & { ${text} } *>&1 | ForEach-Object {`,
    '    if ($_ -is [System.Management.Automation.ErrorRecord]) { $refused = $true; Send-Failure $stage $_ } else { $_ }',
    "  } | Out-String -Stream -Width 200 | ForEach-Object { Send-Frame 'said' $_ }",
    '}',
    'catch { $refused = $true; Send-Failure $stage $_ }',
  ]
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`)
}
