import type { FaultEntry } from './fault.ts'

/** What can be wrong between a client and a server, below TLS. */
export const networkFaults = {
  'port-closed': {
    description: 'Nothing listens on the HTTPS port, so that connections to it are refused.',
    expected: { check: 'connection/https-port', outcome: 'refused' },
    also: [
      { check: 'autodiscover/settings', outcome: 'unreachable' },
      { check: 'autodiscover/ews-address', outcome: 'not-given' },
    ],
    part: 'listener',
    change: (settings) => {
      settings.network.listening = false
    },
  },
} satisfies Record<string, FaultEntry>
