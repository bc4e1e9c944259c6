import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, test, vi } from 'vitest'
import { openStore } from '../../../../electron/engine/store/store.ts'
import { StoreRefused } from '../../../../electron/engine/store/store-refused.ts'
import { bytesOf, newFolder, opened } from './store-folder.ts'
import { contoso, smallRun } from './stored-runs.ts'

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

/** A directory with a store in it that holds something. */
function filledFolder(): string {
  const folder = newFolder()
  const store = opened(folder)
  store.organisations.put(contoso)
  for (let number = 0; number < 3; number += 1) store.runs.import(smallRun(number), null)
  store.close()
  return folder
}

describe('a database of a newer Postern', () => {
  it('is refused with a sentence, and not a byte of it is touched', () => {
    const folder = filledFolder()
    const database = new DatabaseSync(join(folder, 'postern.db'))
    database.exec('PRAGMA user_version = 7')
    database.close()
    const before = bytesOf(folder)
    expect(refusal(folder).sentence).toBe(
      `${join(folder, 'postern.db')} was written by a newer Postern (its version is 7, this one reads up to 1). ` +
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

describe('a damaged database is set aside under a name with the date, and a new one begun', () => {
  const now = () => new Date('2026-11-28T19:08:34.567Z')
  const AT = 'postern-damaged-2026-11-28T19-08-34Z.db'

  function setsAside(folder: string, damaged: Buffer, name = AT): void {
    writeFileSync(join(folder, 'postern.db'), damaged)
    const store = opened(folder, { now })
    expect(store.notice).toBe(
      `What Postern had kept in ${join(folder, 'postern.db')} is damaged and could not be read. It was set aside as ${name}, and a new one was begun.`,
    )
    expect(readFileSync(join(folder, name)).equals(damaged)).toBe(true)
    expect(store.runs.list()).toEqual([])
    expect(store.runs.import(smallRun(9), null)).toBe('imported')
    store.close()
    const again = opened(folder, { now })
    expect(again.notice).toBeNull()
    expect(again.runs.list()).toHaveLength(1)
    again.close()
  }

  const whole = (folder: string) => readFileSync(join(folder, 'postern.db'))

  test.each([0, 1, 15, 16, 99, 100, 4096, 5000, 3 * 4096])('cut off after %i bytes', (length) => {
    const folder = filledFolder()
    setsAside(folder, whole(folder).subarray(0, length))
  })

  it('without its last page', () => {
    const folder = filledFolder()
    setsAside(folder, whole(folder).subarray(0, -4096))
  })

  it('zeros from beginning to end', () => {
    const folder = filledFolder()
    setsAside(folder, Buffer.alloc(whole(folder).length))
  })

  it('something else altogether', () => {
    const folder = filledFolder()
    setsAside(folder, Buffer.from('From: somebody\r\n'.repeat(4096)))
  })

  it('a database in which there is nothing of ours', () => {
    const folder = newFolder()
    const database = new DatabaseSync(join(folder, 'other.db'))
    database.exec('CREATE TABLE run (other)')
    database.close()
    setsAside(folder, readFileSync(join(folder, 'other.db')))
  })

  it('a second one in the same second, beside the first', () => {
    const folder = filledFolder()
    const damaged = whole(folder).subarray(0, 5000)
    setsAside(folder, damaged)
    setsAside(folder, damaged, 'postern-damaged-2026-11-28T19-08-34Z-2.db')
    expect(readFileSync(join(folder, AT)).equals(damaged)).toBe(true)
  })

  it('with its log, and a log whose database is gone', () => {
    const folder = filledFolder()
    writeFileSync(join(folder, 'postern.db-wal'), 'the log')
    setsAside(folder, whole(folder).subarray(0, 5000))
    expect(readFileSync(join(folder, `${AT}-wal`), 'utf8')).toBe('the log')

    const other = newFolder()
    writeFileSync(join(other, 'postern.db-wal'), 'the log')
    const store = opened(other, { now })
    expect(store.notice).toContain('set aside')
    expect(readFileSync(join(other, `${AT}-wal`), 'utf8')).toBe('the log')
  })

  test.each([
    ['zeros', 0],
    ['other bytes', 0xa5],
  ])('any page overwritten with %s: set aside as it was, or all that is still there can be listed', (_what, byte) => {
    const folder = filledFolder()
    const good = whole(folder)
    const pages = good.length / 4096
    let aside = 0
    for (let page = 0; page < pages; page += 1) {
      const place = newFolder()
      const damaged = Buffer.from(good)
      damaged.fill(byte, page * 4096, (page + 1) * 4096)
      writeFileSync(join(place, 'postern.db'), damaged)
      const store = opened(place, { now })
      if (store.notice?.includes('set aside')) {
        aside += 1
        expect(readFileSync(join(place, AT)).equals(damaged)).toBe(true)
        expect(store.runs.list()).toEqual([])
      } else {
        for (const { header } of store.runs.list()) expect(store.runs.read(header.id)).toBeDefined()
        store.runs.findings({ limit: 100 })
        store.organisations.list()
      }
      store.close()
    }
    expect(aside).toBeGreaterThan(pages / 2)
  })
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
