import { describe, expect, it } from 'vitest'
import { runTime, runTimeSentence } from '../../../renderer/store/run-time.ts'
import { runAllBlocked } from '../../fixtures/run-all-blocked.ts'
import { at } from '../../fixtures/run-parts.ts'
import { runReady } from '../../fixtures/run-ready.ts'

describe('The time of a run', () => {
  it('is none where nothing ran', () => {
    expect(runTime({}, at(0))).toEqual({ rows: [], span: 1 })
  })

  it('has a row for each gatherer that ran, in the order in which they began', () => {
    const { rows, span } = runTime(runReady.artifacts, runReady.run.startedAt)
    expect(rows.map(({ artifact }) => artifact).toSorted()).toEqual(Object.keys(runReady.artifacts).toSorted())
    expect(rows.map(({ start }) => start)).toEqual(rows.map(({ start }) => start).toSorted((a, b) => a - b))
    for (const { start, length } of rows) expect(start + length).toBeLessThanOrEqual(span)
  })

  it('leaves out what was never asked, and keeps what broke', () => {
    const blocked = Object.entries(runAllBlocked.artifacts).filter(([, { state }]) => state === 'blocked')
    expect(blocked.length).toBeGreaterThan(0)
    const names = runTime(runAllBlocked.artifacts, at(0)).rows.map(({ artifact }) => artifact)
    for (const [artifact] of blocked) expect(names).not.toContain(artifact)
    const broken = { signIns: { state: 'broken', startedAt: at(40), milliseconds: 2, message: 'boom' } } as const
    expect(runTime(broken, at(0)).rows).toMatchObject([{ artifact: 'signIns', start: 40, length: 2 }])
  })

  it('begins with the run, whatever the clock did', () => {
    const before = { signIns: { state: 'broken', startedAt: at(-40), milliseconds: 2, message: 'boom' } } as const
    expect(runTime(before, at(0)).rows).toMatchObject([{ start: 0 }])
  })

  it('is told in words', () => {
    expect(runTimeSentence([{ artifact: 'signIns', name: 'Uses of the account', start: 480, length: 0.2 }])).toBe(
      'Uses of the account: <1 ms, after 480 ms.',
    )
  })
})
