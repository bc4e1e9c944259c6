import { describe, expect, test } from 'vitest'
import { createRunKeeper } from '../../../electron/api/run-keeper.ts'
import type { RunStore } from '../../../electron/engine/store/run-store.ts'
import { openStore } from '../../../electron/engine/store/store.ts'
import { StoreRefused } from '../../../electron/engine/store/store-refused.ts'
import type { ArtifactRecords } from '../../../shared/artifacts/artifacts.ts'
import type { Finding } from '../../../shared/checks/finding.ts'
import { sampleHeader, sampleRun } from '../../shared/contract/samples.ts'

const { id } = sampleHeader
const started = { type: 'started', run: sampleHeader, gatherers: ['endpoints'], checks: ['dns/server-name'] } as const
const event = { ...started, gatherers: [...started.gatherers], checks: [...started.checks] }
const belongs = { origin: 'window', organisationId: null } as const
const record: ArtifactRecords['endpoints'] = { state: 'cancelled', reason: 'It was stopped.' }

function keptIn(failing: Partial<RunStore> = {}) {
  const { runs } = openStore({ directory: null })
  const troubles: string[] = []
  return { runs, troubles, keeper: createRunKeeper({ ...runs, ...failing }, (sentence) => troubles.push(sentence)) }
}

const finding: Finding = {
  ...{ check: 'dns/server-name', step: 'dns', verdict: 'pass', outcome: 'resolves', title: 'The name resolves' },
  ...{ why: '', evidence: {}, advice: null, remedy: null, artifacts: [] },
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

  test.each(['begin', 'artifact', 'end'] as const)(
    'and could not be from its %s on stays in the list as it came out, and is told of once',
    (at) => {
      const { runs, keeper, troubles } = keptIn({ [at]: full })
      const listed = () => keeper.list({}).map(({ header, state, verdict }) => [header.id, state, verdict])
      keeper.begin(event, belongs)
      expect(listed()).toEqual([[id, 'under-way', null]])
      keeper.artifact(id, 'endpoints', record)
      keeper.finding(id, finding)
      keeper.end({ ...sampleRun, findings: [finding] })
      expect(listed()).toEqual([[id, 'ended', 'ready']])
      expect(keeper.list({})).toMatchObject([{ counts: { pass: 1, fail: 0 } }])
      expect(keeper.list({ organisationId: 'org-0123456789ab' })).toEqual([])
      expect(troubles).toEqual(['A run could not be kept. The disk is full.'])
      // In the store it is nobody's any more, so that nothing waits for it.
      expect(runs.anyUnderWay()).toBe(false)
      keeper.remove([id])
      expect(listed()).toEqual([])
      keeper.restore([id])
      expect(listed()).toEqual([[id, 'ended', 'ready']])
      keeper.clear()
      expect([keeper.trouble(), keeper.list({})]).toEqual([null, runs.list()])
    },
  )

  test('is listed among the others where it could not be, the newest first', () => {
    let isFull = false
    const { runs } = openStore({ directory: null })
    const keeper = createRunKeeper({ ...runs, begin: (run) => (isFull ? full() : runs.begin(run)) })
    const at = (hour: number) => ({
      ...event,
      run: { ...sampleHeader, id: `run-0000000${hour}`, startedAt: `2026-11-28T0${hour}:00:00.000Z` },
    })
    for (const hour of [1, 2, 3]) {
      isFull = hour === 2
      keeper.begin(at(hour), belongs)
    }
    const ids = (limit?: number) => keeper.list({ limit }).map(({ header }) => header.id.at(-1))
    expect([ids(), ids(2)]).toEqual([
      ['3', '2', '1'],
      ['3', '2'],
    ])
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
