import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, test } from 'vitest'
import { filledFolder, newFolder, opened } from './store-folder.ts'
import { smallRun } from './stored-runs.ts'

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
