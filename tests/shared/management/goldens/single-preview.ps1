# Let the client in
# Preview: every command only says what it would do. Nothing is changed.
# Organisation: Contoso (contoso.com)
# Made by Postern at 2026-11-29T02:30:00Z.
# Look first that EwsApplicationAccessPolicy still is EnforceAllowList there: where it is not, changing the list turns it on, and shuts out every client that is not on it.
# Where the forest has several domains, run this first to see them all: Set-ADServerSettings -ViewEntireForest $true
# Run it in the Exchange Management Shell of Exchange 2013 or later.
# A command that builds on one before it may say that something is missing: nothing was made yet.

# Let the client in
Set-OrganizationConfig -EwsApplicationAccessPolicy 'EnforceAllowList' -EwsAllowList @{Add='NylasClient/*','O''Brien’’s sync'} -WhatIf

New-ManagementScope -Name 'Sync' -RecipientRestrictionFilter 'Alias -eq ''anna'' -or Alias -eq ''bo''' -WhatIf

New-ManagementRoleAssignment -Name 'Sync impersonation' -Role 'ApplicationImpersonation' -User 'CONTOSO\svc-sync' -CustomRecipientWriteScope 'Sync' -WhatIf

New-ThrottlingPolicy -Name 'Sync' -EwsMaxConcurrency 50 -EwsCutoffBalance 'Unlimited' -WhatIf

Set-ThrottlingPolicyAssociation -Identity 'CONTOSO\svc-sync' -ThrottlingPolicy 'Sync' -WhatIf
