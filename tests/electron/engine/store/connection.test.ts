import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { checkpointBeside } from '../../../../electron/engine/store/checkpoint.ts'
import { openConnection } from '../../../../electron/engine/store/connection.ts'
import { StoreRefused } from '../../../../electron/engine/store/store-refused.ts'
import { newFolder } from './store-folder.ts'

/** A database of one table, whose disk has room for so many pages. */
function withRoomFor(pages: number) {
  const path = join(newFolder(), 'postern.db')
  const connection = openConnection(path)
  onTestFinished(() => connection.close())
  connection.execute(`CREATE TABLE kept (line TEXT) STRICT; PRAGMA max_page_count = ${pages}`)
  const write = (line: string) => connection.run('INSERT INTO kept (line) VALUES (?)', line)
  const lines = () => connection.all('SELECT line FROM kept').map(({ line }) => line)
  return { path, connection, write, lines }
}

it('a full disk is told in a sentence, nothing of what was to be written together stays, and what fits is written later', () => {
  const { path, connection, write, lines } = withRoomFor(8)
  const together = () =>
    connection.transaction(() => {
      write('first')
      write('x'.repeat(100_000))
    })
  expect(together).toThrow(new StoreRefused(`The disk is full: nothing more can be written to ${path}.`))
  expect(lines()).toEqual([])
  write('later')
  expect(lines()).toEqual(['later'])
})

it('a mistake of ours stays what it is, and leaves nothing behind', () => {
  const { connection, write, lines } = withRoomFor(8)
  const mistaken = () =>
    connection.transaction(() => {
      write('first')
      connection.run('INSERT INTO nowhere VALUES (1)')
    })
  expect(mistaken).toThrow('no such table: nowhere')
  expect(mistaken).not.toThrow(StoreRefused)
  expect(lines()).toEqual([])
})

it('what is written within another piece of writing is part of that', () => {
  const { connection, write, lines } = withRoomFor(8)
  const outer = () =>
    connection.transaction(() => {
      connection.transaction(() => write('inner'))
      expect(connection.reading(lines)).toEqual(['inner'])
      throw new Error('the outer one fails')
    })
  expect(outer).toThrow('the outer one fails')
  expect(lines()).toEqual([])
})

it('quick writing waits for no disk, is there as it was written, and leaves the next writing as safe as before', async () => {
  const { path, connection, write, lines } = withRoomFor(1_000)
  const synchronous = () => connection.get('PRAGMA synchronous')?.synchronous
  const emptiedAfter = () => connection.get('PRAGMA wal_autocheckpoint')?.wal_autocheckpoint
  connection.quickTransaction(() => {
    expect(synchronous()).toBe(1)
    write('quick')
  })
  expect([synchronous(), emptiedAfter(), lines()]).toEqual([2, 0, ['quick']])
  const failing = () =>
    connection.quickTransaction(() => {
      write('lost')
      throw new Error('It fails.')
    })
  expect(failing).toThrow('It fails.')
  expect([synchronous(), lines()]).toEqual([2, ['quick']])
  await connection.checkpoint('truncate')
  expect([statSync(`${path}-wal`).size, emptiedAfter(), lines()]).toEqual([0, 1_000, ['quick']])
})

it('quick writing inside another is part of that, and as safe', () => {
  const { connection, write } = withRoomFor(8)
  connection.transaction(() =>
    connection.quickTransaction(() => {
      write('inner')
      expect(connection.get('PRAGMA synchronous')?.synchronous).toBe(2)
    }),
  )
})

it('a log that cannot be brought in is told as any other refusal of the disk', async () => {
  const path = join(newFolder(), 'postern.db')
  writeFileSync(path, 'This is no database, and longer than the head of one. '.repeat(20))
  await expect(checkpointBeside(path, 'truncate')).rejects.toThrow(StoreRefused)
})
