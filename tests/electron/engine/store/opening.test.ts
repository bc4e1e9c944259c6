import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, vi } from 'vitest'
import { allMigrations } from '../../../../electron/engine/store/migrations/all-migrations.ts'
import { openStore } from '../../../../electron/engine/store/store.ts'
import { StoreRefused } from '../../../../electron/engine/store/store-refused.ts'
import { bytesOf, filledFolder, newFolder, opened } from './store-folder.ts'
import { smallRun } from './stored-runs.ts'

/** What a store of this directory is refused with. */
function refusal(directory: string): StoreRefused {
  try {
    openStore({ directory }).close()
  } catch (error) {
    if (error instanceof StoreRefused) return error
    throw error
  }
  throw new Error('It was opened.')
}

describe('a database of a newer Postern', () => {
  it('is refused with a sentence, and not a byte of it is touched', () => {
    const folder = filledFolder()
    const database = new DatabaseSync(join(folder, 'postern.db'))
    database.exec('PRAGMA user_version = 7')
    database.close()
    const before = bytesOf(folder)
    expect(refusal(folder).sentence).toBe(
      `${join(folder, 'postern.db')} was written by a newer Postern (its version is 7, this one reads up to ${allMigrations.length}). ` +
        'Nothing of it was touched. Start the newer Postern, or choose another directory.',
    )
    expect(bytesOf(folder)).toEqual(before)
  })

  it('neither is one whose newer version stands in its log alone, as a program leaves it that was killed', () => {
    const source = filledFolder()
    const database = new DatabaseSync(join(source, 'postern.db'))
    database.exec('PRAGMA user_version = 7')
    const folder = newFolder()
    for (const name of ['postern.db', 'postern.db-wal']) copyFileSync(join(source, name), join(folder, name))
    database.close()
    const before = bytesOf(folder)
    expect(refusal(folder).sentence).toContain('newer Postern')
    for (const [name, bytes] of before) expect(readFileSync(join(folder, name)).equals(bytes), name).toBe(true)
    expect(readdirSync(folder).filter((name) => !name.endsWith('-shm') && !name.endsWith('.lock'))).toEqual([
      ...before.keys(),
    ])
  })
})

describe('a directory that cannot be used is refused with a sentence', () => {
  const sentence = (place: string) =>
    `Postern cannot write to ${place}. It keeps its runs there, so it needs to be allowed to.`

  it('one below a file', () => {
    const file = join(newFolder(), 'file')
    writeFileSync(file, '')
    expect(refusal(join(file, 'state')).sentence).toBe(sentence(join(file, 'state')))
  })

  it('one in which the name of the database is that of a directory', () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'postern.db'))
    expect(refusal(folder).sentence).toBe(sentence(folder))
  })

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('one without the right to write', () => {
    const folder = newFolder()
    chmodSync(folder, 0o500)
    expect(refusal(folder).sentence).toBe(sentence(folder))
  })
})

it('a program without SQLite says so', () => {
  vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never)
  expect(refusal(newFolder()).sentence).toBe('This program has no SQLite in it, so Postern cannot keep anything.')
})

describe('a new one', () => {
  it('is for its user alone, with its log', () => {
    const folder = join(newFolder(), 'state', 'postern')
    const store = opened(folder)
    store.settings.write('theme', 'dark')
    if (process.platform === 'win32') return
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777, name).toBe(0o600)
    expect(readdirSync(folder)).toContain('postern.db-wal')
  })

  it('takes back the rights that others were given to it', () => {
    const folder = filledFolder()
    chmodSync(join(folder, 'postern.db'), 0o644)
    opened(folder)
    if (process.platform !== 'win32') expect(statSync(join(folder, 'postern.db')).mode & 0o777).toBe(0o600)
  })

  it('takes no notice of what a program left half-made that was killed', () => {
    const folder = newFolder()
    for (const name of ['postern.db.new', 'postern.db.new-wal']) writeFileSync(join(folder, name), 'half')
    const store = opened(folder)
    expect(store.notice).toBeNull()
    expect(readdirSync(folder).filter((name) => name.includes('new'))).toEqual([])
  })

  it('is in memory alone where there is no directory', () => {
    const store = opened(null)
    expect(store).toMatchObject({ directory: null, notice: null })
    store.runs.import(smallRun(1), null)
    store.deleteAll()
    expect(store.runs.list()).toEqual([])
  })

  it('may be closed twice', () => {
    const store = openStore({ directory: newFolder() })
    store.close()
    store.close()
  })
})
