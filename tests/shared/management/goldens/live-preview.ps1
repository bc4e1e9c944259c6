# Postern asks Exchange on exch01.contoso.local. Nothing is changed.
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'
try { [System.Console]::OutputEncoding = New-Object -TypeName System.Text.UTF8Encoding -ArgumentList $false } catch { }
function Send-Frame([string] $Kind, [string] $Text) {
  $bytes = [System.Text.Encoding]::UTF8.GetBytes($Text)
  $at = 0
  do {
    $length = [System.Math]::Min(3000, $bytes.Length - $at)
    $part = [System.Convert]::ToBase64String($bytes, $at, $length)
    $at += $length
    $more = if ($at -lt $bytes.Length) { '+' } else { '' }
    [System.Console]::Out.WriteLine($posternMark + ' ' + $Kind + $more + ' ' + $part)
  } while ($at -lt $bytes.Length)
  [System.Console]::Out.Flush()
}
function Send-Failure([string] $Stage, $Record) {
  $exception = $Record.Exception
  $code = $null
  if ($exception.PSObject.Properties['ErrorCode']) { $code = [int] $exception.ErrorCode }
  $told = @{
    stage = $Stage
    id = [string] $Record.FullyQualifiedErrorId
    category = [string] $Record.CategoryInfo.Category
    reason = [string] $Record.CategoryInfo.Reason
    errorCode = $code
    message = [string] $exception.Message
  }
  Send-Frame 'failure' (ConvertTo-Json -InputObject $told -Compress)
}
function Write-Host($Object) { Send-Frame 'asking' ([string] $Object) }
$policy = [string] (Get-ExecutionPolicy)
if (@('Restricted', 'AllSigned') -contains $policy) {
  Send-Frame 'policy' $policy
  Send-Frame 'end' ''
  exit 0
}
$session = $null
$stage = 'connect'
try {
  Send-Frame 'phase' 'connecting'
  $connection = @{
    ConfigurationName = 'Microsoft.Exchange'
    ConnectionUri = 'http://exch01.contoso.local/PowerShell/'
    Authentication = 'Kerberos'
    SessionOption = New-PSSessionOption -OpenTimeout 60000
  }
  $session = New-PSSession @connection
  Send-Frame 'phase' 'connected'
  $stage = 'import'
  $wanted = @{
    CommandName = 'Set-CASMailbox', 'Set-OrganizationConfig'
    AllowClobber = $true
    DisableNameChecking = $true
    ErrorAction = 'SilentlyContinue'
  }
  $imported = Import-PSSession -Session $session @wanted
  $stage = 'ask'
  $refused = $false
  $stage = 'command'
  Send-Frame 'asking' '1'
  try {
    & { Set-CASMailbox -Identity 'Jörg O''Neil' -EwsEnabled $true -WhatIf } *>&1 | ForEach-Object {
      if ($_ -is [System.Management.Automation.ErrorRecord]) { $refused = $true; Send-Failure $stage $_ } else { $_ }
    } | Out-String -Stream -Width 200 | ForEach-Object { Send-Frame 'said' $_ }
  }
  catch { $refused = $true; Send-Failure $stage $_ }
  Send-Frame 'asking' '2'
  try {
    & { Set-OrganizationConfig -EwsApplicationAccessPolicy 'EnforceAllowList' -EwsAllowList @{Add='Vendor/*'} -WhatIf } *>&1 | ForEach-Object {
      if ($_ -is [System.Management.Automation.ErrorRecord]) { $refused = $true; Send-Failure $stage $_ } else { $_ }
    } | Out-String -Stream -Width 200 | ForEach-Object { Send-Frame 'said' $_ }
  }
  catch { $refused = $true; Send-Failure $stage $_ }
  if ([string] $session.State -ne 'Opened') { Send-Frame 'phase' 'lost' }
}
catch { Send-Failure $stage $_ }
finally { Get-PSSession | Remove-PSSession -ErrorAction SilentlyContinue }
Send-Frame 'end' ''
