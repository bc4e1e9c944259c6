import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { t } from '../../../shared/language/translate.ts'
import { type Connection, openConnection } from './connection.ts'
import { inspect } from './inspection.ts'
import { dropOldCopies, keepCopy } from './kept-copies.ts'
import { latestVersion, type Migration, migrate } from './migrate.ts'
import { takeOpeningLock } from './opening-lock.ts'
import { setAside } from './set-aside.ts'
import { refusalOf } from './store-refused.ts'

const NAME = 'postern.db'

/** A database that was opened, and what is to be said of how. */
export type OpenedDatabase = { connection: Connection; notice: string | null }

/**
 * Opens the database of a directory, brought forward to the version of this Postern; makes it where there is none. A
 * damaged one is set aside, never written over. Throws StoreRefused with a sentence for a person.
 */
export function openDatabaseFile(
  directory: string,
  options: { now: () => Date; migrations: readonly Migration[] },
): OpenedDatabase {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    const release = takeOpeningLock(join(directory, 'postern.lock'))
    try {
      return openUnderLock(directory, options)
    } finally {
      release()
    }
  } catch (error) {
    throw refusalOf(error, directory)
  }
}

function openUnderLock(
  directory: string,
  { now, migrations }: { now: () => Date; migrations: readonly Migration[] },
): OpenedDatabase {
  const path = join(directory, NAME)
  const found = inspect(path, latestVersion(migrations))
  const aside = found === 'damaged' ? setAside(path, now()) : undefined
  if (found !== 'sound') makeDatabase(directory, migrations)
  const connection = openConnection(path)
  try {
    chmodSync(path, 0o600)
    migrate(connection, migrations, (version) => keepCopy(connection, directory, version, now()))
    dropOldCopies(directory)
  } catch (error) {
    connection.close()
    throw error
  }
  const notice =
    aside === undefined
      ? null
      : t`What Postern had kept in ${path} is damaged and could not be read. It was set aside as ${aside}, and a new one was begun.`
  return { connection, notice }
}

/** Made under another name and put in its place when it is whole: a program that is killed here leaves nothing half-made. */
function makeDatabase(directory: string, migrations: readonly Migration[]): void {
  const fresh = join(directory, `${NAME}.new`)
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${fresh}${end}`, { force: true })
  // SQLite gives its log the rights of the database.
  closeSync(openSync(fresh, 'wx', 0o600))
  const connection = openConnection(fresh)
  try {
    migrate(connection, migrations)
  } finally {
    connection.close()
  }
  renameSync(fresh, join(directory, NAME))
  // Windows writes the name down by itself, and opens no directory.
  if (process.platform !== 'win32') flush(directory)
}

function flush(path: string): void {
  const opened = openSync(path, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}
