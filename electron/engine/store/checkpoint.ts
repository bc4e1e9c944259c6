import { Worker } from 'node:worker_threads'
import { refusalOf } from './store-refused.ts'

/** `passive` waits for nobody; after `truncate` nothing of what was deleted stands in the log any more. */
export type Checkpoint = 'passive' | 'truncate'

/** How long a thread waits for another program's writing. */
const BUSY_MILLISECONDS = 5_000

// A text and no file of its own: so it is there however the program is built. Before a log is cut off, which nobody can
// write meanwhile, all of it is brought in while everybody can.
const program = `
const { workerData } = require('node:worker_threads')
const { DatabaseSync } = process.getBuiltinModule('node:sqlite')
const database = new DatabaseSync(workerData.path, { timeout: workerData.timeout })
try {
  database.exec('PRAGMA synchronous = FULL')
  database.prepare('PRAGMA wal_checkpoint(PASSIVE)').all()
  if (workerData.how === 'truncate') database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all()
} finally {
  database.close()
}
`

/**
 * Brings what the log holds into its database, in a thread and on a connection of its own: the disk is waited for there, and
 * not by whoever serves a window. Rejects with StoreRefused where the machine does not let it.
 */
export function checkpointBeside(path: string, how: Checkpoint): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, { eval: true, workerData: { path, how, timeout: BUSY_MILLISECONDS } })
    worker.once('error', (error) => reject(refusalOf(error, path)))
    worker.once('exit', () => resolve())
  })
}
