import { describe, expect, test } from 'vitest'
import { createWatchRecords } from '../../../electron/api/watch-records.ts'
import { thinOut } from '../../../electron/api/watch-thinning.ts'
import { openStore } from '../../../electron/engine/store/store.ts'
import { StoreRefused } from '../../../electron/engine/store/store-refused.ts'
import type { Run } from '../../../shared/run/run.ts'
import { runManyFailures } from '../../fixtures/run-many-failures.ts'
import { runReady } from '../../fixtures/run-ready.ts'
import { sampleOrganisation } from '../../shared/contract/samples.ts'

const DAY = 86_400_000
const at = new Date('2026-11-24T12:00:00.000Z')

/** A store with runs of the watch so many days ago each. */
function withRuns(...days: [number, Run?][]) {
  const store = openStore({ directory: null })
  const records = createWatchRecords(store.settings)
  const id = store.organisations.put(sampleOrganisation)
  const idOf = (ago: number) => `run-${String(Math.round(ago * 1_000)).padStart(8, '0')}`
  for (const [ago, like = runReady] of days) {
    const startedAt = new Date(at.getTime() - ago * DAY).toISOString()
    const run = { ...like, artifacts: {}, run: { ...like.run, id: idOf(ago), startedAt } }
    const { finishedAt: _finishedAt, ...header } = run.run
    store.runs.begin({ header, gatherers: [], checks: [], organisationId: id, origin: 'watch' })
    store.runs.end(run)
    const { verdict } = run
    records.change(id, ({ runs }) => ({ runs: [...runs, { runId: run.run.id, at: startedAt, verdict }] }))
  }
  return {
    ...{ store, records, id, idOf },
    thin: (runs = store.runs) => thinOut({ runs, records, now: () => at }, id),
    kept: () => store.runs.list().map(({ header }) => header.id),
  }
}

describe('The runs of a watch', () => {
  test('are thinned out for good, and the strip says of which only the verdict is left', () => {
    const { thin, kept, records, id, idOf } = withRuns(
      [20],
      [19],
      [18, runManyFailures],
      [17, runManyFailures],
      [6],
      [0],
    )
    expect(thin()).toBe(2)
    expect(kept()).toEqual([0, 6, 18, 20].map(idOf))
    expect(records.read(id).runs.map(({ runId, gone }) => [runId, gone ?? false])).toEqual([
      [idOf(20), false],
      [idOf(19), true],
      [idOf(18), false],
      [idOf(17), true],
      [idOf(6), false],
      [idOf(0), false],
    ])
    expect(thin()).toBe(0)
  })

  test('of which the desk tells that something turned stay', () => {
    const { thin, kept, records, id, idOf } = withRuns([20], [19], [18], [0])
    const turn = { kind: 'certificate', at: at.toISOString(), runId: idOf(18), from: 'ready', to: 'ready' } as const
    records.change(id, () => ({ turns: [{ ...turn, title: 'A certificate ends', body: '' }] }))
    expect(thin()).toBe(1)
    expect(kept()).toEqual([0, 18, 20].map(idOf))
  })

  test('go a hundred at a time, so that nobody waits for it', () => {
    const days = Array.from({ length: 130 }, (_, hour): [number] => [10 + hour / 24])
    const { thin } = withRuns(...days, [0])
    expect([thin(), thin(), thin()]).toEqual([100, 29, 0])
  })

  test('stay where the disk cannot be written, until it can', () => {
    const { thin, store, kept } = withRuns([20], [19], [0])
    const failing = {
      ...store.runs,
      thinOut: () => {
        throw new StoreRefused('The disk is full.')
      },
    }
    expect([thin(failing), kept().length, thin(), kept().length]).toEqual([0, 3, 1, 2])
  })
})
