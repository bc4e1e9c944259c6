#Requires -RunAsAdministrator
#Requires -Modules NetSecurity
# Postern: Let the mail service in

Set-NetFirewallRule -Name 'PSTN_R_001-HTTPS-NYLAS_US' -RemoteAddress @(
  '34.67.39.103/32', '34.68.0.0/27', '2600:1900:4000::/44'
) -ErrorAction Stop

Set-NetFirewallRule -Name 'PSTN_R_001-HTTPS-NYLAS_EU' -RemoteAddress @(
  '34.89.13.240/32', '35.246.81.179/32'
) -ErrorAction Stop

Set-NetFirewallRule -Name 'PSTN_R_002-HTTPS-NYLAS_US' -RemoteAddress @(
  '34.67.39.103/32', '34.68.0.0/27'
) -ErrorAction Stop

Set-NetFirewallRule -Name 'PSTN_R_002-HTTP-NYLAS_US' -RemoteAddress @(
  '34.67.39.103/32', '34.68.0.0/27'
) -ErrorAction Stop

Set-NetFirewallRule -Name 'PSTN_R_003-HTTP-NYLAS_EU' -RemoteAddress @(
  '34.89.13.240/32', '35.246.81.179/32'
) -ErrorAction Stop
