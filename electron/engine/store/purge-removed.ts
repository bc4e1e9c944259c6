import type { Connection } from './connection.ts'

type Table = 'run' | 'organisation'
/** Before a moment, or these ids. */
type Removed = Date | ReadonlySet<string>

/** Deletes what was removed, as long as it still is. Returns how many rows are gone. */
export function purgeRemoved(connection: Connection, table: Table, removed: Removed): number {
  const { which, value } = wanted(removed)
  return connection.run(`DELETE FROM ${table} WHERE removed_at IS NOT NULL AND ${which}`, value)
}

/** The ids of what would be deleted. */
export function removedIds(connection: Connection, table: Table, removed: Removed): string[] {
  const { which, value } = wanted(removed)
  return connection
    .all(`SELECT id FROM ${table} WHERE removed_at IS NOT NULL AND ${which}`, value)
    .map(({ id }) => String(id))
}

function wanted(removed: Removed): { which: string; value: string } {
  return removed instanceof Date
    ? { which: 'removed_at < ?', value: removed.toISOString() }
    : { which: 'id IN (SELECT value FROM json_each(?))', value: JSON.stringify([...removed]) }
}
