import { describe, expect, it } from 'vitest'
import { passedOverWords, stepAccount } from '../../../renderer/steps/step-account.ts'
import { stepStates } from '../../../renderer/steps/step-graph.ts'
import { type RunView, viewOfRun } from '../../../renderer/store/run-view.ts'
import { runManyFailures } from '../../fixtures/run-many-failures.ts'
import { findingOf } from '../store/finding-of.ts'

const answered = [findingOf('ews/inbox', 'pass'), findingOf('ews/calendar', 'fail')]
const ended: RunView = {
  ...viewOfRun(runManyFailures),
  findings: answered,
  checks: ['ews/inbox', 'ews/calendar', 'ews/answers'],
  gatherers: {},
}
const underWay: RunView = { ...ended, verdict: null }

describe('How far the checks of a step are', () => {
  it('is no bar for a run that brings no more, and says what of it never answered', () => {
    const sentence = 'Of 2 checks: 1 to mend, 1 as it should be. 1 more had not answered.'
    expect(stepAccount(ended, 'ews')).toEqual({ sentence })
    expect(stepAccount(ended, 'active-sync')).toEqual({ sentence: 'No check of this step was part of the run.' })
  })

  it('is how many have answered while it is under way, and what is asked now', () => {
    const bar = { answered: 2, total: 3 }
    const waits = '2 of 3 checks of this step answered. The others wait their turn.'
    expect(stepAccount(underWay, 'ews')).toEqual({ sentence: waits, bar })
    const now = stepAccount({ ...underWay, gatherers: { ewsGetFolder: 'now' } }, 'ews')
    expect(now.sentence).toMatch(/^2 of 3 checks of this step answered\. Now .+\.$/)
    const whole = stepAccount({ ...underWay, checks: ['ews/inbox', 'ews/calendar'] }, 'ews')
    expect(whole.sentence).toBe('2 of 2 checks of this step answered.')
  })
})

it('the steps that are passed over say what they wait for', () => {
  const findings = [
    findingOf('sign-in/password', 'fail', { artifacts: ['signIns'] }),
    findingOf('ews/inbox', 'skip', { blockedBy: 'signIns' }),
    findingOf('active-sync/options', 'skip', { blockedBy: 'signIns' }),
  ]
  const run = { ...ended, findings, checks: findings.map(({ check }) => check) }
  const states = stepStates({ named: true, run })
  expect(passedOverWords('sign-in', 'firewall', states)).toBe(
    'Web Services (EWS) waits for Sign-in. ActiveSync waits for Sign-in.',
  )
  expect(passedOverWords('servers', 'sign-in', states)).toBe('')
})
