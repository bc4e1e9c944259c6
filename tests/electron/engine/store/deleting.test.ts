import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { allMigrations } from '../../../../electron/engine/store/migrations/all-migrations.ts'
import type { Store } from '../../../../electron/engine/store/store.ts'
import { bytesOf, newFolder, opened } from './store-folder.ts'
import { contoso, runNumber } from './stored-runs.ts'

const MARK = 'mark-of-what-is-deleted'

/** The files of a directory in which the mark stands. */
function marked(folder: string): string[] {
  return [...bytesOf(folder)].filter(([, bytes]) => bytes.includes(MARK)).map(([name]) => name)
}

/** A run that has the mark in its header, its findings and its artifacts, in many pages. */
function markedRun(number: number) {
  const run = runNumber(number)
  const findings = run.findings.map((finding) => ({ ...finding, title: `${MARK} ${finding.title}` }))
  const artifacts = {
    ...run.artifacts,
    signIns: { state: 'broken' as const, startedAt: '', milliseconds: 0, message: MARK.repeat(2000) },
  }
  return { ...run, findings, artifacts, run: { ...run.run, profile: MARK } }
}

function fill(store: Store): void {
  for (const number of [1, 2, 3]) store.runs.import(markedRun(number), null)
  store.runs.import(runNumber(4), null)
}

it('a run that was removed is gone from the disk once it is purged, and not before', () => {
  const folder = newFolder()
  const store = opened(folder)
  fill(store)
  store.runs.remove([1, 2, 3].map((number) => runNumber(number).run.id))
  store.runs.purge(new Date(0))
  expect(marked(folder)).not.toEqual([])
  store.runs.purge()
  expect(marked(folder)).toEqual([])
  expect(store.runs.list()).toHaveLength(1)
  expect(store.runs.restore([runNumber(1).run.id])).toEqual([])
})

it('so is an organisation', async () => {
  const folder = newFolder()
  const store = opened(folder)
  const id = store.organisations.put({ ...contoso, name: MARK })
  store.organisations.remove(id)
  await store.organisations.purge()
  expect(marked(folder)).toEqual([])
})

it('when everything is deleted, nothing is left of it anywhere in the directory, and the store goes on', () => {
  const folder = newFolder()
  writeFileSync(join(folder, 'postern.db'), `damaged ${MARK}`)
  writeFileSync(join(folder, 'notes.txt'), 'of somebody else')
  const first = opened(folder)
  fill(first)
  first.close()
  const next = { version: allMigrations.length + 1, sql: 'CREATE TABLE added (a TEXT) STRICT' }
  const store = opened(folder, { migrations: [...allMigrations, next] })
  store.organisations.open(store.organisations.put({ ...contoso, name: MARK }))
  store.settings.write('settings', MARK)
  store.runs.remove([runNumber(1).run.id])
  expect(marked(folder).length).toBeGreaterThanOrEqual(3)

  store.deleteAll()
  expect(marked(folder)).toEqual([])
  const empty = newFolder()
  opened(empty).close()
  expect(bytesOf(folder).get('postern.db')?.length).toBeLessThan(2 * (bytesOf(empty).get('postern.db')?.length ?? 0))
  expect([...bytesOf(folder).keys()]).toEqual(['notes.txt', 'postern.db', 'postern.db-shm', 'postern.db-wal'])
  expect(store.notice).toBeNull()
  expect(store.runs.list()).toEqual([])
  expect(store.organisations.list()).toEqual([])
  expect(store.settings.read('settings')).toBeUndefined()
  fill(store)
  expect(store.runs.list()).toHaveLength(4)
})

it('what another program has open meanwhile reads on, of an empty store', () => {
  const folder = newFolder()
  const store = opened(folder)
  fill(store)
  const other = opened(folder)
  expect(other.runs.list()).toHaveLength(4)
  const reader = new DatabaseSync(join(folder, 'postern.db'))
  store.deleteAll()
  expect(other.runs.list()).toEqual([])
  reader.close()
  expect(marked(folder)).toEqual([])
})
