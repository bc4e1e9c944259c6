import type { Connection } from './connection.ts'

/** Deletes what was removed: before a moment, or of these ids, as long as it still is. Returns how many rows are gone. */
export function purgeRemoved(
  connection: Connection,
  table: 'run' | 'organisation',
  removed: Date | ReadonlySet<string>,
): number {
  const [which, value] =
    removed instanceof Date
      ? ['removed_at < ?', removed.toISOString()]
      : ['id IN (SELECT value FROM json_each(?))', JSON.stringify([...removed])]
  return connection.run(`DELETE FROM ${table} WHERE removed_at IS NOT NULL AND ${which}`, value)
}
