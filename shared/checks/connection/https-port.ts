import { defineCheck } from '../check.ts'

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
          'Start the World Wide Web Publishing Service on the server behind {address}, or correct the port that the load balancer publishes.',
      },
      'timed-out': {
        verdict: 'fail',
        title: '{server} does not answer connections',
        advice:
          'Open the way to {address} in the firewall between this machine and the server, and check that the server is running.',
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
