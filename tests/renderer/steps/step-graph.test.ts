import { describe, expect, it } from 'vitest'
import {
  findingsOf,
  isBlocked,
  nextStep,
  openChecksOf,
  startingStep,
  stepStates,
  wizardStepOf,
} from '../../../renderer/steps/step-graph.ts'
import { stepStateWords } from '../../../renderer/steps/step-state-words.ts'
import { whyStep } from '../../../renderer/steps/step-words.ts'
import { type WizardStep, wizardSteps } from '../../../renderer/store/place.ts'
import { applyRunEvent, type RunView, viewOfRun } from '../../../renderer/store/run-view.ts'
import { allChecks } from '../../../shared/checks/all-checks.ts'
import type { Finding } from '../../../shared/checks/finding.ts'
import { runVerdict } from '../../../shared/checks/finding.ts'
import { countVerdicts } from '../../../shared/run/finding-groups.ts'
import { runAllBlocked } from '../../fixtures/run-all-blocked.ts'
import { halfWayEvents } from '../../fixtures/run-half-way.ts'
import { runManyFailures } from '../../fixtures/run-many-failures.ts'
import { runReady } from '../../fixtures/run-ready.ts'
import { findingOf } from '../store/finding-of.ts'

const halfWay = halfWayEvents.reduce<RunView | undefined>(applyRunEvent, undefined)
const many = viewOfRun(runManyFailures)

/** A run that has ended with these findings. */
function ended(...findings: Finding[]): RunView {
  return { ...many, findings, checks: findings.map(({ check }) => check), verdict: runVerdict(findings) }
}

function stateOf(step: WizardStep, run: RunView | undefined, named = true) {
  const state = stepStates({ named, run }).find((one) => one.step === step)
  if (!state) throw new Error(`There is no step ${step}.`)
  return state
}

describe('The steps', () => {
  it('own every check, each one step', () => {
    for (const { meta } of allChecks) expect([meta.id, wizardStepOf(meta.id)]).not.toContain(undefined)
    const owned = wizardSteps.flatMap((step) => findingsOf(many, step))
    expect(owned).toHaveLength(many.findings.length)
  })

  it.each([
    ['dns/server-name', 'servers'],
    ['autodiscover/settings', 'servers'],
    ['connection/nodes', 'servers'],
    ['sign-in/nodes', 'sign-in'],
    ['active-sync/options', 'active-sync'],
    ['connection/https-port', 'firewall'],
    ['certificate/inspection', 'firewall'],
    ['dns/split-horizon', 'firewall'],
    ['cellar/door', undefined],
    ['toString', undefined],
  ])('show %s in %s', (check, step) => {
    expect(wizardStepOf(check)).toBe(step)
  })

  it('each say in two sentences why they matter', () => {
    for (const step of wizardSteps) expect([step, whyStep[step].match(/[^.]+\.(?= |$)/g)?.length]).toEqual([step, 2])
  })
})

describe('How a step stands', () => {
  it('is that the organisation comes first, where none is named', () => {
    const states = stepStates({ named: false, run: undefined })
    expect(states.map(stepStateWords)).toEqual(['To be named', ...Array(6).fill('Waits for Organisation')])
    expect(states.slice(1).every(isBlocked)).toBe(true)
  })

  it('is what a run has seen that is looked at while no organisation is named', () => {
    const states = stepStates({ named: false, run: many })
    expect(states.slice(0, 1).map(stepStateWords)).toEqual(['To be named'])
    expect(states.slice(1)).toEqual(stepStates({ named: true, run: many }).slice(1))
  })

  it('is not looked at before a run', () => {
    const [first, ...others] = stepStates({ named: true, run: undefined })
    expect(first && stepStateWords(first)).toBe('Named')
    expect(others.map(stepStateWords)).toEqual(Array(6).fill('Not looked at'))
  })

  it('is waiting while nothing of it is at work', () => {
    const begun = halfWayEvents.slice(0, 1).reduce<RunView | undefined>(applyRunEvent, undefined)
    expect(
      new Set(
        stepStates({ named: true, run: begun })
          .slice(1)
          .map(({ progress }) => progress),
      ),
    ).toEqual(new Set(['waiting']))
  })

  it('is under way while checks of it have not answered, and done when all have', () => {
    if (!halfWay) throw new Error('The run half-way is missing.')
    for (const step of ['servers', 'sign-in', 'ews', 'firewall'] as const) {
      const open = openChecksOf(halfWay, step).length
      const { progress, answered, total, counts } = stateOf(step, halfWay)
      expect([step, progress]).toEqual([step, open === 0 ? 'done' : 'now'])
      expect([step, answered, total]).toEqual([step, findingsOf(halfWay, step).length, answered + open])
      expect(counts).toEqual(countVerdicts(findingsOf(halfWay, step)))
    }
    expect(stateOf('report', halfWay)).toMatchObject({ progress: 'waiting' })
  })

  it('names the other step that is in the way, by the finding about what it waits for', () => {
    const run = ended(
      findingOf('sign-in/password', 'fail', { artifacts: ['signIns'] }),
      findingOf('ews/inbox', 'skip', { blockedBy: 'signIns' }),
      findingOf('ews/calendar', 'skip', { blockedBy: 'signIns' }),
      findingOf('ews/answers', 'skip', { blockedBy: 'dnsAnswers' }),
    )
    expect(stateOf('ews', run)).toMatchObject({ blockedBy: 'sign-in' })
    expect(stepStateWords(stateOf('ews', run))).toBe('Waits for Sign-in')
    expect(stateOf('sign-in', run).blockedBy).toBeUndefined()
  })

  it('names a later step where the firewall is in the way', () => {
    const run = ended(
      findingOf('connection/https-port', 'fail', { artifacts: ['tlsHandshake'] }),
      findingOf('certificate/names', 'skip', { blockedBy: 'tlsHandshake' }),
    )
    expect(stateOf('servers', run)).toMatchObject({ blockedBy: 'firewall' })
  })

  it('names the step of the artifact where no finding tells of it, and never the step itself', () => {
    const run = ended(
      findingOf('ews/inbox', 'skip', { blockedBy: 'ntlmSignIn' }),
      findingOf('active-sync/options', 'skip', { blockedBy: 'activeSyncOptions' }),
    )
    expect(stateOf('ews', run).blockedBy).toBe('sign-in')
    expect(stateOf('active-sync', run).blockedBy).toBeUndefined()
    expect(stepStateWords(stateOf('active-sync', run))).toBe('Not reached')
  })

  it('has nothing in its way any more where that is mended, and says what can be looked at again', () => {
    const findings = [
      findingOf('certificate/expiry', 'pass', { artifacts: ['tlsHandshake'] }),
      findingOf('ews/inbox', 'skip', { blockedBy: 'tlsHandshake' }),
      findingOf('ews/calendar', 'skip', { blockedBy: 'tlsHandshake' }),
    ]
    const state = stateOf('ews', { ...ended(...findings), mended: new Set(['ews/inbox', 'ews/calendar']) })
    expect([state.blockedBy, isBlocked(state), stepStateWords(state)]).toEqual([
      undefined,
      false,
      '2 can be reached now',
    ])
    const one = stateOf('ews', { ...ended(...findings), mended: new Set(['ews/inbox']) })
    expect([one.blockedBy, stepStateWords(one)]).toEqual(['servers', 'Waits for Servers'])
  })

  it('says what is to be done there, and not what it waits for, where there is both', () => {
    const run = ended(
      findingOf('sign-in/password', 'fail', { artifacts: ['signIns'] }),
      findingOf('ews/answers', 'warn'),
      findingOf('ews/inbox', 'skip', { blockedBy: 'signIns' }),
    )
    const state = stateOf('ews', run)
    expect([isBlocked(state), state.blockedBy, stepStateWords(state)]).toEqual([false, 'sign-in', '1 to look at'])
  })

  it.each([
    [1, 1, true],
    [2, 1, false],
  ])('waits where %i checks pass and %i wait for another step: %s', (passes, waits, blocked) => {
    const run = ended(
      findingOf('sign-in/password', 'fail', { artifacts: ['signIns'] }),
      ...Array.from({ length: passes }, (_, index) => findingOf(`ews/pass-${index}`, 'pass')),
      ...Array.from({ length: waits }, (_, index) => findingOf(`ews/wait-${index}`, 'skip', { blockedBy: 'signIns' })),
    )
    expect(isBlocked(stateOf('ews', run))).toBe(blocked)
  })

  it('gives the report the verdict, and none to a run that broke off', () => {
    expect(stepStateWords(stateOf('report', viewOfRun(runReady)))).toBe('Ready')
    const brokeOff = stateOf('report', { ...many, verdict: null, brokeOff: true })
    expect([brokeOff.progress, brokeOff.verdict, stepStateWords(brokeOff)]).toEqual([
      'broke-off',
      undefined,
      'Broke off',
    ])
  })
})

describe('A step of a run that broke off', () => {
  const brokeOff = (findings: Finding[], checks: string[]): RunView => ({
    ...{ ...many, findings, checks, verdict: null, brokeOff: true },
  })

  it('is not done where checks of it had not answered, and says how many had', () => {
    const run = brokeOff([findingOf('sign-in/password', 'pass')], ['sign-in/password', 'sign-in/nodes'])
    expect(stateOf('sign-in', run)).toMatchObject({ progress: 'broke-off', answered: 1, total: 2 })
    expect(stepStateWords(stateOf('sign-in', run))).toBe('1 of 2 answered')
  })

  it('is done where all of it had answered, and says what is to be mended in either case', () => {
    const whole = brokeOff([findingOf('sign-in/password', 'pass')], ['sign-in/password', 'ews/inbox'])
    expect(stateOf('sign-in', whole)).toMatchObject({ progress: 'done' })
    expect(stateOf('ews', whole)).toMatchObject({ progress: 'none' })
    const failing = brokeOff([findingOf('ews/inbox', 'fail')], ['ews/inbox', 'ews/calendar'])
    expect(stepStateWords(stateOf('ews', failing))).toBe('1 to mend')
  })
})

describe('The way on', () => {
  it('is the next step, and none after the report', () => {
    const states = stepStates({ named: true, run: undefined })
    expect(wizardSteps.map((step) => nextStep(step, states))).toEqual([...wizardSteps.slice(1), null])
  })

  it('passes over what waits for another step', () => {
    const run = ended(
      findingOf('sign-in/password', 'fail', { artifacts: ['signIns'] }),
      findingOf('ews/inbox', 'skip', { blockedBy: 'signIns' }),
      findingOf('active-sync/options', 'skip', { blockedBy: 'signIns' }),
    )
    expect(nextStep('sign-in', stepStates({ named: true, run }))).toBe('firewall')
  })

  it('is the very next step where all others wait', () => {
    expect(nextStep('organisation', stepStates({ named: false, run: undefined }))).toBe('servers')
  })
})

describe('Where a window opens', () => {
  it.each([
    ['where an organisation is named, while there is none', false, undefined, 'organisation'],
    ['at the first step that is looked at, before a run', true, undefined, 'servers'],
    ['there too while one is under way', true, halfWay, 'servers'],
    ['at what fails', true, ended(findingOf('dns/ttl', 'warn'), findingOf('ews/inbox', 'fail')), 'ews'],
    ['at what could not be told', true, ended(findingOf('dns/ttl', 'pass'), findingOf('ews/inbox', 'unknown')), 'ews'],
    ['at the report, when nothing fails', true, ended(findingOf('dns/ttl', 'warn')), 'report'],
    ['at the report of a run that is ready', true, viewOfRun(runReady), 'report'],
    ['at the beginning of what fails first', true, viewOfRun(runAllBlocked), 'servers'],
  ])('is %s', (_what, named, run, step) => {
    expect(startingStep({ named, run })).toBe(step)
  })
})
