import type { FaultEntry } from './fault.ts'

const differs = { check: 'autodiscover/ews-address', outcome: 'differs' } as const

/** What can be wrong with the addresses that Autodiscover gives, and with its other kinds. */
export const autodiscoverAddressFaults = {
  'ews-external-url-empty': {
    description: 'ExternalUrl of the EWS virtual directory was left empty, as setup leaves it.',
    expected: { check: 'autodiscover/ews-address', outcome: 'external-missing' },
    also: [{ check: 'autodiscover/soap', outcome: 'no-address' }],
    part: 'ews-external-url',
    change: (settings) => {
      settings.autodiscover.externalEws = ''
    },
  },
  'ews-external-url-inside': {
    description: 'ExternalUrl of the EWS virtual directory is the server’s own name, which only the inside knows.',
    expected: { check: 'autodiscover/ews-address', outcome: 'inside-name' },
    part: 'ews-external-url',
    change: (settings) => {
      settings.autodiscover.externalEws = 'https://exch01.contoso.local/EWS/Exchange.asmx'
    },
  },
  'ews-external-url-retired': {
    description: 'ExternalUrl of the EWS virtual directory is that of a server that was retired, with its name.',
    expected: { check: 'autodiscover/addresses-answer', outcome: 'name-missing' },
    also: [differs],
    part: 'ews-external-url',
    change: (settings) => {
      settings.autodiscover.externalEws = 'https://legacy.contoso.test:{port}/EWS/Exchange.asmx'
    },
  },
  'ews-external-url-old-server': {
    description: 'ExternalUrl of the EWS virtual directory is a name that the web site has taken over.',
    expected: { check: 'autodiscover/addresses-answer', outcome: 'other-answer' },
    also: [differs],
    part: 'ews-external-url',
    change: (settings) => {
      settings.autodiscover.externalEws = 'https://contoso.test:{port}/EWS/Exchange.asmx'
    },
  },
  'active-sync-external-url-path': {
    description: 'ExternalUrl of the ActiveSync virtual directory was typed without the path that Exchange has.',
    expected: { check: 'autodiscover/active-sync-address', outcome: 'wrong-path' },
    also: [{ check: 'autodiscover/addresses-answer', outcome: 'other-answer' }],
    part: 'active-sync-external-url',
    change: (settings) => {
      settings.autodiscover.externalActiveSync = 'https://mail.contoso.test:{port}/ActiveSync'
    },
  },
  'availability-url-retired': {
    description:
      'Autodiscover still gives a retired server for free/busy times (ASUrl), and the published one for the rest.',
    expected: { check: 'autodiscover/services', outcome: 'unanswered' },
    part: 'availability-url',
    change: (settings) => {
      settings.autodiscover.externalAvailability = 'https://old.contoso.test:{port}/EWS/Exchange.asmx'
    },
  },
  'availability-url-at-web-site': {
    description: 'Autodiscover gives the bare domain for free/busy times (ASUrl), where the web site answers.',
    expected: { check: 'autodiscover/services', outcome: 'other-answer' },
    part: 'availability-url',
    change: (settings) => {
      settings.autodiscover.externalAvailability = 'https://contoso.test:{port}/EWS/Exchange.asmx'
    },
  },
  'oab-external-url-path': {
    description: 'ExternalUrl of the OAB virtual directory was typed with a path that IIS does not know.',
    expected: { check: 'autodiscover/services', outcome: 'other-answer' },
    part: 'oab-external-url',
    change: (settings) => {
      settings.autodiscover.externalAddressBook = 'https://mail.contoso.test:{port}/OfflineAddressBook/'
    },
  },
  'oab-external-url-inside': {
    description: 'ExternalUrl of the OAB virtual directory is the server’s own name, which only the inside knows.',
    expected: { check: 'autodiscover/services', outcome: 'inside-name' },
    part: 'oab-external-url',
    change: (settings) => {
      settings.autodiscover.externalAddressBook = 'https://exch01.contoso.local/OAB/'
    },
  },
  'oab-external-url-empty': {
    description: 'ExternalUrl of the OAB virtual directory was left empty, as setup leaves it.',
    expected: { check: 'autodiscover/services', outcome: 'missing' },
    part: 'oab-external-url',
    change: (settings) => {
      settings.autodiscover.externalAddressBook = ''
    },
  },
  'owa-external-url-inside': {
    description:
      'ExternalUrl of the OWA virtual directory is the server’s own name, which only the inside knows; EcpUrl follows it.',
    expected: { check: 'autodiscover/services', outcome: 'inside-name' },
    part: 'owa-external-url',
    change: (settings) => {
      settings.autodiscover.externalWebMail = 'https://exch01.contoso.local/owa/'
    },
  },
  'owa-external-url-retired': {
    description: 'ExternalUrl of the OWA virtual directory is webmail.contoso.test, a name that is no longer in DNS.',
    expected: { check: 'autodiscover/services', outcome: 'unanswered' },
    part: 'owa-external-url',
    change: (settings) => {
      settings.autodiscover.externalWebMail = 'https://webmail.contoso.test:{port}/owa/'
    },
  },
  'owa-pool-stopped': {
    description: 'The application pools of Outlook on the web and of the control panel are stopped.',
    expected: { check: 'autodiscover/services', outcome: 'server-error' },
    part: 'web-mail',
    change: (settings) => {
      settings.webMail.poolStopped = true
    },
  },
  'mobile-sync-no-provider': {
    description: 'Autodiscover has no provider for phones: error 601 to their schema, settings to Outlook’s.',
    expected: { check: 'autodiscover/active-sync-address', outcome: 'no-provider' },
    part: 'mobile-sync',
    change: (settings) => {
      settings.autodiscover.mobileSyncError = 601
    },
  },
  'mobile-sync-invalid-request': {
    description: 'A filter in the proxy rewrites the bodies of phones, so that Autodiscover calls them invalid (600).',
    expected: { check: 'autodiscover/active-sync-address', outcome: 'no-provider' },
    part: 'mobile-sync',
    change: (settings) => {
      settings.autodiscover.mobileSyncError = 600
    },
  },
  'autodiscover-soap-not-published': {
    description: 'The proxy passes on autodiscover.xml by name, and not autodiscover.svc.',
    expected: { check: 'autodiscover/soap', outcome: 'not-found' },
    part: 'autodiscover-soap',
    change: (settings) => {
      settings.autodiscover.soap = 'not-published'
    },
  },
  'autodiscover-soap-busy': {
    description: 'Autodiscover over SOAP answers ServerBusy, since a runaway script asks it all day.',
    expected: { check: 'autodiscover/soap', outcome: 'busy' },
    part: 'autodiscover-soap',
    change: (settings) => {
      settings.autodiscover.soap = 'busy'
    },
  },
  'autodiscover-soap-in-circle': {
    description: 'Over SOAP, each of two sites sends clients to the other one for the mailbox.',
    expected: { check: 'autodiscover/soap', outcome: 'redirect-loop' },
    part: 'autodiscover-soap',
    change: (settings) => {
      settings.autodiscover.soap = 'redirects-in-circles'
    },
  },
  'autodiscover-json-blocked': {
    description: 'A rewrite rule against the attacks of 2022 answers 404 to every autodiscover.json.',
    expected: { check: 'autodiscover/json', outcome: 'not-found' },
    part: 'autodiscover-json',
    change: (settings) => {
      settings.autodiscover.json = 'not-published'
    },
  },
  'autodiscover-json-to-cloud': {
    description: 'In a hybrid organisation the mailbox is still listed as a remote one of Exchange Online.',
    expected: { check: 'autodiscover/json', outcome: 'cloud' },
    part: 'autodiscover-json',
    change: (settings) => {
      settings.autodiscover.json = 'cloud'
    },
  },
} satisfies Record<string, FaultEntry>
