import { ewsAccessFaults } from './ews-access.ts'
import { ewsMailboxFaults } from './ews-mailbox.ts'
import { ewsServerFaults } from './ews-server.ts'
import type { FaultEntry } from './fault.ts'

/** What can be wrong with Exchange Web Services. */
export const ewsFaults = { ...ewsServerFaults, ...ewsAccessFaults, ...ewsMailboxFaults } satisfies Record<
  string,
  FaultEntry
>
