import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import type { Run } from '../../../../shared/run/run.ts'
import type { RunOrigin } from '../../../../shared/run/run-summary.ts'
import { runReady } from '../../../fixtures/run-ready.ts'
import { newFolder, opened } from './store-folder.ts'
import { beginningOf, contoso, runNumber, smallRun } from './stored-runs.ts'

/** A store with one organisation, and a way to put runs of it there that have ended. */
function withRuns(directory: string | null = null) {
  const store = opened(directory)
  const organisationId = store.organisations.put(contoso)
  function put(run: Run, origin: RunOrigin = 'watch', of: string | null = organisationId): string {
    store.runs.begin({ ...beginningOf(run), organisationId: of, origin })
    store.runs.end(run)
    return run.run.id
  }
  const ids = () => store.runs.list().map(({ header }) => header.id)
  return { store, organisationId, put, ids, watched: () => store.runs.watched(organisationId) }
}

const verifying = (number: number, verifies: string): Run =>
  runNumber(number, { run: { ...smallRun(number).run, verifies } })

it('are those that the watch began of one organisation, with what each found', () => {
  const { store, put, watched } = withRuns()
  const other = store.organisations.put({ ...contoso, name: 'Fabrikam', domain: 'fabrikam.test' })
  const [first, same] = [put(runNumber(1)), put(runNumber(2))]
  const better = put(runNumber(3, { verdict: 'ready', findings: runReady.findings }))
  put(runNumber(4), 'window')
  put(runNumber(5), 'watch', other)
  put(runNumber(6), 'watch', null)
  store.runs.import(runNumber(7), null)
  const found = new Map(watched().map((run) => [run.id, run.found]))
  expect([...found.keys()]).toEqual([first, same, better])
  expect(found.get(first)).toBe(found.get(same))
  expect(found.get(first)).not.toBe(found.get(better))
  expect(watched().every(({ held }) => !held)).toBe(true)
})

it('found another thing where one check alone came to another verdict, in whatever order they answered', () => {
  const { put, watched } = withRuns()
  const { findings } = runNumber(0)
  put(runNumber(1, { findings: findings.toReversed() }))
  put(runNumber(2, { findings }))
  put(runNumber(3, { findings: findings.map((one, at) => (at === 3 ? { ...one, verdict: 'bug' } : one)) }))
  const [first, second, third] = watched().map(({ found }) => found)
  expect(first).toBe(second)
  expect(third).not.toBe(first)
})

it('have found nothing where they were stopped or broke off, and are not there while they are under way', () => {
  const { store, organisationId, put, watched } = withRuns()
  put(runNumber(1, { run: { ...smallRun(1).run, endedEarly: 'cancelled' } }))
  put(runNumber(2, { run: { ...smallRun(2).run, endedEarly: 'deadline' } }))
  for (const number of [3, 4]) {
    store.runs.begin({ ...beginningOf(runNumber(number)), organisationId, origin: 'watch' })
  }
  store.runs.breakOff(runNumber(3).run.id)
  expect(watched().map(({ id, found }) => [id, found === null])).toEqual([
    ['run-00000001', true],
    ['run-00000002', false],
    ['run-00000003', true],
  ])
  expect(store.runs.thinOut(['run-00000004', 'run-00000003'])).toEqual(['run-00000003'])
})

it('go for good with all that was in them, and cannot be brought back', () => {
  const folder = newFolder()
  const { store, put, ids } = withRuns(folder)
  const gone = put(runNumber(1))
  const stays = put(runNumber(2))
  expect(store.runs.thinOut([gone, 'run-of-nobody'])).toEqual([gone])
  expect(store.runs.restore([gone])).toEqual([])
  expect(ids()).toEqual([stays])
  store.close()
  const database = new DatabaseSync(join(folder, 'postern.db'))
  const left = database.prepare(
    'SELECT count(DISTINCT run) AS runs FROM (SELECT run FROM artifact UNION SELECT run FROM finding)',
  )
  expect(left.get()).toEqual({ runs: 1 })
  database.close()
})

it('never are of a person, brought in, verified by another run, gone on with, or removed, whatever is asked', () => {
  const { store, organisationId, put, watched, ids } = withRuns()
  const byHand = put(runNumber(1), 'window')
  store.runs.import(runNumber(2), organisationId)
  const verified = put(runNumber(3))
  put(verifying(4, verified), 'window')
  const resumed = put(
    runNumber(5, { run: { ...smallRun(5).run, resumed: [{ at: smallRun(6).run.startedAt, again: [] }] } }),
  )
  const removed = put(runNumber(7))
  store.runs.remove([removed])
  const before = ids()
  expect(store.runs.thinOut([byHand, 'run-00000002', verified, resumed, removed])).toEqual([])
  expect(ids()).toEqual(before)
  expect(store.runs.restore([removed])).toEqual([removed])
  expect(new Map(watched().map(({ id, held }) => [id, held]))).toEqual(
    new Map([
      [verified, true],
      [resumed, true],
      [removed, false],
    ]),
  )
})

it('stay verified by a run that was removed, since that can be brought back', () => {
  const { store, put, watched } = withRuns()
  const verified = put(runNumber(1))
  store.runs.remove([put(verifying(2, verified), 'window')])
  expect(watched()).toMatchObject([{ id: verified, held: true }])
  expect(store.runs.thinOut([verified])).toEqual([])
})

it('of which a header is damaged are left alone, and take no other with them', () => {
  const folder = newFolder()
  const { store, put } = withRuns(folder)
  const [damaged, other] = [put(runNumber(1)), put(runNumber(2))]
  store.close()
  const database = new DatabaseSync(join(folder, 'postern.db'))
  database.prepare("UPDATE run SET header = '{' WHERE id = ?").run(damaged)
  database.close()
  const again = opened(folder)
  const [{ id = '' } = {}] = again.organisations.list()
  expect(again.runs.watched(id).map((run) => run.id)).toEqual([other])
  expect(again.runs.thinOut([damaged, other])).toEqual([other])
})
