/** The two functions of a script for many mailboxes, written here once more: what the lab asks of them is on the page. */
export const functions = `function Write-Change($Identity, $Setting, $From, $To, $Result, $Message) {
  New-Object -TypeName PSObject -Property @{ identity = $Identity } | Export-Csv -LiteralPath $log -Append
}
function Invoke-Change($Identity, $Setting, $From, $To, $Change) {
  try { & $Change } catch { Write-Change -Identity $Identity -Result 'failed' }
}
`

const head = `# Many mailboxes
$ErrorActionPreference = 'Stop'
$log = Join-Path -Path $PSScriptRoot -ChildPath 'log.csv'
${functions}Write-Change -Result 'begun'
`

/** A line for one mailbox. */
export function line(identity: string, command: string): string {
  return `Invoke-Change -Identity '${identity}' -Setting 'EwsEnabled' -From '$false' -To '$true' -Change { ${command} }`
}

/** A script for many mailboxes with these lines. */
export function bulk(...lines: readonly string[]): string {
  return `${head}\nWrite-Host -Object 'Batch 1 of 1'\n${lines.join('\n')}\n\nWrite-Host -Object 'Done.'\n`
}
