import { adding, having, keptFor, without } from '../dns/edits.ts'
import { domain } from '../users.ts'
import type { FaultEntry } from './fault.ts'

const MAIL = `mail.${domain.dns}`
const AUTODISCOVER = `autodiscover.${domain.dns}`
const SERVICE = `_autodiscover._tcp.${domain.dns}`
/** An address of loopback at which nothing listens. */
const NOBODY = '127.0.0.9'
/** One more, of a server that is gone. */
const RETIRED = '127.0.0.8'
const HERE = '127.0.0.1'

/** What can be wrong with names. */
export const dnsFaults = {
  'name-does-not-resolve': {
    description: 'DNS says that mail.contoso.test does not exist.',
    expected: { check: 'dns/server-name', outcome: 'does-not-exist' },
    part: 'dns',
    change: (settings) => settings.dns.absentNames.push(MAIL),
  },
  'name-without-address': {
    description:
      'The A record of mail.contoso.test was deleted, and the TXT record of its last certificate request is left.',
    expected: { check: 'dns/server-name', outcome: 'no-address' },
    part: 'dns',
    change: ({ dns }) =>
      dns.inside.push(without(MAIL), adding({ type: 'TXT', name: MAIL, ttl: 300, data: 'validation=7f3a' })),
  },
  'name-is-alias-to-nowhere': {
    description:
      'The name mail.contoso.test is an alias of a load balancer that was taken down, and whose record went with it.',
    expected: { check: 'dns/server-name', outcome: 'alias-broken' },
    part: 'dns',
    change: ({ dns }) =>
      dns.inside.push(
        without(MAIL),
        adding({ type: 'CNAME', name: MAIL, ttl: 300, data: `old-balancer.${domain.dns}` }),
      ),
  },
  'name-aliases-in-a-circle': {
    description: 'Somebody swapped two records, and mail.contoso.test and owa.contoso.test are aliases of each other.',
    expected: { check: 'dns/server-name', outcome: 'alias-loop' },
    part: 'dns',
    change: ({ dns }) =>
      dns.inside.push(without(MAIL), adding({ type: 'CNAME', name: MAIL, ttl: 300, data: `owa.${domain.dns}` })),
  },
  'name-has-only-ipv6': {
    description: 'Only an AAAA record is left of mail.contoso.test, and Exchange does not listen on IPv6.',
    expected: { check: 'connection/https-port', outcome: 'refused' },
    part: 'dns',
    change: ({ dns }) => dns.inside.push(without(MAIL), adding({ type: 'AAAA', name: MAIL, ttl: 300, data: '::1' })),
  },
  'dead-ipv6-address': {
    description:
      'The server registered an IPv6 address in DNS by itself, at which nothing listens; some clients go there first.',
    expected: { check: 'connection/nodes', outcome: 'some-silent' },
    part: 'dns',
    change: ({ dns }) => dns.inside.push(adding({ type: 'AAAA', name: MAIL, ttl: 300, data: '::1' })),
  },
  'retired-server-still-in-dns': {
    description:
      'The record of the server that was replaced stands before that of the new one, and nothing listens there.',
    expected: { check: 'connection/https-port', outcome: 'partly-open' },
    also: [{ check: 'connection/nodes', outcome: 'some-silent' }],
    part: 'dns',
    change: ({ dns }) =>
      dns.inside.push(having(...[RETIRED, HERE].map((data) => ({ type: 'A' as const, name: MAIL, ttl: 300, data })))),
  },
  'unused-card-in-dns': {
    description:
      'The server registered its unplugged network card too, with the address that Windows gave it (169.254.0.0/16).',
    expected: { check: 'dns/address-kind', outcome: 'partly-useless' },
    part: 'dns',
    change: ({ dns }) => dns.inside.push(adding({ type: 'A', name: MAIL, ttl: 1200, data: '169.254.17.4' })),
  },
  'second-resolver-silent': {
    description: 'The DNS service on the second domain controller is stopped.',
    expected: { check: 'dns/resolvers-agree', outcome: 'silent' },
    endless: 'name',
    part: 'second-resolver',
    change: ({ dns }) => {
      dns.second.behaviour = 'silent'
    },
  },
  'second-resolver-refuses': {
    description: 'The second resolver does not answer this network: its access list leaves it out.',
    expected: { check: 'dns/resolvers-agree', outcome: 'refuses' },
    part: 'second-resolver',
    change: ({ dns }) => {
      dns.second.behaviour = 'refuses'
    },
  },
  'second-resolver-fails': {
    description: 'The second resolver forwards to a server that is gone, and answers SERVFAIL.',
    expected: { check: 'dns/resolvers-agree', outcome: 'refuses' },
    part: 'second-resolver',
    change: ({ dns }) => {
      dns.second.behaviour = 'fails'
    },
  },
  'name-missing-at-second-resolver': {
    description:
      'The record of mail.contoso.test was made on one domain controller and does not replicate to the other.',
    expected: { check: 'dns/resolvers-agree', outcome: 'missing' },
    part: 'second-resolver',
    change: ({ dns }) => dns.second.edits.push(without(MAIL)),
  },
  'autodiscover-missing-at-second-resolver': {
    description: 'The second resolver never got the record of autodiscover.contoso.test, which was made by hand.',
    expected: { check: 'dns/resolvers-agree', outcome: 'autodiscover-missing' },
    part: 'second-resolver',
    change: ({ dns }) => dns.second.edits.push(without(AUTODISCOVER)),
  },
  'stale-record-at-second-resolver': {
    description: 'After the move, the second resolver still gives the address of the old server.',
    expected: { check: 'dns/resolvers-agree', outcome: 'different' },
    part: 'second-resolver',
    change: ({ dns }) => dns.second.edits.push(having({ type: 'A', name: MAIL, ttl: 300, data: NOBODY })),
  },
  'internet-sees-private-address': {
    description:
      'The public zone was copied from the inner one, so that the internet is told an address of 10.0.0.0/8.',
    expected: { check: 'dns/split-horizon', outcome: 'outside-private' },
    part: 'outside',
    change: ({ dns }) => dns.outside.edits.push(having({ type: 'A', name: MAIL, ttl: 300, data: '10.20.0.14' })),
  },
  'internet-does-not-see-name': {
    description: 'The name mail.contoso.test was never published: its record stands in the inner zone alone.',
    expected: { check: 'dns/split-horizon', outcome: 'outside-missing' },
    also: [{ check: 'dns/mail-exchanger', outcome: 'target-missing' }],
    part: 'outside',
    change: ({ dns }) => dns.outside.edits.push(without(MAIL)),
  },
  'internet-does-not-see-autodiscover': {
    description: 'The public zone lacks autodiscover.contoso.test, which exists inside.',
    expected: { check: 'dns/split-horizon', outcome: 'autodiscover-missing' },
    part: 'outside',
    change: ({ dns }) => dns.outside.edits.push(without(AUTODISCOVER)),
  },
  'outside-resolver-silent': {
    description: 'The firewall lets no DNS out, so that the resolver on the internet stays silent.',
    expected: { check: 'dns/split-horizon', outcome: 'outside-silent' },
    endless: 'name',
    part: 'outside',
    change: ({ dns }) => {
      dns.outside.behaviour = 'silent'
    },
  },
  'srv-wrong-port': {
    description: 'The SRV record of Autodiscover still names port 8443 of a proxy that is gone.',
    expected: { check: 'dns/srv', outcome: 'wrong-port' },
    part: 'srv',
    change: ({ dns }) => dns.inside.push(having(service({ port: 8443, target: MAIL }))),
  },
  'srv-leads-to-former-provider': {
    description: 'The SRV record of Autodiscover is one that the former mail provider asked for.',
    expected: { check: 'dns/srv', outcome: 'other-server' },
    part: 'srv',
    change: ({ dns }) =>
      dns.inside.push(
        having(service({ port: 443, target: `hosted.${domain.dns}` })),
        adding({ type: 'A', name: `hosted.${domain.dns}`, ttl: 300, data: NOBODY }),
      ),
  },
  'srv-leads-to-nobody': {
    description: 'The SRV record of Autodiscover names a server that was retired.',
    expected: { check: 'dns/srv', outcome: 'target-missing' },
    part: 'srv',
    change: ({ dns }) => dns.inside.push(having(service({ port: 443, target: `exch00.${domain.dns}` }))),
  },
  'wildcard-answers-for-autodiscover': {
    description: 'The name autodiscover.contoso.test has no record, and the wildcard of the web hoster answers for it.',
    expected: { check: 'dns/autodiscover-name', outcome: 'wildcard' },
    also: [{ check: 'autodiscover/well-known', outcome: 'by-service-record' }],
    part: 'autodiscover-name',
    change: ({ dns }) =>
      dns.inside.push(without(AUTODISCOVER), adding({ type: 'A', name: `*.${domain.dns}`, ttl: 300, data: NOBODY })),
  },
  'mail-exchanger-missing': {
    description: 'The MX record was lost when the public zone moved to another hoster.',
    expected: { check: 'dns/mail-exchanger', outcome: 'missing' },
    part: 'mail-exchanger',
    change: ({ dns }) => dns.outside.edits.push(without(domain.dns, 'MX')),
  },
  'mail-exchanger-refuses-mail': {
    description:
      'The domain was parked once, and its null MX record (RFC 7505) says to this day that it takes no mail.',
    expected: { check: 'dns/mail-exchanger', outcome: 'refuses-mail' },
    part: 'mail-exchanger',
    change: ({ dns }) =>
      dns.outside.edits.push(
        having({ type: 'MX', name: domain.dns, ttl: 3600, data: { preference: 0, exchange: '.' } }),
      ),
  },
  'mail-exchanger-in-the-cloud': {
    description:
      'The MX record leads to Microsoft 365, since a migration began, and the mailbox is still on the server.',
    expected: { check: 'dns/mail-exchanger', outcome: 'another-service' },
    part: 'mail-exchanger',
    change: ({ dns }) =>
      dns.outside.edits.push(
        having({
          type: 'MX',
          name: domain.dns,
          ttl: 3600,
          data: { preference: 0, exchange: 'contoso-test.mail.protection.outlook.com' },
        }),
      ),
  },
  'name-kept-for-a-week': {
    description: 'The record of mail.contoso.test is kept for a week, and the server is about to move.',
    expected: { check: 'dns/ttl', outcome: 'long' },
    part: 'ttl',
    change: ({ dns }) => dns.inside.push(keptFor(MAIL, 604_800)),
  },
  'name-not-kept-at-all': {
    description: 'The record of mail.contoso.test has a time to live of 0, left from a failover test.',
    expected: { check: 'dns/ttl', outcome: 'zero' },
    part: 'ttl',
    change: ({ dns }) => dns.inside.push(keptFor(MAIL, 0)),
  },
} satisfies Record<string, FaultEntry>

function service({ port, target }: { port: number; target: string }) {
  return { type: 'SRV' as const, name: SERVICE, ttl: 300, data: { priority: 0, weight: 0, port, target } }
}
