import type { FaultEntry } from './fault.ts'

const folderSync = (outcome: string) => ({ check: 'active-sync/folder-sync', outcome })
const options = (outcome: string) => ({ check: 'active-sync/options', outcome })

/** ActiveSync that is not there, takes no sign-in, speaks old versions or is somewhere else, whatever the mailbox and the device. */
export const activeSyncAddressFaults = {
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
