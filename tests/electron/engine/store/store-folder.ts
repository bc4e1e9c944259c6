import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { onTestFinished } from 'vitest'
import { openStore, type Store } from '../../../../electron/engine/store/store.ts'
import { contoso, smallRun } from './stored-runs.ts'

/** A directory that is gone after the test. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'postern-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A store that is closed after the test, if the test has not closed it. */
export function opened(
  directory: string | null,
  options: Omit<Parameters<typeof openStore>[0], 'directory'> = {},
): Store {
  const store = openStore({ directory, ...options })
  let open = true
  const close = () => {
    if (open) store.close()
    open = false
  }
  onTestFinished(close)
  // Not spread: what a store tells of itself may change.
  return Object.create(store, { close: { value: close } })
}

/** A directory with a store in it that holds something. */
export function filledFolder(): string {
  const folder = newFolder()
  const store = opened(folder)
  store.organisations.put(contoso)
  for (let number = 0; number < 3; number += 1) store.runs.import(smallRun(number), null)
  store.close()
  return folder
}

/** Every file of a directory but the lock, which holds nothing: name and bytes. */
export function bytesOf(folder: string): Map<string, Buffer> {
  const names = readdirSync(folder).filter((name) => name !== 'postern.lock')
  return new Map(names.sort().map((name) => [name, readFileSync(join(folder, name))]))
}

/** All that a database holds: its schema, its version and every row. */
export function dump(path: string): unknown {
  const database = new DatabaseSync(path, { readOnly: true })
  try {
    const schema = database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all()
    const tables = schema.filter(({ type }) => type === 'table').map(({ name }) => String(name))
    return {
      version: database.prepare('PRAGMA user_version').get(),
      schema,
      rows: tables.map((table) => [table, database.prepare(`SELECT * FROM ${table}`).all()]),
    }
  } finally {
    database.close()
  }
}
