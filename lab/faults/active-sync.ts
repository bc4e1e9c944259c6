import type { FaultEntry } from './fault.ts'

/** What can be wrong with Exchange ActiveSync. */
export const activeSyncFaults = {
  'active-sync-options-eaten': {
    description: 'A proxy answers the ActiveSync OPTIONS command itself: 200, without the MS-AS headers.',
    expected: { check: 'active-sync/options', outcome: 'headers-missing' },
    part: 'active-sync',
    change: (settings) => {
      settings.activeSync.optionsEaten = true
    },
  },
} satisfies Record<string, FaultEntry>
