#Requires -RunAsAdministrator
#Requires -Modules NetSecurity
# Postern: Let the mail service in
# A name that is there already is an error, and ends the script: run the rollback first, or apply a change.

New-NetFirewallRule -Name 'PSTN_R_001-HTTPS-NYLAS_US' -DisplayName 'Postern PSTN_R_001 HTTPS NYLAS_US' -Group 'Postern' -Description 'PSTN_R_001 - CHG0012345 - until 2027-12-01 - owner Exchange team - The mail service reads mailboxes by "EWS"; its addresses are the vendor''s.' -Enabled False -Profile Any -Direction Inbound -Action Allow -Protocol TCP -LocalPort 443 -LocalAddress @('10.20.0.25', 'fd00:20::25') -RemoteAddress @(
  '34.67.39.103/32', '34.68.0.0/27', '2600:1900:4000::/44'
) -ErrorAction Stop

New-NetFirewallRule -Name 'PSTN_R_001-HTTPS-NYLAS_EU' -DisplayName 'Postern PSTN_R_001 HTTPS NYLAS_EU' -Group 'Postern' -Description 'PSTN_R_001 - CHG0012345 - until 2027-12-01 - owner Exchange team - The mail service reads mailboxes by "EWS"; its addresses are the vendor''s.' -Enabled False -Profile Any -Direction Inbound -Action Allow -Protocol TCP -LocalPort 443 -LocalAddress @('10.20.0.25') -RemoteAddress @(
  '34.89.13.240/32', '35.246.81.179/32'
) -ErrorAction Stop

New-NetFirewallRule -Name 'PSTN_R_002-HTTPS-NYLAS_US' -DisplayName 'Postern PSTN_R_002 HTTPS NYLAS_US' -Group 'Postern' -Description 'PSTN_R_002 - CHG0012345 - Autodiscover, with its redirect' -Enabled True -Profile Any -Direction Inbound -Action Allow -Protocol TCP -LocalPort 443 -LocalAddress @('10.20.0.26') -RemoteAddress @(
  '34.67.39.103/32', '34.68.0.0/27'
) -ErrorAction Stop

New-NetFirewallRule -Name 'PSTN_R_002-HTTP-NYLAS_US' -DisplayName 'Postern PSTN_R_002 HTTP NYLAS_US' -Group 'Postern' -Description 'PSTN_R_002 - CHG0012345 - Autodiscover, with its redirect' -Enabled True -Profile Any -Direction Inbound -Action Allow -Protocol TCP -LocalPort 80 -LocalAddress @('10.20.0.26') -RemoteAddress @(
  '34.67.39.103/32', '34.68.0.0/27'
) -ErrorAction Stop

New-NetFirewallRule -Name 'PSTN_R_003-HTTP-NYLAS_EU' -DisplayName 'Postern PSTN_R_003 HTTP NYLAS_EU' -Group 'Postern' -Description 'PSTN_R_003' -Enabled True -Profile Any -Direction Inbound -Action Block -Protocol TCP -LocalPort 80 -LocalAddress @('10.20.0.25') -RemoteAddress @(
  '34.89.13.240/32', '35.246.81.179/32'
) -ErrorAction Stop
