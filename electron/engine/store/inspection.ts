import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { t } from '../../../shared/language/translate.ts'
import { openReadOnly } from './connection.ts'
import { StoreRefused, sqliteCode } from './store-refused.ts'

/** The database file format, section 1.3: what a file begins with, and where its user version stands. */
const BEGINNING = Buffer.from('SQLite format 3\0', 'latin1')
const USER_VERSION_AT = 60
const HEADER_BYTES = 100

/** Results that say of the file itself that it is broken: SQLITE_CORRUPT, SQLITE_NOTADB. */
const brokenCodes = [11, 26]

/**
 * What is found where the database should be, without a change to it. Throws StoreRefused for one of a newer Postern,
 * which is not looked at any further.
 */
export function inspect(path: string, latest: number): 'missing' | 'damaged' | 'sound' {
  // A log without its database belongs to one that is gone; beside a new one, SQLite would take it for its own.
  if (!existsSync(path)) return existsSync(`${path}-wal`) ? 'damaged' : 'missing'
  const header = headerOf(path)
  if (!header.subarray(0, BEGINNING.length).equals(BEGINNING) || header.length < HEADER_BYTES) return 'damaged'
  refuseNewer(header.readUInt32BE(USER_VERSION_AT), latest, path)
  try {
    return isSound(path, latest) ? 'sound' : 'damaged'
  } catch (error) {
    const code = sqliteCode(error)
    if (code !== undefined && brokenCodes.includes(code)) return 'damaged'
    throw error
  }
}

function headerOf(path: string): Buffer {
  const file = openSync(path, 'r')
  try {
    const header = Buffer.alloc(HEADER_BYTES)
    return header.subarray(0, readSync(file, header, 0, HEADER_BYTES, 0))
  } finally {
    closeSync(file)
  }
}

/** The newest version may be in the log only, so it is read once more with it. */
function isSound(path: string, latest: number): boolean {
  const database = openReadOnly(path)
  try {
    const version = Number(database.prepare('PRAGMA user_version').get()?.user_version)
    refuseNewer(version, latest, path)
    return version > 0 && database.prepare('PRAGMA quick_check(1)').get()?.quick_check === 'ok'
  } finally {
    database.close()
  }
}

function refuseNewer(version: number, latest: number, path: string): void {
  if (version <= latest) return
  throw new StoreRefused(
    t`${path} was written by a newer Postern (its version is ${version}, this one reads up to ${latest}). Nothing of it was touched. Start the newer Postern, or choose another directory.`,
  )
}
