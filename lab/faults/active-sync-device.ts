import type { FaultEntry } from './fault.ts'

const folderSync = (outcome: string) => ({ check: 'active-sync/folder-sync', outcome })
const access = (outcome: string) => ({ check: 'active-sync/device-access', outcome })
const provisioning = (outcome: string) => ({ check: 'active-sync/provisioning', outcome })

/** ActiveSync that keeps a device out: access levels, policies, and what is set for the mailbox and its user. */
export const activeSyncDeviceFaults = {
  'device-quarantined': {
    description:
      'The default access level is Quarantine: a new device signs in and syncs, and is given nothing but a notice about itself.',
    expected: access('quarantined'),
    part: 'access-level',
    change: ({ activeSync }) => {
      activeSync.accessLevel = 'Quarantine'
    },
  },
  'device-quarantined-in-turkish': {
    description:
      'The default access level is Quarantine, and Exchange writes its notice in the language of the mailbox.',
    expected: access('quarantined'),
    part: 'access-level',
    change: ({ activeSync }) => {
      activeSync.accessLevel = 'Quarantine'
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
      activeSync.accessLevel = 'Block'
    },
  },
  'mailbox-active-sync-disabled': {
    description: 'ActiveSync is turned off for the mailbox: Set-CASMailbox -ActiveSyncEnabled $false.',
    expected: access('blocked'),
    part: 'active-sync-refusal',
    change: ({ activeSync }) => {
      for (const mailbox of Object.values(activeSync.mailboxes)) mailbox.enabled = false
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
      activeSync.mailboxes.alice.enabled = false
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
      activeSync.otherDevices = 100
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
} satisfies Record<string, FaultEntry>
