import type { FaultEntry } from './fault.ts'

const folderSync = (outcome: string) => ({ check: 'active-sync/folder-sync', outcome })
const access = (outcome: string) => ({ check: 'active-sync/device-access', outcome })
const provisioning = (outcome: string) => ({ check: 'active-sync/provisioning', outcome })
const options = (outcome: string) => ({ check: 'active-sync/options', outcome })

/** What can be wrong with Exchange ActiveSync. */
export const activeSyncFaults = {
  'active-sync-options-eaten': {
    description: 'A proxy answers the ActiveSync OPTIONS command itself: 200, without the MS-AS headers.',
    expected: options('headers-missing'),
    part: 'active-sync',
    change: ({ activeSync }) => {
      activeSync.optionsEaten = true
    },
  },
  'active-sync-anonymous': {
    description:
      'Anonymous authentication was turned on for ActiveSync in IIS, so that OPTIONS is answered to everybody.',
    expected: { check: 'active-sync/schemes', outcome: 'anonymous' },
    part: 'active-sync',
    change: ({ activeSync }) => {
      activeSync.anonymous = true
    },
  },
  'active-sync-vdir-404': {
    description: 'The proxy in front does not publish /Microsoft-Server-ActiveSync, and answers 404 to everybody.',
    expected: options('not-found'),
    part: 'active-sync',
    change: ({ activeSync }) => {
      activeSync.found = false
    },
  },
  'active-sync-post-denied': {
    description:
      'A web application firewall lets OPTIONS pass, and answers every POST to ActiveSync with a 403 of its own.',
    expected: folderSync('refused-in-front'),
    part: 'active-sync',
    change: ({ activeSync }) => {
      activeSync.postDenied = true
    },
  },
  'active-sync-ssl-403.4': {
    description: 'The balancer takes TLS off, and IIS, which requires it for ActiveSync, answers 403.4.',
    expected: options('tls-taken-off'),
    part: 'active-sync',
    change: ({ activeSync }) => {
      activeSync.tlsTakenOff = true
    },
  },
  'active-sync-app-pool-stopped': {
    description:
      'The application pool MSExchangeSyncAppPool stopped after failing five times, and http.sys answers 503.',
    expected: options('pool-stopped'),
    part: 'active-sync',
    change: ({ activeSync }) => {
      activeSync.poolStopped = true
    },
  },
  'active-sync-folder-locked': {
    description:
      'Hardening took the permissions of authenticated users from the folder of ActiveSync: IIS answers 401.3 to every account.',
    expected: options('sign-in-rejected'),
    also: [
      { check: 'sign-in/password', outcome: 'rejected-elsewhere' },
      { check: 'sign-in/right-password-refused', outcome: 'cause-unknown' },
    ],
    part: 'active-sync',
    change: ({ activeSync }) => {
      activeSync.folderDenied = true
    },
  },
  'windows-auth-on-active-sync': {
    description: 'Somebody turned Basic off for ActiveSync and Windows authentication on, and no device can sign in.',
    expected: options('no-usable-scheme'),
    part: 'active-sync-schemes',
    change: ({ activeSync }) => {
      activeSync.schemes = ['Negotiate', 'NTLM']
    },
  },
  'windows-auth-beside-basic-on-active-sync': {
    description: 'Windows authentication was turned on for ActiveSync, beside Basic.',
    expected: { check: 'active-sync/schemes', outcome: 'windows-offered' },
    part: 'active-sync-schemes',
    change: ({ activeSync }) => {
      activeSync.schemes = ['Negotiate', 'NTLM', 'Basic']
    },
  },
  'only-old-version': {
    description: 'The server is an Exchange 2010 without a service pack: ActiveSync 14.0 at most.',
    expected: { check: 'active-sync/protocol-version', outcome: 'outdated' },
    part: 'active-sync-versions',
    change: ({ activeSync }) => {
      activeSync.versions = ['2.0', '2.1', '2.5', '12.0', '12.1', '14.0']
    },
  },
  'only-version-12.1': {
    description:
      'The server is an Exchange 2007 SP1: ActiveSync 12.1 at most, which says by HTTP status what is wrong.',
    expected: { check: 'active-sync/protocol-version', outcome: 'outdated' },
    part: 'active-sync-versions',
    change: ({ activeSync }) => {
      activeSync.versions = ['1.0', '2.0', '2.1', '2.5', '12.0', '12.1']
    },
  },
  'only-version-2.5': {
    description: 'A proxy cuts MS-ASProtocolVersions short, so that 2.5 is the highest version left.',
    expected: { check: 'active-sync/protocol-version', outcome: 'none-in-common' },
    part: 'active-sync-versions',
    change: ({ activeSync }) => {
      activeSync.versions = ['2.0', '2.1', '2.5']
    },
  },
  'device-quarantined': {
    description:
      'The default access level is Quarantine: a new device signs in and syncs, and is given nothing but a notice about itself.',
    expected: access('quarantined'),
    part: 'access-level',
    change: ({ activeSync }) => {
      activeSync.accessLevel = 'quarantine'
    },
  },
  'device-quarantined-in-turkish': {
    description:
      'The default access level is Quarantine, and Exchange writes its notice in the language of the mailbox.',
    expected: access('quarantined'),
    part: 'access-level',
    change: ({ activeSync }) => {
      activeSync.accessLevel = 'quarantine'
      activeSync.noticeLanguage = 'turkish'
    },
  },
  'device-allowed-after-quarantine': {
    description:
      'The device was in quarantine and is allowed by now; nothing but the notice was ever sent to its mailbox.',
    expected: access('cannot-compare'),
    part: 'access-level',
    change: ({ activeSync }) => {
      activeSync.quarantinedBefore = true
      activeSync.noOtherMail = true
    },
  },
  'policy-hides-old-mail': {
    description:
      'The device was in quarantine and is allowed by now; the mailbox policy shows devices three days of mail, and all but the notice is older.',
    expected: access('old-mail-hidden'),
    part: 'access-level',
    change: ({ activeSync }) => {
      activeSync.quarantinedBefore = true
      activeSync.oldMailHidden = true
    },
  },
  'device-in-discovery': {
    description:
      'A rule looks at what devices say of themselves, and a new one is in discovery: it is given nothing until Exchange knows it.',
    expected: access('held-back'),
    part: 'access-level',
    change: ({ activeSync }) => {
      activeSync.inDiscovery = true
    },
  },
  'device-blocked': {
    description: 'The default access level is Block, so that no device gets in that nobody named.',
    expected: access('blocked'),
    part: 'access-level',
    change: ({ activeSync }) => {
      activeSync.accessLevel = 'block'
    },
  },
  'mailbox-active-sync-disabled': {
    description: 'ActiveSync is turned off for the mailbox: Set-CASMailbox -ActiveSyncEnabled $false.',
    expected: access('blocked'),
    part: 'active-sync-refusal',
    change: ({ activeSync }) => {
      activeSync.refusal = 126
    },
  },
  'active-sync-access-denied': {
    description: 'The account signs in, and may not use ActiveSync with its mailbox.',
    expected: access('blocked'),
    part: 'active-sync-refusal',
    change: ({ activeSync }) => {
      activeSync.refusal = 130
    },
  },
  'active-sync-mailbox-store-down': {
    description: 'The database of the mailbox is dismounted as far as ActiveSync is concerned.',
    expected: folderSync('busy'),
    part: 'active-sync-refusal',
    change: ({ activeSync }) => {
      activeSync.refusal = 111
    },
  },
  'mailbox-full': {
    description: 'The mailbox has reached its quota, and the state of a device finds no room in it.',
    expected: folderSync('mailbox-full'),
    part: 'active-sync-refusal',
    change: ({ activeSync }) => {
      activeSync.refusal = 113
    },
  },
  'account-without-mailbox': {
    description: 'ActiveSync finds no mailbox for the account: it was moved out of the organisation.',
    expected: folderSync('refused'),
    part: 'active-sync-refusal',
    change: ({ activeSync }) => {
      activeSync.refusal = 123
    },
  },
  'service-account-without-mailbox': {
    description:
      'The account impersonates the mailbox and has none of its own, so that there is nothing for a device to open.',
    expected: folderSync('no-own-mailbox'),
    part: 'ews-mailbox',
    change: ({ ews }) => {
      ews.ownMailbox = 'none'
      Object.assign(ews.organisationFile, { mailbox: 'bob@contoso.test', impersonation: true })
    },
  },
  'service-account-without-active-sync': {
    description:
      'The account impersonates the mailbox, and ActiveSync is turned off for service accounts such as this one.',
    expected: folderSync('own-mailbox-only'),
    part: 'ews-mailbox',
    change: ({ activeSync, ews }) => {
      activeSync.enabledForAlice = false
      Object.assign(ews.organisationFile, { mailbox: 'bob@contoso.test', impersonation: true })
    },
  },
  'account-disabled-meanwhile': {
    description:
      'The account was disabled minutes ago: IIS still knows its sign-in, and ActiveSync looks into the directory.',
    expected: folderSync('account-blocked'),
    part: 'active-sync-refusal',
    change: ({ activeSync }) => {
      activeSync.refusal = 131
    },
  },
  'policy-needs-more-than-the-device': {
    description: 'The mailbox policy asks for what the device cannot apply, and lets in only devices that apply all.',
    expected: provisioning('device-management'),
    part: 'active-sync-refusal',
    change: ({ activeSync }) => {
      activeSync.refusal = 139
    },
  },
  'mdm-required': {
    description: 'The mailbox policy bars devices that something other than Exchange manages.',
    expected: provisioning('device-management'),
    part: 'active-sync-refusal',
    change: ({ activeSync }) => {
      activeSync.refusal = 145
    },
  },
  'legacy-device-strict-policy': {
    description:
      'A proxy drops X-MS-PolicyKey, so that every device looks like one of old, which the mailbox policy does not let in.',
    expected: provisioning('device-management'),
    part: 'active-sync-policy',
    change: ({ activeSync }) => {
      activeSync.policyKeyDropped = true
      activeSync.allowNonProvisionable = false
    },
  },
  'provision-loop': {
    description:
      'Device management keeps the policy key back: the server asks for the policy again each time it is applied.',
    expected: provisioning('asked-again'),
    part: 'active-sync-policy',
    change: ({ activeSync }) => {
      activeSync.policyKeysForgotten = true
    },
  },
  'device-information-missing': {
    description: 'A gateway in front rewrites Provision, and drops what a device says of itself.',
    expected: provisioning('device-information-missing'),
    part: 'active-sync-policy',
    change: ({ activeSync }) => {
      activeSync.deviceInformationDropped = true
    },
  },
  'remote-wipe': {
    description: 'Somebody asked for every device of the mailbox to be wiped.',
    expected: provisioning('remote-wipe'),
    part: 'remote-wipe',
    change: ({ activeSync }) => {
      activeSync.remoteWipe = true
    },
  },
  'too-many-partnerships': {
    description: 'The mailbox has as many device partnerships as EasMaxDevices of its throttling policy lets it have.',
    expected: folderSync('too-many-partnerships'),
    part: 'partnerships',
    change: ({ activeSync }) => {
      activeSync.otherDevices = activeSync.mostDevices
    },
  },
  'admin-sd-holder': {
    description:
      'The user was once a domain administrator: AdminSDHolder took the permissions away, and Exchange cannot make the container for devices (event 1053).',
    expected: folderSync('admin-permissions'),
    part: 'device-container',
    change: ({ activeSync }) => {
      activeSync.deviceContainerDenied = true
    },
  },
  'active-sync-misdirected': {
    description: 'The mailbox is in a site with an ExternalUrl of its own, to which this server sends devices (451).',
    expected: options('redirected'),
    part: 'active-sync-server',
    change: ({ activeSync }) => {
      activeSync.otherServer = { host: 'autodiscover.contoso.test', atOptions: true }
    },
  },
  'active-sync-misdirected-at-commands': {
    description:
      'An older server answers OPTIONS itself, and sends the first command to the ExternalUrl of the site that the mailbox is in (451).',
    expected: folderSync('synced-elsewhere'),
    part: 'active-sync-server',
    change: ({ activeSync }) => {
      activeSync.otherServer = { host: 'autodiscover.contoso.test', atOptions: false }
    },
  },
  'active-sync-misdirected-nowhere': {
    description: 'This server sends devices to the ExternalUrl of another site (451), whose name is not in DNS.',
    expected: options('moved'),
    part: 'active-sync-server',
    change: ({ activeSync }) => {
      activeSync.otherServer = { host: 'muc.contoso.test', atOptions: true }
    },
  },
  'active-sync-misdirected-nowhere-at-commands': {
    description:
      'An older server answers OPTIONS itself, and sends the first command to the ExternalUrl of another site (451), whose name is not in DNS.',
    expected: folderSync('moved'),
    part: 'active-sync-server',
    change: ({ activeSync }) => {
      activeSync.otherServer = { host: 'muc.contoso.test', atOptions: false }
    },
  },
  'active-sync-misdirected-to-other-domain': {
    description:
      'The mailbox is in a site of the forest that has a domain of its own, to which this server sends devices (451).',
    expected: options('moved-elsewhere'),
    part: 'active-sync-server',
    change: ({ activeSync }) => {
      activeSync.otherServer = { host: 'mail.fabrikam.test', atOptions: true }
    },
  },
  'active-sync-misdirected-to-other-domain-at-commands': {
    description:
      'An older server answers OPTIONS itself, and sends the first command to a site of the forest that has a domain of its own (451).',
    expected: folderSync('moved-elsewhere'),
    part: 'active-sync-server',
    change: ({ activeSync }) => {
      activeSync.otherServer = { host: 'mail.fabrikam.test', atOptions: false }
    },
  },
  'active-sync-blocked-456': {
    description: 'The account is blocked, and ActiveSync says so with 456.',
    expected: options('account-blocked'),
    part: 'account',
    change: ({ activeSync }) => {
      activeSync.accountStatus = { status: 456, atOptions: true }
    },
  },
  'password-expired-457': {
    description: 'The password has expired, and ActiveSync says so with 457.',
    expected: options('password-expired'),
    part: 'account',
    change: ({ activeSync }) => {
      activeSync.accountStatus = { status: 457, atOptions: true }
    },
  },
  'active-sync-not-enabled-403': {
    description: 'ActiveSync is turned off for the mailbox, and this server says so by 403 to OPTIONS already.',
    expected: options('not-enabled'),
    part: 'account',
    change: ({ activeSync }) => {
      activeSync.accountStatus = { status: 403, atOptions: true }
    },
  },
  'active-sync-blocked-456-at-commands': {
    description: 'The account is blocked; OPTIONS passes, and the first command is answered with 456.',
    expected: folderSync('account-blocked'),
    part: 'account',
    change: ({ activeSync }) => {
      activeSync.accountStatus = { status: 456, atOptions: false }
    },
  },
  'password-expired-457-at-commands': {
    description: 'The password has expired; OPTIONS passes, and the first command is answered with 457.',
    expected: folderSync('password-expired'),
    part: 'account',
    change: ({ activeSync }) => {
      activeSync.accountStatus = { status: 457, atOptions: false }
    },
  },
  'active-sync-503': {
    description: 'Exchange throttles the device for too many commands: 503, and to come back in a minute.',
    expected: folderSync('busy'),
    part: 'active-sync-throttling',
    change: ({ activeSync }) => {
      activeSync.throttledFor = 60
    },
  },
} satisfies Record<string, FaultEntry>
