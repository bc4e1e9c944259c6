import { closeSync, openSync } from 'node:fs'
import { sqlite } from './connection.ts'

/** How long one program waits for another to open the same directory: a large database may be brought forward. */
const WAITING_MILLISECONDS = 30_000

/**
 * Lets one program at a time open, make, set aside or bring forward the database of a directory. The lock is one of
 * the operating system, which SQLite takes for us: it goes with its process, however that ends.
 */
export function takeOpeningLock(path: string): () => void {
  closeSync(openSync(path, 'a', 0o600))
  const lock = new (sqlite().DatabaseSync)(path, { timeout: WAITING_MILLISECONDS })
  try {
    // Nothing is ever written to it.
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    throw error
  }
  return () => lock.close()
}
