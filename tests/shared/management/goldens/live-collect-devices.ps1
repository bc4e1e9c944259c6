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
    CommandName = 'Get-MobileDevice', 'Get-ActiveSyncDevice', 'Get-MobileDeviceStatistics', 'Get-ActiveSyncDeviceStatistics'
    AllowClobber = $true
    DisableNameChecking = $true
    ErrorAction = 'SilentlyContinue'
  }
  $imported = Import-PSSession -Session $session @wanted
  $stage = 'ask'
  & {
    function ConvertTo-PlainJson($Object, $Kinds) {
      $plain = @{}
      foreach ($property in $Object.PSObject.Properties) {
        $name = $property.Name
        $kind = $Kinds[$name]
        $value = $property.Value
        if ($kind -eq 'texts') { $plain[$name] = @(foreach ($item in $value) { [string]$item }) }
        elseif ($kind -and $null -eq $value) { $plain[$name] = $null }
        elseif ($kind -eq 'flag') { $plain[$name] = $value -eq $true }
        elseif ($kind -eq 'time') { $plain[$name] = '{0:o}' -f $value }
        elseif ($kind -eq 'limit' -and [string]$value -match '^[0-9]+$') { $plain[$name] = [long][string]$value }
        elseif ($kind) { $plain[$name] = [string]$value }
      }
      ConvertTo-Json -InputObject $plain -Compress
    }
    function Get-Refusal($Cmdlet, $Record) {
      $kind = 'other'
      if ($Record.FullyQualifiedErrorId -match '^CommandNotFoundException') { $kind = 'no-such-cmdlet' }
      elseif ($Record.FullyQualifiedErrorId -match '^NamedParameterNotFound') { $kind = 'no-such-parameter' }
      elseif ($Record.CategoryInfo.Category -eq 'PermissionDenied') { $kind = 'access-denied' }
      elseif ($Record.CategoryInfo.Reason -match 'UnauthorizedAccess|AccessDenied') { $kind = 'access-denied' }
      elseif ([string]$Record -match 'INSUFF_ACCESS_RIGHTS') { $kind = 'access-denied' }
      @{ cmdlet = $Cmdlet; kind = $kind; message = [string]$Record }
    }
    Set-StrictMode -Off
    $refusals = @()
    $header = @{ format = 'exchange-configuration'; version = 1; computer = [string]$env:COMPUTERNAME }
    $header['collectedAt'] = '{0:o}' -f [System.DateTime]::UtcNow
    $header['mailboxes'] = 'all'
    '{"postern":' + (ConvertTo-Json -InputObject $header -Compress) + ','
    Write-Host -Object 'Asking Get-MobileDevice'
    $kinds = @{ identity = 'text'; guid = 'text'; deviceId = 'text'; deviceType = 'text'; deviceModel = 'text'; deviceOS = 'text'; deviceUserAgent = 'text'; friendlyName = 'text'; userDisplayName = 'text'; clientType = 'text'; deviceActiveSyncVersion = 'text'; clientVersion = 'text'; firstSyncTime = 'time'; whenChangedUTC = 'time'; whenChanged = 'time'; deviceAccessState = 'text'; deviceAccessStateReason = 'text'; deviceAccessControlRule = 'text'; isManaged = 'flag'; isCompliant = 'flag'; isDisabled = 'flag' }
    '"Get-MobileDevice":['
    $before = ''
    $owners = @{}
    if (-not (Get-Command -Name 'Get-MobileDevice' -ErrorAction SilentlyContinue) -and (Get-Command -Name 'Get-ActiveSyncDevice' -ErrorAction SilentlyContinue)) {
      try {
        Get-ActiveSyncDevice -ResultSize 'Unlimited' -ErrorAction Continue 2>&1 | ForEach-Object {
          if ($_.FullyQualifiedErrorId) { $refusals += Get-Refusal 'Get-MobileDevice' $_ }
          else {
            $before + (ConvertTo-PlainJson $_ $kinds)
            $before = ','
            $owners[([string]$_.Identity -replace '[\\/]ExchangeActiveSyncDevices[\\/].*$', '')] = $true
          }
        }
      }
      catch { $refusals += Get-Refusal 'Get-MobileDevice' $_ }
    }
    else {
      try {
        Get-MobileDevice -ResultSize 'Unlimited' -ErrorAction Continue 2>&1 | ForEach-Object {
          if ($_.FullyQualifiedErrorId) { $refusals += Get-Refusal 'Get-MobileDevice' $_ }
          else {
            $before + (ConvertTo-PlainJson $_ $kinds)
            $before = ','
            $owners[([string]$_.Identity -replace '[\\/]ExchangeActiveSyncDevices[\\/].*$', '')] = $true
          }
        }
      }
      catch { $refusals += Get-Refusal 'Get-MobileDevice' $_ }
    }
    '],'
    Write-Host -Object 'Asking Get-MobileDeviceStatistics'
    $kinds = @{ identity = 'text'; guid = 'text'; deviceId = 'text'; lastSyncAttemptTime = 'time'; lastSuccessSync = 'time'; lastPolicyUpdateTime = 'time'; devicePolicyApplied = 'text'; devicePolicyApplicationStatus = 'text'; numberOfFoldersSynced = 'limit'; status = 'text'; statusNote = 'text' }
    '"Get-MobileDeviceStatistics":['
    $before = ''
    if (-not (Get-Command -Name 'Get-MobileDeviceStatistics' -ErrorAction SilentlyContinue) -and (Get-Command -Name 'Get-ActiveSyncDeviceStatistics' -ErrorAction SilentlyContinue)) {
      $asked = 0
      foreach ($one in $owners.Keys) {
        if ($asked % 100 -eq 0) { Write-Host -Object ('{0} / {1}' -f $asked, $owners.Count) }
        $asked += 1
        try {
          Get-ActiveSyncDeviceStatistics -Mailbox $one -ErrorAction Continue 2>&1 | ForEach-Object {
            if ($_.FullyQualifiedErrorId) { if ($refusals.Count -lt 100) { $refusals += Get-Refusal 'Get-MobileDeviceStatistics' $_ } }
            else {
              $before + (ConvertTo-PlainJson $_ $kinds)
              $before = ','
            }
          }
        }
        catch { if ($refusals.Count -lt 100) { $refusals += Get-Refusal 'Get-MobileDeviceStatistics' $_ } }
      }
    }
    else {
      $asked = 0
      foreach ($one in $owners.Keys) {
        if ($asked % 100 -eq 0) { Write-Host -Object ('{0} / {1}' -f $asked, $owners.Count) }
        $asked += 1
        try {
          Get-MobileDeviceStatistics -Mailbox $one -ErrorAction Continue 2>&1 | ForEach-Object {
            if ($_.FullyQualifiedErrorId) { if ($refusals.Count -lt 100) { $refusals += Get-Refusal 'Get-MobileDeviceStatistics' $_ } }
            else {
              $before + (ConvertTo-PlainJson $_ $kinds)
              $before = ','
            }
          }
        }
        catch { if ($refusals.Count -lt 100) { $refusals += Get-Refusal 'Get-MobileDeviceStatistics' $_ } }
      }
    }
    '],'
    '"errors":' + (ConvertTo-Json -InputObject @($refusals) -Compress) + '}'
  } | ForEach-Object { Send-Frame 'document' ($_ + "`n") }
  if ([string] $session.State -ne 'Opened') { Send-Frame 'phase' 'lost' }
}
catch { Send-Failure $stage $_ }
finally { Get-PSSession | Remove-PSSession -ErrorAction SilentlyContinue }
Send-Frame 'end' ''
