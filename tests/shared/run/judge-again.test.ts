import { describe, expect, it } from 'vitest'
import { allChecks } from '../../../shared/checks/all-checks.ts'
import type { AnyCheck } from '../../../shared/checks/check.ts'
import { judgeAgain } from '../../../shared/run/judge-again.ts'
import { runReady } from '../../fixtures/run-ready.ts'

const strict: AnyCheck = {
  meta: {
    id: 'ews/door',
    step: 'ews',
    subject: 'The door',
    needs: ['ewsChallenge'],
    guide: [],
    why: 'A newer check.',
    outcomes: { shut: { verdict: 'fail', title: 'The door is shut', advice: 'Open the door.' } },
  },
  run: () => ({ outcome: 'shut' }),
}

describe('a stored run', () => {
  it('is judged by newer checks, and its artifacts stay as they are', () => {
    const again = judgeAgain(runReady, [strict])
    expect(again.verdict).toBe('not-ready')
    expect(again.findings.map(({ check, outcome }) => [check, outcome])).toEqual([['ews/door', 'shut']])
    expect(again.artifacts).toBe(runReady.artifacts)
    expect(runReady.verdict).not.toBe('not-ready')
  })

  it('is not held against an artifact that it never asked for', () => {
    const { ewsChallenge: _left, ...artifacts } = runReady.artifacts
    expect(judgeAgain({ ...runReady, artifacts }, [strict]).findings).toEqual([])
  })

  it('of chosen checks is judged by the same ones', () => {
    const run = { ...runReady, run: { ...runReady.run, only: ['ews/answers'] } }
    expect(judgeAgain(run, [...allChecks, strict]).findings.map(({ check }) => check)).toEqual(['ews/answers'])
  })

  it('judged again by the checks that judged it comes to the same', () => {
    expect(judgeAgain(runReady, allChecks)).toEqual(runReady)
  })
})
