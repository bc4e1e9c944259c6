# Let the client in
# Undo: this puts back what was read before the change.
# Organisation: Contoso (contoso.com)
# Made by Postern at 2026-11-29T02:30:00Z.
# What is removed is removed without a question: -Confirm:$false stands there.
# Look first that EwsApplicationAccessPolicy still is EnforceAllowList there: where it is not, changing the list turns it on, and shuts out every client that is not on it.
# Where the forest has several domains, run this first to see them all: Set-ADServerSettings -ViewEntireForest $true
# Run it in the Exchange Management Shell of Exchange 2013 or later.
# It ends at the first command that is refused. Where apply ended early, begin behind the commands that take back what was never run.

Set-ThrottlingPolicyAssociation -Identity 'CONTOSO\svc-sync' -ThrottlingPolicy $null -ErrorAction Stop

Remove-ThrottlingPolicy -Identity 'Sync' -Force -Confirm:$false -ErrorAction Stop

Remove-ManagementRoleAssignment -Identity 'Sync impersonation' -Confirm:$false -ErrorAction Stop

Remove-ManagementScope -Identity 'Sync' -Confirm:$false -ErrorAction Stop

# Nothing was there
Set-OrganizationConfig -EwsApplicationAccessPolicy 'EnforceAllowList' -EwsAllowList $null -ErrorAction Stop
