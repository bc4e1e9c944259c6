import type { Connection } from './connection.ts'

/** By what other tables name an organisation; undefined where it is gone or was removed. */
export function organisationNumber(connection: Connection, id: string): number | undefined {
  const row = connection.get('SELECT number FROM organisation WHERE id = ? AND removed_at IS NULL', id)
  return row && Number(row.number)
}
