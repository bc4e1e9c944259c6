# Read the configuration of Exchange that decides about devices of ActiveSync
# This only reads: it runs Get- cmdlets, and writes one file. No password is in it.
# How each device has synchronised is not asked for, because that takes hours where there are thousands.
# Organisation: Contoso (contoso.com)
# Made by Postern at 2026-11-29T02:30:00Z.
# Run it in the Exchange Management Shell of Exchange 2013 or later, saved as a file or pasted.
# Where the forest has several domains, run this first to see them all: Set-ADServerSettings -ViewEntireForest $true
& {
  $file = Join-Path -Path $HOME -ChildPath 'postern-configuration.json'
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
    Write-Host -Object 'Asking Get-ActiveSyncOrganizationSettings'
    $kinds = @{ name = 'text'; defaultAccessLevel = 'text'; adminMailRecipients = 'texts'; userMailInsert = 'text'; allowAccessForUnSupportedPlatform = 'flag' }
    '"Get-ActiveSyncOrganizationSettings":['
    $before = ''
    try {
      Get-ActiveSyncOrganizationSettings -ErrorAction Continue 2>&1 | ForEach-Object {
        if ($_.FullyQualifiedErrorId) { $refusals += Get-Refusal 'Get-ActiveSyncOrganizationSettings' $_ }
        else {
          $before + (ConvertTo-PlainJson $_ $kinds)
          $before = ','
        }
      }
    }
    catch { $refusals += Get-Refusal 'Get-ActiveSyncOrganizationSettings' $_ }
    '],'
    Write-Host -Object 'Asking Get-ActiveSyncDeviceAccessRule'
    $kinds = @{ identity = 'text'; name = 'text'; characteristic = 'text'; queryString = 'text'; accessLevel = 'text' }
    '"Get-ActiveSyncDeviceAccessRule":['
    $before = ''
    try {
      Get-ActiveSyncDeviceAccessRule -ErrorAction Continue 2>&1 | ForEach-Object {
        if ($_.FullyQualifiedErrorId) { $refusals += Get-Refusal 'Get-ActiveSyncDeviceAccessRule' $_ }
        else {
          $before + (ConvertTo-PlainJson $_ $kinds)
          $before = ','
        }
      }
    }
    catch { $refusals += Get-Refusal 'Get-ActiveSyncDeviceAccessRule' $_ }
    '],'
    Write-Host -Object 'Asking Get-MobileDeviceMailboxPolicy'
    $kinds = @{ identity = 'text'; name = 'text'; isDefaultPolicy = 'flag'; isDefault = 'flag'; allowNonProvisionableDevices = 'flag'; devicePasswordEnabled = 'flag'; passwordEnabled = 'flag'; requireDeviceEncryption = 'flag'; requireManualSyncWhenRoaming = 'flag'; allowExternalDeviceManagement = 'flag'; maxEmailAgeFilter = 'text'; maxCalendarAgeFilter = 'text'; maxAttachmentSize = 'text'; attachmentsEnabled = 'flag' }
    '"Get-MobileDeviceMailboxPolicy":['
    $before = ''
    if (-not (Get-Command -Name 'Get-MobileDeviceMailboxPolicy' -ErrorAction SilentlyContinue) -and (Get-Command -Name 'Get-ActiveSyncMailboxPolicy' -ErrorAction SilentlyContinue)) {
      try {
        Get-ActiveSyncMailboxPolicy -ErrorAction Continue 2>&1 | ForEach-Object {
          if ($_.FullyQualifiedErrorId) { $refusals += Get-Refusal 'Get-MobileDeviceMailboxPolicy' $_ }
          else {
            $before + (ConvertTo-PlainJson $_ $kinds)
            $before = ','
          }
        }
      }
      catch { $refusals += Get-Refusal 'Get-MobileDeviceMailboxPolicy' $_ }
    }
    else {
      try {
        Get-MobileDeviceMailboxPolicy -ErrorAction Continue 2>&1 | ForEach-Object {
          if ($_.FullyQualifiedErrorId) { $refusals += Get-Refusal 'Get-MobileDeviceMailboxPolicy' $_ }
          else {
            $before + (ConvertTo-PlainJson $_ $kinds)
            $before = ','
          }
        }
      }
      catch { $refusals += Get-Refusal 'Get-MobileDeviceMailboxPolicy' $_ }
    }
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
    '"errors":' + (ConvertTo-Json -InputObject @($refusals) -Compress) + '}'
  } | Set-Content -LiteralPath $file -Encoding UTF8 -ErrorAction Stop
  Write-Host -Object 'Give this file to Postern:'
  Write-Host -Object $file
}
