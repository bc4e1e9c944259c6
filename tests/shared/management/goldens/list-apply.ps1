# Decide about devices
# Apply: this changes Exchange. Run the preview first.
# Organisation: Contoso (contoso.com)
# Made by Postern at 2026-11-29T02:30:00Z.
# Where the forest has several domains, run this first to see them all: Set-ADServerSettings -ViewEntireForest $true
# Save it as a file and run that in the Exchange Management Shell of Exchange 2013 or later; don't paste it.
# Each list is read first: what is there already is left as it is, and so are all other ids.
# What was done stands in postern-decisions-apply-log.csv beside it: a line for each id, whether it worked or not.
# Keep that file: undo goes by it.
$ErrorActionPreference = 'Stop'
$log = Join-Path -Path $PSScriptRoot -ChildPath 'postern-decisions-apply-log.csv'
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
Write-Change -Result 'begun'

Write-Host -Object 'Batch 1 of 2: steps 1 to 2 of 3'
Invoke-Change -Identity 'python (DeviceType)' -Setting 'New-ActiveSyncDeviceAccessRule' -From '' -To 'python (DeviceType)' -Change { New-ActiveSyncDeviceAccessRule -Characteristic 'DeviceType' -QueryString 'python' -AccessLevel 'Allow' -ErrorAction Stop }
Invoke-ListChange -Identity 'anna@contoso.com' -Setting 'ActiveSyncBlockedDeviceIDs' -Remove 'ApplF0000001'

Write-Host -Object 'Batch 2 of 2: steps 3 to 3 of 3'
Invoke-ListChange -Identity 'anna@contoso.com' -Setting 'ActiveSyncAllowedDeviceIDs' -Add 'ApplF0000001','O’’Neill’’s'

Write-Host -Object 'Done. What was done stands in the log, postern-decisions-apply-log.csv.'
