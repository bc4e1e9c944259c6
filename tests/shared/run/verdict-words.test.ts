import { describe, expect, it } from 'vitest'
import { runVerdict, type Verdict } from '../../../shared/checks/finding.ts'
import type { Run } from '../../../shared/run/run.ts'
import { accountOf, verdictWordsOf } from '../../../shared/run/verdict-words.ts'
import { runAllBlocked } from '../../fixtures/run-all-blocked.ts'
import { runManyFailures } from '../../fixtures/run-many-failures.ts'
import { runOurBug } from '../../fixtures/run-our-bug.ts'
import { runReady } from '../../fixtures/run-ready.ts'
import { runRejected } from '../../fixtures/run-rejected.ts'
import { findingOf } from '../../renderer/store/finding-of.ts'

function wordsOf(verdicts: Verdict[], header: Partial<Run['run']> = {}, at?: string) {
  const findings = verdicts.map((verdict, place) => findingOf(`dns/${place}`, verdict))
  return verdictWordsOf({ findings, verdict: runVerdict(findings), run: { ...runReady.run, ...header } }, at)
}

describe('The words for a verdict', () => {
  it.each<[Verdict[], string, string]>([
    [['fail', 'pass'], 'Not ready', ''],
    [['fail', 'skip'], 'Not ready', 'Mend what is in the way; the next run then reaches the rest.'],
    [['bug', 'pass'], 'Postern failed', 'That says nothing about your servers.'],
    [['unknown', 'skip'], 'Could not tell', 'Nothing fails; each check that could not tell says what would.'],
    [['skip'], 'Could not tell', 'Nothing fails so far.'],
    [[], 'Could not tell', 'Nothing fails so far.'],
    [['warn', 'pass'], 'Ready', 'Nothing fails; look at what is listed before you rely on it.'],
    [['pass'], 'Ready', 'Nothing stands in the way.'],
  ])('of %j', (verdicts, word, remark) => {
    expect(wordsOf(verdicts)).toMatchObject({ word, remark })
  })

  it('promise nothing for checks that were left out', () => {
    expect(wordsOf(['pass'], { only: ['dns/0'] }).remark).toBe(
      'That holds for what was asked; other checks were left out.',
    )
  })

  it('say why a run ended early, and when where that is asked for', () => {
    expect(wordsOf(['fail'], { endedEarly: 'cancelled' }).remark).toBe(
      'The run was stopped; what was seen before is kept.',
    )
    expect(wordsOf(['fail'], { endedEarly: 'deadline' }, '23:41:09').remark).toBe(
      'The run reached its time limit at 23:41:09; what was seen before is kept.',
    )
  })
})

describe('The account of findings', () => {
  it.each<[Verdict[], string]>([
    [[], 'No check had answered.'],
    [['pass'], 'The one check passes.'],
    [['pass', 'pass'], 'All 2 checks pass.'],
    [['unknown'], 'Of 1 check: 1 that could not tell.'],
    [
      ['pass', 'skip', 'unknown', 'warn', 'bug', 'fail'],
      'Of 6 checks: 1 to mend, 1 where Postern itself failed, 1 to look at, 1 that could not tell, 1 not reached, 1 as it should be.',
    ],
  ])('of %j', (verdicts, account) => {
    expect(accountOf(verdicts.map((verdict) => ({ verdict })))).toBe(account)
  })

  it.each([runReady, runManyFailures, runAllBlocked, runOurBug, runRejected])(
    'adds up to all findings of $run.id',
    ({ findings }) => {
      const [total, ...counts] = [...accountOf(findings).matchAll(/\d+/g)].map(Number)
      expect(total).toBe(findings.length)
      if (counts.length > 0) expect(counts.reduce((sum, count) => sum + count, 0)).toBe(total)
    },
  )
})
