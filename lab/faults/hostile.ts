import type { FaultEntry } from './fault.ts'

/** Servers that answer to do harm. */
export const hostileFaults = {} satisfies Record<string, FaultEntry>
