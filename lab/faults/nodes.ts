import type { Settings } from '../settings.ts'
import type { FaultEntry } from './fault.ts'

/** As many servers as were asked for, else eight; the third of them, or the last of fewer, is not as the others. */
const NODES = 8
const BAD = 3

function oneNode(change: (settings: Settings) => void): (settings: Settings) => void {
  return (settings) => {
    const { network } = settings
    if (network.nodes < 2) network.nodes = NODES
    settings.different.push({ node: Math.min(BAD, network.nodes), change })
  }
}

/** What can be wrong with one server of several behind a load balancer. */
export const nodeFaults = {
  'one-node-down': {
    description: 'EXCH03 of eight servers is off, and the balancer still has it in its pool.',
    expected: { check: 'connection/nodes', outcome: 'some-silent' },
    part: 'one-node',
    severalServers: true,
    change: oneNode(({ network }) => {
      network.listening = false
    }),
  },
  'one-node-hangs': {
    description: 'EXCH03 of eight servers accepts connections and answers none: the process behind the port hangs.',
    expected: { check: 'connection/nodes', outcome: 'some-broken' },
    endless: 'handshake',
    part: 'one-node',
    severalServers: true,
    change: oneNode(({ network }) => {
      network.hangs = true
    }),
  },
  'one-node-pool-stopped': {
    description: 'On EXCH03 of eight servers the application pool of EWS is stopped, while the port goes on answering.',
    expected: { check: 'connection/nodes', outcome: 'some-broken' },
    part: 'one-node',
    severalServers: true,
    change: oneNode(({ ews }) => {
      ews.iis = 'pool-stopped'
    }),
  },
  'one-node-wrong-site': {
    description: 'On EXCH03 of eight servers another web site of IIS holds the HTTPS binding.',
    expected: { check: 'connection/nodes', outcome: 'some-elsewhere' },
    part: 'one-node',
    severalServers: true,
    change: oneNode(({ server }) => {
      server.site = 'other'
    }),
  },
  'one-node-unhealthy': {
    description:
      'EXCH03 of eight servers was left in maintenance: its health pages say so, and EWS answers all the same.',
    expected: { check: 'connection/nodes', outcome: 'some-out-of-service' },
    part: 'one-node',
    severalServers: true,
    change: oneNode(({ server }) => server.outOfService.push('ews', 'active-sync', 'autodiscover')),
  },
  'one-node-old-certificate': {
    description:
      'The renewed certificate was assigned on seven of eight servers; EXCH03 still shows the one that ran out.',
    expected: { check: 'certificate/nodes', outcome: 'odd-broken' },
    part: 'one-node',
    severalServers: true,
    change: oneNode(({ tls }) => {
      tls.certificates['mail.contoso.test'] = 'expired'
    }),
  },
  'one-node-certificate-expires-in-10-days': {
    description:
      'The renewed certificate was assigned on seven of eight servers; EXCH03 still shows the one before, which has ten days left.',
    expected: { check: 'certificate/nodes', outcome: 'odd-ending' },
    part: 'one-node',
    severalServers: true,
    change: oneNode(({ tls }) => {
      tls.certificates['mail.contoso.test'] = 'expires-in-10-days'
    }),
  },
  'one-node-other-certificate': {
    description: 'EXCH03 of eight servers shows a certificate of its own, which is good as well.',
    expected: { check: 'certificate/nodes', outcome: 'odd' },
    part: 'one-node',
    severalServers: true,
    change: oneNode(({ tls }) => {
      tls.certificates['mail.contoso.test'] = 'expires-in-45-days'
    }),
  },
  'one-node-no-ntlm': {
    description: 'On EXCH03 of eight servers Windows authentication of /EWS is switched off.',
    expected: { check: 'sign-in/nodes', outcome: 'schemes-differ' },
    part: 'one-node',
    severalServers: true,
    change: oneNode(({ ews }) => {
      ews.schemes = ['Basic']
    }),
  },
  'one-node-other-version': {
    description: 'EXCH03 of eight servers missed the last cumulative update.',
    expected: { check: 'sign-in/nodes', outcome: 'versions-differ' },
    part: 'one-node',
    severalServers: true,
    change: oneNode(({ server }) => {
      server.otherBuild = '15.2.1544.4'
    }),
  },
  'one-node-rejects-sign-in': {
    description: 'EXCH03 of eight servers lost its secure channel to the domain, and rejects the right password.',
    expected: { check: 'sign-in/nodes', outcome: 'rejected-at' },
    part: 'one-node',
    severalServers: true,
    change: oneNode(({ server }) => {
      server.secureChannel = false
    }),
  },
  'servers-behind-balancer-alone': {
    description:
      'The eight servers stand in a network of their own, and the firewall lets clients through to the balancer alone.',
    expected: { check: 'connection/nodes', outcome: 'none-answers' },
    part: 'one-node',
    severalServers: true,
    change: ({ network }) => {
      if (network.nodes < 2) network.nodes = NODES
      network.serversReachable = false
    },
  },
  'balancer-shows-own-certificate': {
    description:
      'The balancer opens TLS with a renewed certificate; the servers behind it kept the one before, and Extended Protection is off.',
    expected: { check: 'certificate/nodes', outcome: 'balancer-differs' },
    also: [{ check: 'sign-in/extended-protection', outcome: 'none' }],
    part: 'one-node',
    severalServers: true,
    change: ({ network, ews }) => {
      if (network.nodes < 2) network.nodes = NODES
      network.opensTlsAs = 'renewed'
      ews.channelBinding = 'none'
    },
  },
  'balancer-sends-to-dead-node': {
    description: 'The balancer checks no server, and holds this client to EXCH03 of eight, which is off.',
    expected: { check: 'connection/https-port', outcome: 'reset' },
    also: [
      { check: 'connection/nodes', outcome: 'some-silent' },
      { check: 'autodiscover/settings', outcome: 'unreachable' },
      { check: 'autodiscover/ews-address', outcome: 'not-given' },
    ],
    part: 'one-node',
    severalServers: true,
    change: (settings) => {
      oneNode(({ network }) => {
        network.listening = false
      })(settings)
      settings.network.stayAt = Math.min(BAD, settings.network.nodes)
    },
  },
} satisfies Record<string, FaultEntry>
