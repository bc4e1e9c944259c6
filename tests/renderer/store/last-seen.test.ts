import { describe, expect, it } from 'vitest'
import { lastSeenAt } from '../../../renderer/store/last-seen.ts'
import { runManyFailures } from '../../fixtures/run-many-failures.ts'

const { finishedAt, ...header } = runManyFailures.run
const ews = (startedAt: string) => ({ state: 'broken' as const, startedAt, milliseconds: 1500, message: 'x' })

describe('When the last of a run was seen', () => {
  it('is its end, where it has one', () => {
    expect(lastSeenAt({ header: runManyFailures.run, artifacts: {} })).toBe(finishedAt)
  })

  it('is its beginning, where nothing was gathered or no time can be read', () => {
    expect(lastSeenAt({ header, artifacts: {} })).toBe(header.startedAt)
    expect(lastSeenAt({ header, artifacts: { nodes: ews('never') } })).toBe(header.startedAt)
  })

  it('is the end of what was gathered last, and not of what was only waited for', () => {
    const artifacts = {
      nodes: ews('2026-11-24T10:05:00.000Z'),
      dnsAnswers: ews('2026-11-24T10:04:00.000Z'),
      signIns: { state: 'blocked' as const, by: 'nodes' as const, reason: 'x' },
    }
    expect(lastSeenAt({ header, artifacts })).toBe('2026-11-24T10:05:01.500Z')
  })
})
