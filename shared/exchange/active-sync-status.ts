import { t } from '../language/translate.ts'
import { commandStatuses } from './active-sync-command-statuses.ts'
import { commonStatuses } from './active-sync-common-statuses.ts'
import type { ActiveSyncStatus } from './active-sync-status-meaning.ts'

/** What a command, or `Policy`, says with a status; one that no table has is named by its number. */
export function activeSyncStatus(command: string, status: number): ActiveSyncStatus {
  if (status === 1) return { name: 'Success', kind: 'success', cause: t`All is well.`, advice: t`Nothing.` }
  const known = status > 100 ? commonStatuses[status] : commandStatuses[command]?.[status]
  const kind = command === 'Policy' ? 'provisioning' : 'other'
  return (
    known ?? {
      name: t`status ${status}`,
      kind,
      cause: t`Its meaning is not known to Postern.`,
      advice: t`Look it up in MS-ASCMD section 2.2.2, and in the events of MSExchange ActiveSync.`,
    }
  )
}

/** The names of the common statuses that a server of version 12.1 and below says by this HTTP status. */
export function statusesSaidBy(httpStatus: number): string[] {
  return Object.values(commonStatuses)
    .filter(({ before14 }) => before14?.includes(httpStatus))
    .map(({ name }) => name)
}
