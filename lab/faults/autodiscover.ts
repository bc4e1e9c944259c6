import type { FaultEntry } from './fault.ts'

/** What can be wrong with Autodiscover. */
export const autodiscoverFaults = {
  'autodiscover-redirect-loop': {
    description: 'The Autodiscover addresses of contoso.test redirect to each other in a circle.',
    expected: { check: 'autodiscover/settings', outcome: 'redirect-loop' },
    also: [{ check: 'autodiscover/ews-address', outcome: 'not-given' }],
    part: 'autodiscover',
    change: (settings) => {
      settings.autodiscover.redirectLoop = true
    },
  },
} satisfies Record<string, FaultEntry>
