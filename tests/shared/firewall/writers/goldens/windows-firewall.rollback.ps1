#Requires -RunAsAdministrator
#Requires -Modules NetSecurity
# Postern: Let the mail service in
# A rule that is not there is an error that ends nothing.

Remove-NetFirewallRule -Name 'PSTN_R_001-HTTPS-NYLAS_US'
Remove-NetFirewallRule -Name 'PSTN_R_001-HTTPS-NYLAS_EU'
Remove-NetFirewallRule -Name 'PSTN_R_002-HTTPS-NYLAS_US'
Remove-NetFirewallRule -Name 'PSTN_R_002-HTTP-NYLAS_US'
Remove-NetFirewallRule -Name 'PSTN_R_003-HTTP-NYLAS_EU'
