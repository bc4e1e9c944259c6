import { describe, expect, it } from 'vitest'
import { filterRuns, mostUrgentFirst } from '../../../../renderer/desks/runs/list-filter.ts'
import { outcomeOf } from '../../../../renderer/desks/runs/run-words.ts'
import type { RunVerdict } from '../../../../shared/checks/finding.ts'
import type { FindingRow } from '../../../../shared/run/finding-row.ts'
import type { RunSummary } from '../../../../shared/run/run-summary.ts'
import { runReady } from '../../../fixtures/run-ready.ts'
import { summaryOf } from '../../store/summary-of.ts'

const whole = summaryOf(runReady)

function verification(verdict: RunVerdict | null): RunSummary {
  const header = { ...whole.header, id: 'run-00000002', verifies: whole.header.id, only: ['ews/inbox'] }
  return { ...whole, header, verdict, state: verdict === null ? 'interrupted' : 'ended' }
}

describe('A run that looked again at a few findings of another', () => {
  it.each([
    ['not-ready', 'Verified: fails', 'fail'],
    ['could-not-tell', 'Verified: not told', 'unknown'],
    ['bug', 'Postern failed', 'bug'],
    ['ready', 'Verified: passes', 'pass'],
    [null, 'Interrupted', 'unknown'],
  ] as const)('which came to %s says “%s”, and not that anything is ready', (verdict, word, icon) => {
    expect(outcomeOf(verification(verdict))).toEqual({ word, icon })
  })

  it('is no run that is ready, and is found among the verifications', () => {
    const runs = [verification('ready'), whole]
    const found = (outcome: 'ready' | 'verifies' | null) => filterRuns(runs, { text: '', outcome, origin: null })
    expect(found('ready')).toEqual([whole])
    expect(found('verifies')).toEqual([runs[0]])
    expect(found(null)).toEqual(runs)
  })
})

it('the findings of all runs begin with what must be mended, and stay in their order beside that', () => {
  const row = (check: string, verdict: FindingRow['verdict']): FindingRow => ({
    ...{ runId: 'run-00000001', startedAt: '2026-11-24T22:41:07.000Z', organisation: 'Contoso', title: check },
    ...{ check, step: 'ews', verdict },
  })
  const rows = [
    row('ews/a', 'pass'),
    row('ews/b', 'warn'),
    row('ews/c', 'fail'),
    row('ews/d', 'pass'),
    row('ews/e', 'fail'),
  ]
  expect(mostUrgentFirst(rows).map(({ check }) => check)).toEqual(['ews/c', 'ews/e', 'ews/b', 'ews/a', 'ews/d'])
})
