# Let the client in
# Undo: this puts back what was read before the change.
# Organisation: Contoso (contoso.com)
# Made by Postern at 2026-11-29T02:30:00Z.
# Look first that EwsApplicationAccessPolicy still is EnforceAllowList there: where it is not, changing the list turns it on, and shuts out every client that is not on it.
# Look first that EwsApplicationAccessPolicy still is EnforceBlockList there: where it is not, changing the list turns it on, and lets in every client that is not on it.
# Where the forest has several domains, run this first to see them all: Set-ADServerSettings -ViewEntireForest $true
# Save it as a file and run that in the Exchange Management Shell of Exchange 2013 or later; don't paste it.
# What was done stands in postern-mailboxes-undo-log.csv beside it: a line for each mailbox, whether it worked or not.
$ErrorActionPreference = 'Stop'
$log = Join-Path -Path $PSScriptRoot -ChildPath 'postern-mailboxes-undo-log.csv'
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
Write-Change -Result 'begun'

Write-Host -Object 'Batch 1 of 2: mailboxes 1 to 2 of 3'
Invoke-Change -Identity 'carla@contoso.com' -Setting 'EwsApplicationAccessPolicy; EwsBlockList' -From '''EnforceBlockList''; without ''*Client*''' -To '''EnforceBlockList''; ''*Client*''' -Change { Set-CASMailbox -Identity 'carla@contoso.com' -EwsApplicationAccessPolicy 'EnforceBlockList' -EwsBlockList '*Client*' -ErrorAction Stop }
Invoke-Change -Identity 'bo.o''neill@contoso.com' -Setting 'EwsApplicationAccessPolicy; EwsAllowList' -From '''EnforceAllowList''; with ''NylasClient/*''' -To '''EnforceAllowList''; ''OtherClient/*'',''Third''' -Change { Set-CASMailbox -Identity 'bo.o''neill@contoso.com' -EwsApplicationAccessPolicy 'EnforceAllowList' -EwsAllowList 'OtherClient/*','Third' -ErrorAction Stop }

Write-Host -Object 'Batch 2 of 2: mailboxes 3 to 3 of 3'
Invoke-Change -Identity 'anna@contoso.com' -Setting 'EwsEnabled' -From '$true' -To '$false' -Change { Set-CASMailbox -Identity 'anna@contoso.com' -EwsEnabled $false -ErrorAction Stop }

Write-Host -Object 'Done. What was done stands in the log, postern-mailboxes-undo-log.csv.'
