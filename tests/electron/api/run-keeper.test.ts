import { describe, expect, test } from 'vitest'
import { createRunKeeper } from '../../../electron/api/run-keeper.ts'
import type { RunStore } from '../../../electron/engine/store/run-store.ts'
import { openStore } from '../../../electron/engine/store/store.ts'
import { StoreRefused } from '../../../electron/engine/store/store-refused.ts'
import type { ArtifactRecords } from '../../../shared/artifacts/artifacts.ts'
import { sampleHeader, sampleRun } from '../../shared/contract/samples.ts'

const { id } = sampleHeader
const started = { type: 'started', run: sampleHeader, gatherers: ['endpoints'], checks: ['dns/server-name'] } as const
const event = { ...started, gatherers: [...started.gatherers], checks: [...started.checks] }
const belongs = { origin: 'window', organisationId: null } as const
const record: ArtifactRecords['endpoints'] = { state: 'cancelled', reason: 'It was stopped.' }

function keptIn(failing: Partial<RunStore> = {}) {
  const { runs } = openStore({ directory: null })
  return { runs, keeper: createRunKeeper({ ...runs, ...failing }) }
}

const full = (): never => {
  throw new StoreRefused('The disk is full.')
}

describe('a run that is kept', () => {
  test('and is not there is said to be so', () => {
    const { keeper } = keptIn()
    expect(() => keeper.read(id)).toThrow(expect.objectContaining({ code: 'no-such-run' }))
    const { keeper: other } = keptIn({ read: () => 'unreadable' })
    expect(() => other.read(id)).toThrow(expect.objectContaining({ code: 'run-unreadable' }))
  })

  test('is in the store as it comes', () => {
    const { runs, keeper } = keptIn()
    keeper.begin(event, belongs)
    keeper.artifact(id, 'endpoints', record)
    expect(runs.read(id)).toMatchObject({ state: 'under-way', verdict: null, artifacts: { endpoints: record } })
    expect(keeper.read(id)).toEqual(runs.read(id))
    keeper.end({ ...sampleRun, artifacts: { endpoints: record } })
    expect(keeper.read(id)).toMatchObject({ state: 'ended', verdict: 'ready' })
    expect(keeper.trouble()).toBeNull()
  })

  test.each(['begin', 'artifact', 'end'] as const)('is held whole in memory where the disk is full at its %s', (at) => {
    const { runs, keeper } = keptIn({ [at]: full })
    keeper.begin(event, belongs)
    keeper.artifact(id, 'endpoints', record)
    keeper.end({ ...sampleRun, artifacts: { endpoints: record } })
    expect(keeper.read(id)).toMatchObject({ state: 'ended', verdict: 'ready', artifacts: { endpoints: record } })
    expect(keeper.trouble()).toMatch(/^A run could not be kept\. The disk is full\. .* save it as a file/)
    // Half of it in the store would look like the whole.
    const stored = runs.read(id)
    expect(stored === undefined || stored === 'unreadable' ? null : stored.verdict).toBeNull()
  })

  test('that breaks off for a bug of ours can be gone on with, and is then the same run', () => {
    const { runs, keeper } = keptIn()
    keeper.begin(event, belongs)
    keeper.artifact(id, 'endpoints', record)
    keeper.breakOff(id)
    expect(keeper.read(id)).toMatchObject({ state: 'interrupted', artifacts: { endpoints: record } })
    keeper.resume({ ...event, run: { ...sampleHeader, resumed: [{ at: sampleHeader.startedAt, again: [] }] } })
    expect(keeper.read(id)).toMatchObject({ state: 'under-way', artifacts: {}, run: { resumed: [{}] } })
    keeper.end(sampleRun)
    expect(runs.list({})).toHaveLength(1)
  })
})
