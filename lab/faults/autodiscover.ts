import type { ZoneEdit } from '../settings/dns.ts'
import { autodiscoverAddressFaults } from './autodiscover-addresses.ts'
import type { FaultEntry } from './fault.ts'

const notGiven = { check: 'autodiscover/ews-address', outcome: 'not-given' } as const

const withWiki: ZoneEdit = (records) => [
  ...records,
  { type: 'A', name: 'wiki.contoso.test', ttl: 300, data: '127.0.0.1' },
]

const withService = (records: Parameters<ZoneEdit>[0], target: string) =>
  records.map((record) => (record.type === 'SRV' ? { ...record, data: { ...record.data, target } } : record))

/** What can be wrong with Autodiscover. */
export const autodiscoverFaults = {
  'autodiscover-redirect-loop': {
    description: 'The Autodiscover addresses of contoso.test redirect to each other in a circle.',
    expected: { check: 'autodiscover/settings', outcome: 'redirect-loop' },
    also: [notGiven],
    part: 'autodiscover',
    change: (settings) => {
      settings.autodiscover.redirectLoop = true
    },
  },
  'autodiscover-web-page-first': {
    description: 'The web site at contoso.test shows its home page under every path, Autodiscover’s among them.',
    expected: { check: 'autodiscover/well-known', outcome: 'web-page' },
    part: 'web-site',
    change: (settings) => {
      settings.autodiscover.webSite = 'page'
    },
  },
  'autodiscover-members-area-first': {
    description: 'The web site at contoso.test asks for the password of its members’ area under every path.',
    expected: { check: 'autodiscover/well-known', outcome: 'web-site-asks' },
    part: 'web-site',
    change: (settings) => {
      settings.autodiscover.webSite = 'members-area'
    },
  },
  'autodiscover-not-published': {
    description: 'The proxy publishes EWS and ActiveSync, and was never told of /autodiscover.',
    expected: { check: 'autodiscover/settings', outcome: 'not-found' },
    also: [notGiven],
    part: 'autodiscover',
    change: (settings) => {
      settings.autodiscover.front = 'not-published'
    },
  },
  'autodiscover-pool-stopped': {
    description: 'The application pool MSExchangeAutodiscoverAppPool has stopped after too many crashes.',
    expected: { check: 'autodiscover/settings', outcome: 'server-error' },
    also: [notGiven],
    part: 'autodiscover',
    change: (settings) => {
      settings.autodiscover.front = 'pool-stopped'
    },
  },
  'autodiscover-behind-sign-in-page': {
    description: 'The proxy lets people sign in on a page of its own before it passes /autodiscover on.',
    expected: { check: 'autodiscover/settings', outcome: 'sign-in-page' },
    also: [notGiven],
    part: 'autodiscover',
    change: (settings) => {
      settings.autodiscover.front = 'sign-in-page'
    },
  },
  'autodiscover-redirect-inherited': {
    description:
      'HTTP Redirect of the Default Web Site leads to /owa, and an update has set the Autodiscover virtual directory back to inherit it.',
    expected: { check: 'autodiscover/settings', outcome: 'http-redirect' },
    also: [notGiven],
    part: 'autodiscover',
    change: (settings) => {
      settings.autodiscover.front = 'redirects-to-owa'
    },
  },
  'autodiscover-redirects-to-http': {
    description: 'A balancer that takes TLS off lets the web server behind it redirect Autodiscover to plain HTTP.',
    expected: { check: 'autodiscover/settings', outcome: 'redirect-to-http' },
    also: [notGiven],
    part: 'autodiscover',
    change: (settings) => {
      settings.autodiscover.front = 'redirects-to-http'
    },
  },
  'autodiscover-redirects-to-cloud': {
    description: 'The name autodiscover was pointed to Exchange Online after a migration that never came to its end.',
    expected: { check: 'autodiscover/settings', outcome: 'redirect-refused' },
    also: [notGiven],
    part: 'autodiscover',
    change: (settings) => {
      settings.autodiscover.front = 'moved-to-cloud'
    },
  },
  'autodiscover-user-unknown': {
    description: 'The mailbox is asked for by its user principal name, which is no mail address of it.',
    expected: { check: 'autodiscover/settings', outcome: 'no-mailbox' },
    also: [notGiven],
    part: 'autodiscover-addresses',
    change: (settings) => {
      settings.autodiscover.knowsAddresses = false
    },
  },
  'autodiscover-addresses-in-circle': {
    description: 'Two mail contacts left by a merger name each other as the place of the mailbox.',
    expected: { check: 'autodiscover/settings', outcome: 'address-loop' },
    also: [notGiven],
    part: 'autodiscover-addresses',
    change: (settings) => {
      settings.autodiscover.sendsOn = {
        'alice@contoso.test': 'alice@mail.contoso.test',
        'alice@mail.contoso.test': 'alice@contoso.test',
      }
    },
  },
  'autodiscover-negotiate-alone': {
    description: 'A hardening script left Negotiate:Kerberos alone on the Autodiscover virtual directory.',
    expected: { check: 'autodiscover/settings', outcome: 'none-usable' },
    part: 'autodiscover-sign-in',
    change: (settings) => {
      settings.autodiscover.schemes = ['Negotiate:Kerberos']
    },
  },
  'autodiscover-extended-protection': {
    description: 'Extended Protection is required on Autodiscover, behind a proxy with a certificate of its own.',
    expected: { check: 'autodiscover/settings', outcome: 'sign-in-rejected' },
    also: [
      { check: 'sign-in/password', outcome: 'rejected-elsewhere' },
      { check: 'sign-in/right-password-refused', outcome: 'cause-unknown' },
    ],
    part: 'autodiscover-sign-in',
    change: (settings) => {
      settings.autodiscover.channelBinding = 'require'
      settings.autodiscover.bridged = true
    },
  },
  'autodiscover-http-asks-for-password': {
    description: 'Basic was enabled for plain HTTP on the web server that is to redirect Autodiscover.',
    expected: { check: 'autodiscover/http-redirect', outcome: 'asks-in-the-clear' },
    part: 'plain-http',
    change: (settings) => {
      settings.autodiscover.plain = 'asks-for-basic'
    },
  },
  'autodiscover-redirected-to-hoster': {
    description: 'The name autodiscover leads to a hoster, who redirects over plain HTTP to a name of its own.',
    expected: { check: 'autodiscover/http-redirect', outcome: 'foreign-host' },
    also: [{ check: 'autodiscover/well-known', outcome: 'by-service-record' }],
    part: 'plain-http',
    change: (settings) => {
      settings.autodiscover.elsewhere.push('autodiscover.contoso.test')
      settings.autodiscover.plain = 'redirects-to-foreign-host'
    },
  },
  'autodiscover-redirected-to-wiki': {
    description:
      'The web server to which the name autodiscover leads became the way to the wiki, and redirects every path to it.',
    expected: { check: 'autodiscover/http-redirect', outcome: 'not-exchange' },
    also: [{ check: 'autodiscover/well-known', outcome: 'by-service-record' }],
    part: 'plain-http',
    change: (settings) => {
      settings.autodiscover.elsewhere.push('autodiscover.contoso.test')
      settings.autodiscover.plain = 'redirects-to-wiki'
      settings.dns.inside.push(withWiki)
    },
  },
  'autodiscover-by-redirect-alone': {
    description: 'The name autodiscover leads to a web server that only redirects over plain HTTP to Exchange.',
    expected: { check: 'autodiscover/well-known', outcome: 'by-redirect' },
    part: 'plain-http',
    change: (settings) => {
      settings.autodiscover.elsewhere.push('autodiscover.contoso.test')
      settings.autodiscover.plain = 'redirects-to-exchange'
    },
  },
  'autodiscover-redirect-site-off': {
    description: 'The web server that redirected Autodiscover to Exchange was switched off, and nobody made a record.',
    expected: { check: 'autodiscover/settings', outcome: 'not-found' },
    also: [notGiven],
    part: 'plain-http',
    change: (settings) => {
      settings.autodiscover.elsewhere.push('autodiscover.contoso.test')
      settings.dns.absentNames.push('_autodiscover._tcp.contoso.test')
    },
  },
  'autodiscover-srv-to-web-site': {
    description: 'The SRV record of Autodiscover was made for the web site instead of Exchange.',
    expected: { check: 'autodiscover/well-known', outcome: 'service-record-astray' },
    part: 'srv',
    change: (settings) => {
      settings.dns.inside.push((records) => withService(records, 'contoso.test'))
    },
  },
  'autodiscover-srv-to-wiki': {
    description:
      'The name autodiscover leads to a hoster’s web server, and the SRV record to the wiki, which has Exchange’s old address.',
    expected: { check: 'autodiscover/settings', outcome: 'not-exchange' },
    also: [notGiven],
    part: 'srv',
    change: (settings) => {
      settings.autodiscover.elsewhere.push('autodiscover.contoso.test')
      settings.dns.inside.push(withWiki, (records) => withService(records, 'wiki.contoso.test'))
    },
  },
  ...autodiscoverAddressFaults,
} satisfies Record<string, FaultEntry>
