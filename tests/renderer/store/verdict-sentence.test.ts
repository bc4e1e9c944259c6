import { describe, expect, it } from 'vitest'
import { applyRunEvent, type RunView, viewOfRun } from '../../../renderer/store/run-view.ts'
import { verdictLine } from '../../../renderer/store/verdict-sentence.ts'
import { type Finding, runVerdict } from '../../../shared/checks/finding.ts'
import type { Run } from '../../../shared/run/run.ts'
import { halfWayEvents } from '../../fixtures/run-half-way.ts'
import { runReady } from '../../fixtures/run-ready.ts'
import { findingOf } from './finding-of.ts'

const style = { locale: 'en-GB', timeZone: 'Europe/Berlin' }

function line(findings: Finding[], header: Partial<Run['run']> = {}) {
  const verdict = runVerdict(findings)
  return verdictLine(viewOfRun({ ...runReady, findings, verdict, run: { ...runReady.run, ...header } }), style)
}

const pass = findingOf('dns/a', 'pass')
const fail = findingOf('dns/b', 'fail')
const warn = findingOf('dns/c', 'warn')
const skip = findingOf('ews/a', 'skip')

describe('The verdict line', () => {
  it.each([
    [[pass], 'Ready', 'The one check passes.'],
    [[pass, pass], 'Ready', 'All 2 checks pass.'],
    [
      [pass, warn],
      'Ready',
      'Of 2 checks: 1 to look at, 1 as it should be. Nothing fails; look at what is listed before you rely on it.',
    ],
    [[pass, fail], 'Not ready', 'Of 2 checks: 1 to mend, 1 as it should be.'],
    [
      [fail, skip, pass],
      'Not ready',
      'Of 3 checks: 1 to mend, 1 not reached, 1 as it should be. Mend what is in the way, then start again to reach the rest.',
    ],
    [[findingOf('ews/b', 'unknown')], 'Could not tell', 'Of 1 check: 1 that could not tell.'],
    [
      [findingOf('ews/c', 'bug'), pass],
      'Postern failed',
      'Of 2 checks: 1 where Postern itself failed, 1 as it should be. That says nothing about your servers.',
    ],
  ])('for %j says %s', (findings, word, sentence) => {
    expect(line(findings)).toEqual({ word, sentence })
  })

  it('says why a run ended early', () => {
    const finishedAt = '2026-11-24T22:41:09.000Z'
    expect(line([], { endedEarly: 'cancelled', finishedAt }).sentence).toBe(
      'No check had answered. The run was stopped at 23:41:09; what was seen before is kept.',
    )
    expect(line([pass], { endedEarly: 'deadline', finishedAt }).sentence).toMatch(
      /The run reached its time limit at 23:41:09; what was seen before is kept\.$/,
    )
  })

  it('says how far a run was that broke off', () => {
    const halfWay = halfWayEvents.reduce<RunView | undefined>(applyRunEvent, undefined)
    const checks = halfWayEvents.flatMap((event) => (event.type === 'started' ? event.checks : []))
    const answered = halfWayEvents.filter(({ type }) => type === 'finding')
    expect(answered.length).toBeGreaterThan(0)
    expect(answered.length).toBeLessThan(checks.length)
    expect(halfWay && verdictLine({ ...halfWay, brokeOff: true })).toEqual({
      word: 'Broke off',
      sentence: `${answered.length} of ${checks.length} checks had answered when the run broke off; what was seen is kept.`,
    })
  })

  it('says what it came to so far while the run is under way', () => {
    const begun = halfWayEvents.slice(0, 1).reduce<RunView | undefined>(applyRunEvent, undefined)
    const halfWay = halfWayEvents.reduce<RunView | undefined>(applyRunEvent, undefined)
    expect(begun && verdictLine(begun)).toEqual({ word: 'Looking', sentence: 'Nothing to mend so far.' })
    expect(halfWay && verdictLine(halfWay).sentence).toMatch(/^So far \d to look at\.$/)
  })
})
