# Let the client in
# Apply: this changes Exchange. Run the preview first.
# Organisation: Contoso (contoso.com)
# Made by Postern at 2026-11-29T02:30:00Z.
# Look first that EwsApplicationAccessPolicy still is EnforceAllowList there: where it is not, changing the list turns it on, and shuts out every client that is not on it.
# Where the forest has several domains, run this first to see them all: Set-ADServerSettings -ViewEntireForest $true
# Run it in the Exchange Management Shell of Exchange 2013 or later.

# Let the client in
Set-OrganizationConfig -EwsApplicationAccessPolicy 'EnforceAllowList' -EwsAllowList @{Add='NylasClient/*','O''Brien’’s sync'} -ErrorAction Stop

New-ManagementScope -Name 'Sync' -RecipientRestrictionFilter 'Alias -eq ''anna'' -or Alias -eq ''bo''' -ErrorAction Stop

New-ManagementRoleAssignment -Name 'Sync impersonation' -Role 'ApplicationImpersonation' -User 'CONTOSO\svc-sync' -CustomRecipientWriteScope 'Sync' -ErrorAction Stop

New-ThrottlingPolicy -Name 'Sync' -EwsMaxConcurrency 50 -EwsCutoffBalance 'Unlimited' -ErrorAction Stop

Set-ThrottlingPolicyAssociation -Identity 'CONTOSO\svc-sync' -ThrottlingPolicy 'Sync' -ErrorAction Stop
