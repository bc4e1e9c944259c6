import type { FaultEntry } from './fault.ts'

/** What can be wrong with Exchange Web Services. */
export const ewsFaults = {
  'ews-not-found': {
    description: 'The address of EWS answers 404, to everybody.',
    expected: { check: 'ews/answers', outcome: 'not-found' },
    also: [{ check: 'sign-in/ews-schemes', outcome: 'not-asked' }],
    part: 'ews',
    change: (settings) => {
      settings.ews.found = false
    },
  },
  'ews-user-agent-refused': {
    description: "EWS answers 403 after sign-in to the vendor's user agents; others pass.",
    expected: { check: 'ews/user-agent', outcome: 'vendor-refused' },
    part: 'ews-user-agents',
    change: ({ ews }) => {
      ews.organisation = { enabled: true, policy: 'EnforceBlockList', userAgents: ['python-EAS-Client*', 'Nylas*'] }
    },
  },
} satisfies Record<string, FaultEntry>
