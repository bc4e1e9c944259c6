# Decide about devices
# Undo: this puts back what was read before the change.
# Organisation: Contoso (contoso.com)
# Made by Postern at 2026-11-29T02:30:00Z.
# What is removed is removed without a question: -Confirm:$false stands there.
# Where the forest has several domains, run this first to see them all: Set-ADServerSettings -ViewEntireForest $true
# Save it as a file and run that in the Exchange Management Shell of Exchange 2013 or later; don't paste it.
# Each list is read first: what is there already is left as it is, and so are all other ids.
# What was done stands in postern-decisions-undo-log.csv beside it: a line for each id, whether it worked or not.
# It goes by postern-decisions-apply-log.csv, the log of apply, and takes back only what apply changed.
$ErrorActionPreference = 'Stop'
$log = Join-Path -Path $PSScriptRoot -ChildPath 'postern-decisions-undo-log.csv'
$applied = Join-Path -Path $PSScriptRoot -ChildPath 'postern-decisions-apply-log.csv'
function Write-Change($Identity, $Setting, $From, $To, $Result, $Message) {
  $line = @{ time = Get-Date -Format 'o'; identity = $Identity; setting = $Setting; from = $From; to = $To }
  $line['result'] = $Result
  $line['message'] = $Message
  New-Object -TypeName PSObject -Property $line |
    Select-Object -Property 'time', 'identity', 'setting', 'from', 'to', 'result', 'message' |
    Export-Csv -LiteralPath $log -Append -NoTypeInformation -Encoding UTF8
}
function Invoke-Change($Identity, $Setting, $From, $To, $Change) {
  if (-not $PSScriptRoot) { throw 'Save this script as a file and run that: pasted, it has no log and changes nothing.' }
  Get-Item -LiteralPath $log | Out-Null
  if (-not $changed[$Identity + '|' + $Setting + '|' + $To + '|' + $From]) {
    Write-Change -Identity $Identity -Setting $Setting -From $From -To $To -Result 'skipped' -Message 'Apply did not change it.'
    return
  }
  $result = 'changed'
  $message = ''
  try {
    & $Change 2>&1 | ForEach-Object {
      if ($_.FullyQualifiedErrorId) { $result = 'failed'; $message = [string]$_ }
    }
  }
  catch { $result = 'failed'; $message = [string]$_ }
  Write-Change -Identity $Identity -Setting $Setting -From $From -To $To -Result $result -Message $message
}
function Invoke-ListChange($Identity, $Setting, $Add, $Remove) {
  if (-not $PSScriptRoot) { throw 'Save this script as a file and run that: pasted, it has no log and changes nothing.' }
  Get-Item -LiteralPath $log | Out-Null
  foreach ($id in $Add) {
    if (-not $changed[$Identity + '|' + $Setting + '|' + $id + '|']) {
      Write-Change -Identity $Identity -Setting $Setting -To $id -Result 'skipped' -Message 'Apply did not change it.'
    }
  }
  foreach ($id in $Remove) {
    if (-not $changed[$Identity + '|' + $Setting + '|' + '|' + $id]) {
      Write-Change -Identity $Identity -Setting $Setting -From $id -Result 'skipped' -Message 'Apply did not change it.'
    }
  }
  $Add = @($Add | Where-Object { $_ -and $changed[$Identity + '|' + $Setting + '|' + $_ + '|'] })
  $Remove = @($Remove | Where-Object { $_ -and $changed[$Identity + '|' + $Setting + '|' + '|' + $_] })
  if (-not $Add -and -not $Remove) { return }
  $result = 'changed'
  $message = ''
  $adding = @()
  $removing = @()
  try {
    $mailbox = Get-CASMailbox -Identity $Identity -ErrorAction Stop
    $there = @($mailbox.$Setting)
    $adding = @($Add | Where-Object { $_ -and $there -notcontains $_ })
    $removing = @($Remove | Where-Object { $_ -and $there -contains $_ })
    $edit = @{}
    if ($adding) { $edit['Add'] = $adding }
    if ($removing) { $edit['Remove'] = $removing }
    $given = @{ Identity = $Identity; ErrorAction = 'Stop' }
    $given[$Setting] = $edit
    if ($adding -or $removing) {
      Set-CASMailbox @given 2>&1 | ForEach-Object {
        if ($_.FullyQualifiedErrorId) { $result = 'failed'; $message = [string]$_ }
      }
    }
  }
  catch { $result = 'failed'; $message = [string]$_ }
  foreach ($id in $Add) {
    $told = $result
    if ($told -ne 'failed' -and $adding -notcontains $id) { $told = 'unchanged' }
    Write-Change -Identity $Identity -Setting $Setting -To $id -Result $told -Message $message
  }
  foreach ($id in $Remove) {
    $told = $result
    if ($told -ne 'failed' -and $removing -notcontains $id) { $told = 'unchanged' }
    Write-Change -Identity $Identity -Setting $Setting -From $id -Result $told -Message $message
  }
}
function Read-Applied {
  if (-not $PSScriptRoot) { throw 'Save this script as a file and run that: pasted, it has no log and changes nothing.' }
  if (-not (Test-Path -LiteralPath $applied)) { throw 'The log of apply is not beside this script. Undo takes back what it says was changed, and nothing else: put it there.' }
  $found = @{}
  Import-Csv -LiteralPath $applied -Encoding UTF8 | Where-Object { $_.result -eq 'changed' } | ForEach-Object {
    $found[$_.identity + '|' + $_.setting + '|' + $_.from + '|' + $_.to] = $true
  }
  $found
}
Write-Change -Result 'begun'
$changed = Read-Applied

Write-Host -Object 'Batch 1 of 2: steps 1 to 2 of 3'
Invoke-ListChange -Identity 'anna@contoso.com' -Setting 'ActiveSyncAllowedDeviceIDs' -Remove 'ApplF0000001','O’’Neill’’s'
Invoke-ListChange -Identity 'anna@contoso.com' -Setting 'ActiveSyncBlockedDeviceIDs' -Add 'ApplF0000001'

Write-Host -Object 'Batch 2 of 2: steps 3 to 3 of 3'
Invoke-Change -Identity 'python (DeviceType)' -Setting 'New-ActiveSyncDeviceAccessRule' -From 'python (DeviceType)' -To '' -Change { Remove-ActiveSyncDeviceAccessRule -Identity 'python (DeviceType)' -Confirm:$false -ErrorAction Stop }

Write-Host -Object 'Done. What was done stands in the log, postern-decisions-undo-log.csv.'
