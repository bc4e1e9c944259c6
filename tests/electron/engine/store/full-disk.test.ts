import { expect, test } from 'vitest'
import { openConnection } from '../../../../electron/engine/store/connection.ts'
import { migrate } from '../../../../electron/engine/store/migrate.ts'
import { allMigrations } from '../../../../electron/engine/store/migrations/all-migrations.ts'
import { createRunOwners } from '../../../../electron/engine/store/run-owners.ts'
import { createRunStore } from '../../../../electron/engine/store/run-store.ts'
import { StoreRefused } from '../../../../electron/engine/store/store-refused.ts'
import { sampleHeader as header, sampleRun as run } from '../../../shared/contract/samples.ts'

const plan = { header, gatherers: [], checks: [], organisationId: null, origin: 'window' } as const

/** Runs on a disk that takes nothing more while it is full, and from which all can be read. */
function runsOnDisk() {
  const connection = openConnection(':memory:')
  migrate(connection, allMigrations)
  const disk = { isFull: false }
  const unlessFull = <A extends unknown[], R>(work: (...given: A) => R) => {
    return (...given: A): R => {
      if (disk.isFull) throw new StoreRefused('The disk is full.')
      return work(...given)
    }
  }
  const full = { ...connection, run: unlessFull(connection.run), transaction: unlessFull(connection.transaction) }
  const now = () => new Date()
  return { disk, runs: createRunStore(full, createRunOwners(full, now), now) }
}

test('A run that breaks off while the disk is full is under way no more, then or when there is room again', () => {
  const { disk, runs } = runsOnDisk()
  runs.begin(plan)
  disk.isFull = true
  expect(runs.anyUnderWay()).toBe(true)
  expect(() => runs.end(run)).toThrow(StoreRefused)
  expect(() => runs.breakOff(header.id)).toThrow(StoreRefused)
  const seen = () => [runs.list().map(({ state }) => state), runs.read(header.id), runs.anyUnderWay()]
  const interrupted = [['interrupted'], expect.objectContaining({ state: 'interrupted' }), false]
  expect(seen()).toEqual(interrupted)
  disk.isFull = false
  expect(seen()).toEqual(interrupted)
})

test('A run that the disk does not take is refused as it begins, and not taken for one that was deleted later', () => {
  const { disk, runs } = runsOnDisk()
  disk.isFull = true
  // SQLite tells of a full disk when it commits, and of what is read by RETURNING the commit comes after the answer.
  expect(() => runs.begin(plan)).toThrow(StoreRefused)
  disk.isFull = false
  expect(runs.list()).toEqual([])
  runs.begin(plan)
  expect(runs.list()).toMatchObject([{ state: 'under-way' }])
})
