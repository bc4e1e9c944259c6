import { t } from '../../../shared/language/translate.ts'
import type { Connection } from './connection.ts'
import { StoreRefused } from './store-refused.ts'

/** One step forward in the shape of the database; its version counts up from 1. */
export type Migration = { version: number; sql: string }

/** The version that the last migration leads to. */
export function latestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0
}

/** The version of a database, which SQLite keeps in its header. */
function versionOf(connection: Connection): number {
  return Number(connection.get('PRAGMA user_version')?.user_version)
}

/**
 * Brings a database forward to the last version: all the way, or it stays as it was. `keepCopy` is called before
 * anything of an older one is changed, and gives back how to drop the copy again.
 */
export function migrate(
  connection: Connection,
  migrations: readonly Migration[],
  keepCopy: (version: number) => () => void = () => () => undefined,
): void {
  const version = versionOf(connection)
  if (version === latestVersion(migrations)) return
  const dropCopy = version === 0 ? () => undefined : keepCopy(version)
  // A table that is built anew would take with it what refers to it; whether all still fits is looked at in the end.
  connection.execute('PRAGMA foreign_keys = OFF')
  try {
    connection.transaction(() => goForward(connection, migrations, version))
  } catch (error) {
    dropCopy()
    // A new database is of no older Postern, and what the machine refuses says so itself.
    if (version === 0 || error instanceof StoreRefused) throw error
    throw new StoreRefused(
      t`What an older Postern kept could not be brought forward to this version. Nothing of it was changed.`,
      error,
    )
  } finally {
    connection.execute('PRAGMA foreign_keys = ON')
  }
}

function goForward(connection: Connection, migrations: readonly Migration[], from: number): void {
  for (const { version, sql } of migrations) {
    if (version <= from) continue
    connection.execute(sql)
    connection.execute(`PRAGMA user_version = ${version}`)
  }
  const dangling = connection.get('PRAGMA foreign_key_check')
  if (dangling) throw new Error(`A row of ${dangling.table} refers to one that is gone.`)
}
