import type { FaultEntry } from './fault.ts'

/** EWS that reaches no mailbox: the account, the mailbox, its database, and what is in it. */
export const ewsMailboxFaults = {
  'ews-mailbox-missing': {
    description: 'The mailbox was moved to the cloud, and the organisation file still names its old address.',
    expected: { check: 'ews/inbox', outcome: 'refused-mailbox' },
    also: [
      { check: 'autodiscover/settings', outcome: 'no-mailbox' },
      { check: 'autodiscover/ews-address', outcome: 'not-given' },
    ],
    part: 'ews-mailbox',
    change: ({ ews }) => {
      ews.organisationFile.mailbox = 'carol@contoso.test'
    },
  },
  'ews-mailbox-moving': {
    description: 'The mailbox is being moved to another database and is locked for the last part of it.',
    expected: { check: 'ews/inbox', outcome: 'refused-mailbox' },
    part: 'ews-mailbox',
    change: ({ ews }) => {
      ews.mailboxState = 'moving'
    },
  },
  'ews-store-dismounted': {
    description: 'The disk of the database ran full, and the database was dismounted.',
    expected: { check: 'ews/inbox', outcome: 'refused-store' },
    part: 'ews-mailbox',
    change: ({ ews }) => {
      ews.mailboxState = 'dismounted'
    },
  },
  'ews-mailbox-in-silent-site': {
    description: 'The mailbox is in another site, and the tunnel to the Exchange servers there is down.',
    expected: { check: 'ews/inbox', outcome: 'refused-configuration' },
    part: 'ews-mailbox',
    change: ({ ews }) => {
      ews.mailboxState = 'in-silent-site'
    },
  },
  'ews-directory-unavailable': {
    description: 'Exchange reaches no domain controller of its site for longer than it remembers what it knew.',
    expected: { check: 'ews/inbox', outcome: 'refused-server' },
    part: 'ews-mailbox',
    change: ({ ews }) => {
      ews.mailboxState = 'without-directory'
    },
  },
  'ews-account-disabled': {
    description: 'The account was disabled a moment ago: IIS still lets its token in, and EWS does not.',
    expected: { check: 'ews/inbox', outcome: 'refused-account' },
    part: 'ews-mailbox',
    change: ({ ews }) => {
      ews.accountState = 'disabled'
    },
  },
  'ews-password-expired': {
    description: 'The password ran out while its token is still cached in IIS, and EWS says so.',
    expected: { check: 'ews/inbox', outcome: 'refused-account' },
    part: 'ews-mailbox',
    change: ({ ews }) => {
      ews.accountState = 'password-expired'
    },
  },
  'ews-calendar-missing': {
    description: 'A migration brought the mailbox over without its calendar folder.',
    expected: { check: 'ews/calendar', outcome: 'missing' },
    part: 'ews-calendar',
    change: ({ ews }) => {
      ews.calendar = 'missing'
    },
  },
  'ews-calendar-damaged': {
    description: 'A damaged item keeps EWS from reading the calendar.',
    expected: { check: 'ews/calendar', outcome: 'refused' },
    part: 'ews-calendar',
    change: ({ ews }) => {
      ews.calendar = 'damaged'
    },
  },
  'ews-folders-corrupt': {
    description: 'A damaged folder keeps EWS from listing the folders of the mailbox.',
    expected: { check: 'ews/folder-hierarchy', outcome: 'refused' },
    part: 'ews-hierarchy',
    change: ({ ews }) => {
      ews.hierarchy = 'corrupt'
    },
  },
  'ews-primary-address-changed': {
    description:
      'An address policy gave the mailbox another primary address, and the organisation file names the old one.',
    expected: { check: 'ews/name-resolution', outcome: 'other-address' },
    also: [{ check: 'autodiscover/settings', outcome: 'found-for-alias' }],
    part: 'ews-address-list',
    change: ({ ews }) => {
      ews.addressList = 'other-primary-address'
    },
  },
  'ews-global-catalog-unreachable': {
    description:
      'The only global catalog of the site is off, so that Exchange can look no name up in the address list.',
    expected: { check: 'ews/name-resolution', outcome: 'refused' },
    part: 'ews-address-list',
    change: ({ ews }) => {
      ews.addressList = 'unreachable'
    },
  },
  'ews-hidden-from-address-lists': {
    description: 'The mailbox is hidden from the address lists.',
    expected: { check: 'ews/name-resolution', outcome: 'not-found' },
    part: 'ews-address-list',
    change: ({ ews }) => {
      ews.addressList = 'hides-mailboxes'
    },
  },
} satisfies Record<string, FaultEntry>
