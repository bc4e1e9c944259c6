import { expect, it } from 'vitest'
import { reportSource, runOfView } from '../../../renderer/store/report-source.ts'
import { applyRunEvent, type RunView, viewOfRun } from '../../../renderer/store/run-view.ts'
import { sourceOfRun } from '../../../shared/report/report-source.ts'
import { halfWayEvents } from '../../fixtures/run-half-way.ts'
import { runManyFailures } from '../../fixtures/run-many-failures.ts'
import { findingOf } from './finding-of.ts'

const ended = viewOfRun(runManyFailures)
const underWay = halfWayEvents.reduce<RunView | undefined>(applyRunEvent, undefined)

it('a run that has ended is what its file says', () => {
  expect(reportSource(ended, [])).toEqual(sourceOfRun(runManyFailures))
  expect(runOfView(ended)).toEqual(runManyFailures)
})

it('a run under way says how much is to come, and has no file', () => {
  if (!underWay) throw new Error('The run has not begun.')
  const source = reportSource(underWay, [])
  expect(source).toMatchObject({ verdict: null, state: 'under-way', expected: runManyFailures.findings.length })
  expect(source.findings.length).toBeLessThan(source.expected)
  expect(runOfView(underWay)).toBeUndefined()
  expect(reportSource({ ...underWay, brokeOff: true }, [])).toMatchObject({ verdict: null, state: 'interrupted' })
})

it('what was verified since stands in its place, with when', () => {
  const again: RunView = {
    ...ended,
    header: { ...ended.header, id: 'run-again-1234', verifies: ended.header.id, finishedAt: '2026-11-25T08:00:00Z' },
    findings: [findingOf('ews/user-agent', 'pass', { title: 'It is let in' })],
  }
  const source = reportSource(ended, [again])
  expect(source.verified).toEqual(new Map([['ews/user-agent', '2026-11-25T08:00:00Z']]))
  expect(source.findings.find(({ check }) => check === 'ews/user-agent')?.title).toBe('It is let in')
  // The file holds the run as it was; what verifies it is a run of its own.
  expect(runOfView(ended)?.findings).toEqual(runManyFailures.findings)
})
