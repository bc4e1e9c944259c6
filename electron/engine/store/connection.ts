import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite'
import { t } from '../../../shared/language/translate.ts'
import { type Checkpoint, checkpointBeside } from './checkpoint.ts'
import { refusalOf, StoreRefused } from './store-refused.ts'

export type Row = Record<string, SQLOutputValue>

/** A database, with its statements prepared once. What the machine refuses is thrown as StoreRefused. */
export type Connection = {
  /** Returns how many rows were changed. */
  run(sql: string, ...values: SQLInputValue[]): number
  get(sql: string, ...values: SQLInputValue[]): Row | undefined
  all(sql: string, ...values: SQLInputValue[]): Row[]
  /** Several statements, without values. */
  execute(sql: string): void
  /** All that is written inside is written, or nothing; it sees no other program's writing in between. */
  transaction<T>(work: () => T): T
  /**
   * The same, but it does not wait for the disk: when the power fails, what was written last so may be gone, in the order in
   * which it was written. A transaction after it is on the disk only together with it. The log grows until a checkpoint.
   */
  quickTransaction<T>(work: () => T): T
  /** Brings what the log holds into the database, beside other work. */
  checkpoint(how: Checkpoint): Promise<void>
  /** All that is read inside is of one moment. Writing by another program goes on. */
  reading<T>(work: () => T): T
  /** A second time, it does nothing. */
  close(): void
}

/** How long one program waits for another's writing. */
const BUSY_MILLISECONDS = 5_000
/** Of so many pages, SQLite brings the log into the database by itself, unless somebody does it beside other work. */
const LOG_PAGES = 1_000

// FULL: a commit is on the disk before it returns. What is deleted is overwritten with zeros, and nothing of a
// sort or a VACUUM goes to a temporary file outside our directory.
const settings = `
  PRAGMA synchronous = FULL;
  PRAGMA foreign_keys = ON;
  PRAGMA secure_delete = ON;
  PRAGMA temp_store = MEMORY;
  PRAGMA trusted_schema = OFF;
  PRAGMA cell_size_check = ON;
`

/** Opens a database for reading and writing, with a log that is written ahead, so that readers and one writer go side by side. */
export function openConnection(path: string): Connection {
  return guarded(path, () => {
    const connection = connectionTo(new (sqlite().DatabaseSync)(path, { timeout: BUSY_MILLISECONDS }), path)
    try {
      connection.execute(`PRAGMA journal_mode = WAL; ${settings}`)
      return connection
    } catch (error) {
      connection.close()
      throw error
    }
  })
}

/** Opens a database only to look at it: neither its file nor its log is changed. What SQLite throws is thrown as it is. */
export function openReadOnly(path: string): DatabaseSync {
  return new (sqlite().DatabaseSync)(path, { readOnly: true, timeout: BUSY_MILLISECONDS })
}

/** Asked for when it is needed, so that a program without it can say so. */
export function sqlite(): typeof import('node:sqlite') {
  const found = process.getBuiltinModule('node:sqlite')
  if (!found) throw new StoreRefused(t`This program has no SQLite in it, so Postern cannot keep anything.`)
  return found
}

function connectionTo(database: DatabaseSync, path: string): Connection {
  const statements = new Map<string, StatementSync>()
  let inTransaction = false
  /** How many transactions did not wait for the disk; while there are some in the log, SQLite does not empty it by itself. */
  let quick = 0

  function statement(sql: string): StatementSync {
    const known = statements.get(sql)
    if (known) return known
    const prepared = database.prepare(sql)
    statements.set(sql, prepared)
    return prepared
  }

  function within<T>(begin: 'BEGIN' | 'BEGIN IMMEDIATE', work: () => T): T {
    if (inTransaction) return work()
    guarded(path, () => database.exec(begin))
    inTransaction = true
    try {
      const result = work()
      guarded(path, () => database.exec('COMMIT'))
      return result
    } catch (error) {
      // Some errors, as of a full disk, have rolled it back already.
      if (database.isTransaction) database.exec('ROLLBACK')
      throw error
    } finally {
      inTransaction = false
    }
  }

  return {
    run: (sql, ...values) => guarded(path, () => Number(statement(sql).run(...values).changes)),
    get: (sql, ...values) => guarded(path, () => statement(sql).get(...values)),
    all: (sql, ...values) => guarded(path, () => statement(sql).all(...values)),
    execute: (sql) => guarded(path, () => database.exec(sql)),
    transaction: (work) => within('BEGIN IMMEDIATE', work),
    quickTransaction(work) {
      if (inTransaction) return work()
      quick += 1
      guarded(path, () => database.exec('PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0'))
      try {
        return within('BEGIN IMMEDIATE', work)
      } finally {
        guarded(path, () => database.exec('PRAGMA synchronous = FULL'))
      }
    },
    async checkpoint(how) {
      if (path === ':memory:') return
      const before = quick
      await checkpointBeside(path, how)
      if (before !== quick || !database.isOpen) return
      guarded(path, () => database.exec(`PRAGMA wal_autocheckpoint = ${LOG_PAGES}`))
    },
    reading: (work) => within('BEGIN', work),
    close() {
      if (database.isOpen) database.close()
    },
  }
}

function guarded<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw refusalOf(error, path)
  }
}
