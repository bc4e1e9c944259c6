import { kindOfAddress } from '../../artifacts/address-kind.ts'
import { failureSentence, failureSentences, isOfProxy } from '../../artifacts/failure.ts'
import { defineCheck } from '../check.ts'
import { isReachableFromOutside } from '../dns/service-names.ts'
import { isWithoutConnection } from '../failure-kinds.ts'

export default defineCheck({
  meta: {
    id: 'connection/https-port',
    step: 'connection',
    subject: 'The HTTPS port of the server',
    needs: ['tlsHandshake'],
    guide: ['exchange.firewall', 'exchange.ews-visible'],
    why: 'EWS, ActiveSync and Autodiscover all run over this one port. Refused means that nothing listens; no answer means that something on the way drops it.',
    outcomes: {
      open: { verdict: 'pass', title: '{server} accepts connections' },
      'partly-open': {
        verdict: 'warn',
        title: '{server} accepts connections at {address}, and not at {silent}',
        advice:
          'Start the service behind {silent}, or take the address out of DNS: some clients go there first and wait, or fail.',
      },
      refused: {
        verdict: 'fail',
        title: '{server} refuses connections',
        advice:
          'Start the World Wide Web Publishing Service on the server behind {address}, or correct the port that the load balancer publishes; where {address} is not yours, correct the name in DNS.',
      },
      'timed-out': {
        verdict: 'fail',
        title: '{server} does not answer connections',
        advice:
          'Open the way to {address} in the firewall between this machine and the server, and check that the server is running.',
      },
      'public-address': {
        verdict: 'fail',
        title: '{server} takes no connection at {address}, a public address that DNS gives inside as well',
        advice:
          'Give {name} the private address of the server in the zone that is answered inside (split DNS), or let the firewall send connections from inside to {address} back in (hairpin NAT). Where the server itself has this address, open the way to it: it {how}.',
      },
      unreachable: {
        verdict: 'fail',
        title: '{server} cannot be reached from this machine',
        advice: 'Check the route from this network to {address}.',
      },
      reset: {
        verdict: 'fail',
        title: '{server} closes connections at once',
        advice: 'Look at the load balancer or firewall in front of {address}: it accepts the connection and drops it.',
      },
      proxy: {
        verdict: 'unknown',
        title: '{server} was not reached: the proxy of this machine is in the way',
        advice:
          'This says nothing of the server: {reason} Let the proxy open the way to {server}, set this machine to reach it directly, or choose in the settings that Postern uses no proxy.',
      },
      stopped: {
        verdict: 'unknown',
        title: 'The connection to {server} was not tried to the end',
        advice: 'Run again to tell.',
      },
    },
  },
  run: ({ tlsHandshake }) => {
    const { host, port, address, connectMilliseconds, failure } = tlsHandshake
    const evidence = {
      server: `${host}:${port}`,
      address: address ?? host,
      ...(connectMilliseconds !== undefined && { connectMilliseconds: Math.round(connectMilliseconds * 10) / 10 }),
      ...(failure?.detail && { detail: failure.detail }),
    }
    if (connectMilliseconds !== undefined) {
      // That a machine without a way for IPv6 cannot go there says nothing of the server, and clients there do the same.
      const silent = (tlsHandshake.silentAddresses ?? [])
        .filter((tried) => !(tried.address.includes(':') && tried.failure.code === 'host-unreachable'))
        .map((tried) => tried.address)
      return silent.length > 0
        ? { outcome: 'partly-open', evidence: { ...evidence, silent } }
        : { outcome: 'open', evidence }
    }
    if (failure && isOfProxy(failure)) {
      return { outcome: 'proxy', evidence: { ...evidence, reason: failureSentence(failure) } }
    }
    if (failure && isWithoutConnection(failure) && isPublishedAddress(host, address)) {
      return { outcome: 'public-address', evidence: { ...evidence, name: host, how: failureSentences[failure.code] } }
    }
    switch (failure?.code) {
      case 'connection-refused':
        return { outcome: 'refused', evidence }
      case 'connection-timed-out':
        return { outcome: 'timed-out', evidence }
      case 'connection-reset':
        return { outcome: 'reset', evidence }
      case 'cancelled':
        return { outcome: 'stopped', evidence }
      default:
        return { outcome: 'unreachable', evidence }
    }
  },
})

/** One that a firewall translates, as it does with IPv4 alone; and that DNS gave, as it gives no address for an address. */
function isPublishedAddress(host: string, address = host): boolean {
  return address !== host && !address.includes(':') && isReachableFromOutside(kindOfAddress(address))
}
