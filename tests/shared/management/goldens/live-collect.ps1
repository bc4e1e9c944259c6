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
    CommandName = 'Get-OrganizationConfig', 'Get-ExchangeServer', 'Get-WebServicesVirtualDirectory', 'Get-ThrottlingPolicy', 'Get-ManagementRoleAssignment', 'Get-ManagementScope', 'Get-ThrottlingPolicyAssociation', 'Get-CASMailbox'
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
    Write-Host -Object 'Asking Get-OrganizationConfig'
    $kinds = @{ name = 'text'; ewsEnabled = 'flag'; ewsApplicationAccessPolicy = 'text'; ewsAllowList = 'texts'; ewsBlockList = 'texts'; ewsAllowOutlook = 'flag'; ewsAllowMacOutlook = 'flag'; ewsAllowEntourage = 'flag' }
    '"Get-OrganizationConfig":['
    $before = ''
    try {
      Get-OrganizationConfig -ErrorAction Continue 2>&1 | ForEach-Object {
        if ($_.FullyQualifiedErrorId) { $refusals += Get-Refusal 'Get-OrganizationConfig' $_ }
        else {
          $before + (ConvertTo-PlainJson $_ $kinds)
          $before = ','
        }
      }
    }
    catch { $refusals += Get-Refusal 'Get-OrganizationConfig' $_ }
    '],'
    Write-Host -Object 'Asking Get-ExchangeServer'
    $kinds = @{ name = 'text'; fqdn = 'text'; adminDisplayVersion = 'text'; serverRole = 'text' }
    '"Get-ExchangeServer":['
    $before = ''
    try {
      Get-ExchangeServer -ErrorAction Continue 2>&1 | ForEach-Object {
        if ($_.FullyQualifiedErrorId) { $refusals += Get-Refusal 'Get-ExchangeServer' $_ }
        else {
          $before + (ConvertTo-PlainJson $_ $kinds)
          $before = ','
        }
      }
    }
    catch { $refusals += Get-Refusal 'Get-ExchangeServer' $_ }
    '],'
    Write-Host -Object 'Asking Get-WebServicesVirtualDirectory'
    $kinds = @{ identity = 'text'; server = 'text'; internalUrl = 'text'; externalUrl = 'text'; internalNLBBypassUrl = 'text'; basicAuthentication = 'flag'; windowsAuthentication = 'flag'; digestAuthentication = 'flag'; oAuthAuthentication = 'flag'; wsSecurityAuthentication = 'flag'; certificateAuthentication = 'flag'; mrsProxyEnabled = 'flag'; extendedProtectionTokenChecking = 'text'; extendedProtectionFlags = 'texts'; extendedProtectionSPNList = 'texts' }
    '"Get-WebServicesVirtualDirectory":['
    $before = ''
    try {
      Get-WebServicesVirtualDirectory -ErrorAction Continue 2>&1 | ForEach-Object {
        if ($_.FullyQualifiedErrorId) { $refusals += Get-Refusal 'Get-WebServicesVirtualDirectory' $_ }
        else {
          $before + (ConvertTo-PlainJson $_ $kinds)
          $before = ','
        }
      }
    }
    catch { $refusals += Get-Refusal 'Get-WebServicesVirtualDirectory' $_ }
    '],'
    Write-Host -Object 'Asking Get-ThrottlingPolicy'
    $kinds = @{ identity = 'text'; name = 'text'; throttlingPolicyScope = 'text'; ewsMaxConcurrency = 'limit'; ewsMaxSubscriptions = 'limit'; ewsMaxBurst = 'limit'; ewsRechargeRate = 'limit'; ewsCutoffBalance = 'limit'; easMaxDevices = 'limit' }
    '"Get-ThrottlingPolicy":['
    $before = ''
    try {
      Get-ThrottlingPolicy -ErrorAction Continue 2>&1 | ForEach-Object {
        if ($_.FullyQualifiedErrorId) { $refusals += Get-Refusal 'Get-ThrottlingPolicy' $_ }
        else {
          $before + (ConvertTo-PlainJson $_ $kinds)
          $before = ','
        }
      }
    }
    catch { $refusals += Get-Refusal 'Get-ThrottlingPolicy' $_ }
    '],'
    Write-Host -Object 'Asking Get-ManagementRoleAssignment'
    $kinds = @{ name = 'text'; role = 'text'; roleAssigneeName = 'text'; roleAssigneeType = 'text'; effectiveUserName = 'text'; enabled = 'flag'; recipientWriteScope = 'text'; customRecipientWriteScope = 'text' }
    '"Get-ManagementRoleAssignment":['
    $before = ''
    try {
      Get-ManagementRoleAssignment -Role 'ApplicationImpersonation' -GetEffectiveUsers -ErrorAction Continue 2>&1 | ForEach-Object {
        if ($_.FullyQualifiedErrorId) { $refusals += Get-Refusal 'Get-ManagementRoleAssignment' $_ }
        else {
          $before + (ConvertTo-PlainJson $_ $kinds)
          $before = ','
        }
      }
    }
    catch { $refusals += Get-Refusal 'Get-ManagementRoleAssignment' $_ }
    '],'
    Write-Host -Object 'Asking Get-ManagementScope'
    $kinds = @{ name = 'text'; recipientFilter = 'text'; recipientRoot = 'text'; exclusive = 'flag' }
    '"Get-ManagementScope":['
    $before = ''
    try {
      Get-ManagementScope -ErrorAction Continue 2>&1 | ForEach-Object {
        if ($_.FullyQualifiedErrorId) { $refusals += Get-Refusal 'Get-ManagementScope' $_ }
        else {
          $before + (ConvertTo-PlainJson $_ $kinds)
          $before = ','
        }
      }
    }
    catch { $refusals += Get-Refusal 'Get-ManagementScope' $_ }
    '],'
    Write-Host -Object 'Asking Get-ThrottlingPolicyAssociation'
    $kinds = @{ identity = 'text'; name = 'text'; throttlingPolicyId = 'text' }
    '"Get-ThrottlingPolicyAssociation":['
    $before = ''
    try {
      Get-ThrottlingPolicyAssociation -ResultSize 'Unlimited' -ErrorAction Continue 2>&1 | ForEach-Object {
        if ($_.FullyQualifiedErrorId) { $refusals += Get-Refusal 'Get-ThrottlingPolicyAssociation' $_ }
        else {
          $before + (ConvertTo-PlainJson $_ $kinds)
          $before = ','
        }
      }
    }
    catch { $refusals += Get-Refusal 'Get-ThrottlingPolicyAssociation' $_ }
    '],'
    Write-Host -Object 'Asking Get-CASMailbox'
    $kinds = @{ identity = 'text'; primarySmtpAddress = 'text'; samAccountName = 'text'; displayName = 'text'; distinguishedName = 'text'; guid = 'text'; ewsEnabled = 'flag'; ewsApplicationAccessPolicy = 'text'; ewsAllowList = 'texts'; ewsBlockList = 'texts'; ewsAllowOutlook = 'flag'; ewsAllowMacOutlook = 'flag'; ewsAllowEntourage = 'flag'; activeSyncEnabled = 'flag'; activeSyncAllowedDeviceIDs = 'texts'; activeSyncBlockedDeviceIDs = 'texts'; activeSyncMailboxPolicy = 'text'; activeSyncMailboxPolicyIsDefaulted = 'flag' }
    '"Get-CASMailbox":['
    $before = ''
    try {
      Get-CASMailbox -ResultSize 'Unlimited' -ErrorAction Continue 2>&1 | ForEach-Object {
        if ($_.FullyQualifiedErrorId) { $refusals += Get-Refusal 'Get-CASMailbox' $_ }
        else {
          $before + (ConvertTo-PlainJson $_ $kinds)
          $before = ','
        }
      }
    }
    catch { $refusals += Get-Refusal 'Get-CASMailbox' $_ }
    '],'
    '"errors":' + (ConvertTo-Json -InputObject @($refusals) -Compress) + '}'
  } | ForEach-Object { Send-Frame 'document' ($_ + "`n") }
  if ([string] $session.State -ne 'Opened') { Send-Frame 'phase' 'lost' }
}
catch { Send-Failure $stage $_ }
finally { Get-PSSession | Remove-PSSession -ErrorAction SilentlyContinue }
Send-Frame 'end' ''
