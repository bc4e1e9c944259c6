import { describe, expect, it } from 'vitest'
import { applyRunEvent, progressOf, type RunView, viewOfRun } from '../../../renderer/store/run-view.ts'
import type { RunEvent } from '../../../shared/run/run.ts'
import { halfWayEvents } from '../../fixtures/run-half-way.ts'
import { runManyFailures } from '../../fixtures/run-many-failures.ts'
import { eventsOf } from '../../fixtures/run-of.ts'
import { findingOf } from './finding-of.ts'

function viewAfter(events: readonly RunEvent[]): RunView | undefined {
  return events.reduce<RunView | undefined>(applyRunEvent, undefined)
}

describe('A run from its events', () => {
  it.each(['gathering', 'gathered', 'finding', 'finished'] as const)('is not begun by an event of type %s', (type) => {
    const event = eventsOf(runManyFailures).find((one) => one.type === type)
    expect(event && applyRunEvent(undefined, event)).toBeUndefined()
  })

  it('has every finding of the run, its verdict and its header at the end', () => {
    const view = viewAfter(eventsOf(runManyFailures))
    expect(view?.verdict).toBe(runManyFailures.verdict)
    expect(view?.header).toEqual(runManyFailures.run)
    expect(new Set(view?.findings)).toEqual(new Set(runManyFailures.findings))
  })

  it('keeps a finding that comes again in its place, and once', () => {
    const [started] = eventsOf(runManyFailures)
    if (!started) throw new Error('The fixture has no events.')
    const told = (check: string, verdict: 'pass' | 'fail'): RunEvent => ({
      type: 'finding',
      finding: findingOf(check, verdict),
    })
    const view = viewAfter([started, told('dns/a', 'pass'), told('dns/b', 'pass'), told('dns/a', 'fail')])
    expect(view?.findings.map(({ check, verdict }) => `${check} ${verdict}`)).toEqual(['dns/a fail', 'dns/b pass'])
  })

  it('begins anew when another run starts', () => {
    const [started] = eventsOf(runManyFailures)
    expect(viewAfter([...eventsOf(runManyFailures), ...(started ? [started] : [])])?.findings).toEqual([])
  })

  it('does not change the view before it', () => {
    const view = viewAfter(halfWayEvents)
    const before = structuredClone(view)
    applyRunEvent(view, { type: 'gathered', artifact: 'ewsGetFolder', state: 'gathered', milliseconds: 5 })
    expect(view).toEqual(before)
  })
})

describe('Progress', () => {
  it('counts the checks that have answered, and names what is at work', () => {
    const view = viewAfter(halfWayEvents)
    const findings = halfWayEvents.filter((event) => event.type === 'finding').length
    expect(view && progressOf(view)).toEqual({
      answered: findings,
      total: runManyFailures.findings.length,
      now: halfWayEvents.slice(-2).map((event) => event.type === 'gathering' && event.artifact),
    })
  })

  it('is whole for a run that has been read', () => {
    const { answered, total, now } = progressOf(viewOfRun(runManyFailures))
    expect([answered, now]).toEqual([total, []])
  })
})
