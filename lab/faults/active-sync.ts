import { activeSyncAddressFaults } from './active-sync-address.ts'
import { activeSyncDeviceFaults } from './active-sync-device.ts'
import type { FaultEntry } from './fault.ts'

/** What can be wrong with Exchange ActiveSync. */
export const activeSyncFaults = { ...activeSyncAddressFaults, ...activeSyncDeviceFaults } satisfies Record<
  string,
  FaultEntry
>
