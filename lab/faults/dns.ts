import type { FaultEntry } from './fault.ts'

/** What can be wrong with names. */
export const dnsFaults = {
  'name-does-not-resolve': {
    description: 'DNS says that mail.contoso.test does not exist.',
    expected: { check: 'dns/server-name', outcome: 'does-not-exist' },
    part: 'dns',
    change: (settings) => settings.dns.absentNames.push('mail.contoso.test'),
  },
} satisfies Record<string, FaultEntry>
